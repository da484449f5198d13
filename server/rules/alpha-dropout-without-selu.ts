import { alphaDropoutVariance, reluOfStandardNormal } from '../../engine';
import type { LayerKind } from '../model/fact';
import type { Model } from '../model/model';
import { placedSteps, SHAPE_ONLY, wayBack, type Placed } from '../model/walks/steps';
import type { ActiveDropout } from './active-dropouts';
import { activeDropouts, severityFor, shownRate } from './active-dropouts';
import { lastNameOf } from './reorder';
import { defineRule } from './rule';
import { percent, trimmed } from './wording';

interface Data {
  readonly dropout: ActiveDropout;
  readonly activation: Placed;
}

export default defineRule<Data, Record<string, never>>({
  id: 'alpha-dropout-without-selu',
  summary: 'AlphaDropout outside a self-normalising network',
  group: 'placement',
  severity: 'warning',
  fixClass: 'G',
  *check(file) {
    if (/selu|self.?normali/i.test(file.text)) return;
    for (const dropout of activeDropouts(file)) {
      if (!/^(alpha|channelAlpha)$/.test(dropout.call.fact.variant ?? '')) continue;
      const activation = activationAround(dropout);
      if (!activation) continue;
      const related = [{ span: activation.step.span, message: 'The activation.' }];
      const severity = severityFor('warning', dropout);
      yield { span: dropout.step.span, data: { dropout, activation }, severity, related };
    }
  },
  message: ({ data: { dropout, activation } }) => {
    const rate = shownRate(dropout);
    const call = activation.layer.call;
    const name = `${dropout.call.written} is made for SELU`;
    if (rate === undefined || call?.fact.activation !== 'relu') {
      return `${name}; with ${call?.written ?? 'another activation'} it changes mean and variance.`;
    }
    const excess =
      alphaDropoutVariance({ ...reluOfStandardNormal, rate }) / reluOfStandardNormal.variance;
    return `${name}; with ${call.written} at ${percent(rate)} the variance is ${trimmed(excess, 1)} times too large in training.`;
  },
  fix: ({ data: { dropout } }, file) => {
    const { call } = dropout;
    if (call.fact.variant !== 'alpha' || call.fact.inPlace) return undefined;
    const name = lastNameOf(call.callee, file);
    const isLayer = call.fact.form === 'module';
    if (!name || !(isLayer || call.args['training'])) return undefined;
    const text = isLayer ? 'Dropout' : 'dropout';
    return { title: `Use ${text} (changes training)`, safe: false, edits: [{ span: name, text }] };
  },
});

const NORMS: ReadonlySet<LayerKind> = new Set<LayerKind>([...SHAPE_ONLY, 'batchNorm', 'layerNorm']);

/** The activation that the dropout certainly works with: right before it, or one like all others of the model. */
function activationAround({ model, step }: ActiveDropout): Placed | undefined {
  const before = wayBack(model, step.inputs[0], NORMS)?.producer;
  if (before && isKnown(before)) return before;
  if (!before || !/^(linear|convolution)$/.test(before.layer.kind)) return undefined;
  const others = activationsOf(model);
  return others.every(isKnown) && !hasUnread(model) ? others[0] : undefined;
}

function activationsOf(model: Model): readonly Placed[] {
  return placedSteps(model).filter(({ layer }) => layer.kind === 'activation');
}

function isKnown({ layer }: Placed): boolean {
  return layer.kind === 'activation' && layer.call?.fact.activation !== undefined;
}

function hasUnread(model: Model): boolean {
  return placedSteps(model).some(
    ({ layer }) => layer.kind === 'unknown' || layer.kind === 'module',
  );
}
