import type { SimulationInput } from '../../engine/simulation-input';
import { afterOutput } from './after-output';
import { alpha } from './alpha';
import { answers } from './answers';
import { beforeBatchNorm } from './before-batchnorm';
import { general } from './general';
import { recomputed, repeated } from './masks';
import { never } from './never';
import { beforeMaxPool, beforeSaturating, unscaled } from './order';
import { rateScene } from './rate';
import type { Scene } from './scene';
import { attention } from './attention';
import { commuting } from './commuting';
import { dimension } from './dimension';
import { embedding } from './embedding';
import { gaussian } from './gaussian';
import { recurrent } from './recurrent';
import { blocks, channels, spatial } from './spatial';
import { stacked } from './stacked';

/** The scene of the first finding that has one, else that of the layer's kind and place. */
export function sceneOf(input: SimulationInput): Scene {
  for (const { rule } of input.findings) {
    const scene = sceneOfRule.get(rule);
    if (scene) return scene;
  }
  // What else was found is said in words, over what the layer does.
  if (input.findings.length > 0) return general;
  return sceneOfVariant.get(input.variant) ?? sceneOfPlace(input);
}

function sceneOfPlace({ variant, producer, followers: [next] }: SimulationInput): Scene {
  if (variant !== 'element') return general;
  if (producer?.kind === 'recurrent') return recurrent;
  if (producer?.kind === 'embedding') return embedding;
  return next?.kind === 'activation' && /\brelu/i.test(next.title) ? commuting : general;
}

const sceneOfVariant = new Map<string, Scene>([
  ['recurrent', recurrent],
  ['locked', recurrent],
  ['attention', attention],
  ['channel', channels],
  ['block', blocks],
  ['gaussian', gaussian],
]);

/** Every scene and the rules whose findings open it. */
export const rulesOfScenes: readonly (readonly [Scene, readonly string[]])[] = [
  [
    answers,
    [
      'functional-dropout-always-on',
      'functional-dropout-forced-on',
      'attention-dropout-always-on',
      'dropout-created-in-forward',
      'unregistered-dropout',
      'hardwired-training-flag',
      'training-flag-is-method',
      'shadowed-train-method',
      'inverted-training-flag',
      'stochastic-depth-always-on',
      'missing-eval-mode',
      'training-mode-at-inference',
      'mode-call-without-parentheses',
      'discarded-mode-result',
      'export-in-train-mode',
      'fake-dropout-switch',
    ],
  ],
  [
    never,
    [
      'train-mode-not-restored',
      'inference-mode-in-training',
      'pretrained-model-stays-eval',
      'training-flag-not-threaded',
      'unused-dropout',
      'discarded-dropout-result',
      'functional-dropout-never-on',
      'rnn-dropout-single-layer',
      'ignored-dropout-argument',
      'rate-not-passed',
      'rate-zero',
      'rate-changed-too-late',
    ],
  ],
  [
    rateScene,
    [
      'rate-out-of-range',
      'rate-drops-everything',
      'training-flag-as-rate',
      'rate-wrong-type',
      'keep-prob-as-rate',
      'swapped-dropout-arguments',
      'extreme-rate',
      'high-rate-on-input',
    ],
  ],
  [beforeBatchNorm, ['dropout-before-batchnorm']],
  [afterOutput, ['dropout-after-output']],
  [stacked, ['stacked-dropout']],
  [alpha, ['alpha-dropout-without-selu', 'selu-without-alpha-dropout']],
  [spatial, ['elementwise-dropout-on-feature-maps']],
  [dimension, ['dropout-dimension-mismatch']],
  [beforeMaxPool, ['dropout-before-maxpool']],
  [beforeSaturating, ['dropout-before-saturating-activation']],
  [unscaled, ['manual-mask-without-scale']],
  [recomputed, ['checkpoint-drops-rng-state']],
  [repeated, ['fixed-dropout-seed', 'reused-dropout-key']],
];

const sceneOfRule = new Map(
  rulesOfScenes.flatMap(([scene, rules]) => rules.map((rule) => [rule, scene] as const)),
);
