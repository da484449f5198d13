import type { ActivationKind, LayerUnderTest } from '../../engine/experiments';
import type { SimulationInput } from '../../engine/simulation-input';
import { limits, type ViewSettings } from '../../server/webview-messages';
import { frameworkWords, type FrameworkWords } from '../frameworks';
import { streamOf } from '../streams/provided';
import type { Scene, Situation } from './scene';

/** The rate that is looked at where the code does not tell one. */
export const assumedRate = 0.5;

/** The width that is looked at where the code does not tell one. */
export const assumedWidth = 64;

/** The conditions under which a scene looks at a layer: the reader's settings, else the code, else assumptions. */
export function situationOf(
  input: SimulationInput,
  settings: ViewSettings,
  scene: Pick<Scene, 'phase'>,
): Situation {
  const rate = settings.rate ?? input.rate ?? assumedRate;
  const width = settings.width ?? input.width ?? assumedWidth;
  return {
    input,
    rate: Math.min(1, Math.max(0, rate)),
    width: Math.min(limits.width, width),
    seed: settings.seed,
    passes: settings.passes,
    pass: Math.min(settings.pass, settings.passes),
    phase: settings.phase ?? scene.phase,
    correlation: settings.correlation,
    kind: kindOf(input.variant),
    activation: activationOf(input.producer?.title ?? ''),
    noun: nouns[input.variant] ?? 'unit',
  };
}

/** Whether the rate is still the one of the code. */
export function isAsWritten({ input, rate }: Pick<Situation, 'input' | 'rate'>): boolean {
  return rate === Math.min(1, Math.max(0, input.rate ?? assumedRate));
}

/** The layer as the engine draws it, in the framework's own stream where there is one. */
export function layerOf(
  { kind, rate, width, seed, input: { framework } }: Situation,
  other: Partial<LayerUnderTest> = {},
): LayerUnderTest {
  return { kind, rate, units: width, seed, framework, draw: streamOf(framework), ...other };
}

/** How the layer's framework names things. */
export function wordsOf({ input }: Pick<Situation, 'input'>): FrameworkWords {
  return frameworkWords[input.framework];
}

/** Whether the layer as it is written drops in a phase. */
export function dropsIn({ input, phase }: Pick<Situation, 'input' | 'phase'>): boolean {
  if (input.mode === 'on') return true;
  return input.mode !== 'off' && phase === 'training';
}

/** The words for the inputs that a scene feeds in, because the code tells no numbers. */
export function inputsInWords({ activation, input }: Situation): string {
  if (activation === 'identity') return 'standard normal inputs';
  return `standard normal inputs through ${input.producer?.title ?? activation}`;
}

function kindOf(variant: string): Situation['kind'] {
  if (/alpha/i.test(variant)) return 'alpha dropout';
  return /gauss/i.test(variant) ? 'gaussian dropout' : 'dropout';
}

const nouns: Readonly<Record<string, string>> = {
  channel: 'channel',
  channelAlpha: 'channel',
  attention: 'attention weight',
  path: 'sample',
  edge: 'edge',
  block: 'unit',
};

const activations: readonly (readonly [RegExp, ActivationKind])[] = [
  [/leaky_?relu/i, 'leakyRelu'],
  [/relu/i, 'relu'],
  [/gelu/i, 'gelu'],
  [/selu/i, 'selu'],
  [/silu|swish/i, 'silu'],
  [/\belu\b/i, 'elu'],
  [/sigmoid/i, 'sigmoid'],
  [/tanh/i, 'tanh'],
  [/softplus/i, 'softplus'],
  [/softmax/i, 'softmax'],
];

function activationOf(title: string): ActivationKind {
  return activations.find(([name]) => name.test(title))?.[1] ?? 'identity';
}
