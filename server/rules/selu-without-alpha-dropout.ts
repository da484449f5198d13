import { standardNormal, trainingVariance, usualRates } from '../../engine';
import type { Edit } from '../model/finding';
import type { FileModel, Model } from '../model/model';
import { placedSteps, SHAPE_ONLY, wayBack, type Placed } from '../model/walks/steps';
import type { ActiveDropout } from './active-dropouts';
import { activeDropouts, isElementwise, shownRate } from './active-dropouts';
import { lastNameOf } from './reorder';
import { defineRule } from './rule';
import { percent, trimmed } from './wording';

export default defineRule<{ readonly dropout: ActiveDropout }, Record<string, never>>({
  id: 'selu-without-alpha-dropout',
  summary: 'Ordinary dropout after SELU breaks the self-normalisation',
  group: 'placement',
  severity: 'information',
  fixClass: 'G',
  *check(file) {
    for (const dropout of activeDropouts(file)) {
      if (!isElementwise(dropout)) continue;
      const activation = wayBack(dropout.model, dropout.step.inputs[0], SHAPE_ONLY)?.producer;
      if (!activation || !isSelu(activation) || !isSelfNormalising(dropout.model)) continue;
      const related = [{ span: activation.step.span, message: 'The SELU.' }];
      yield { span: dropout.step.span, data: { dropout }, related };
    }
  },
  message: ({ data: { dropout } }) => {
    const rate = shownRate(dropout);
    const advice = 'AlphaDropout keeps mean 0 and variance 1';
    if (rate === undefined) return `Dropout after SELU raises the variance in training; ${advice}.`;
    const variance = trimmed(trainingVariance({ ...standardNormal, rate }), 2);
    return `${percent(rate)} dropout after SELU raises the variance from 1 to ${variance} in training; ${advice}.`;
  },
  fix: ({ data: { dropout } }, file) => {
    const edits = alphaEdits(dropout, file);
    const { highest } = usualRates.alpha;
    return (
      edits && {
        title: `Use alpha dropout, at most ${highest} (changes training)`,
        safe: false,
        edits,
      }
    );
  },
});

/** SELU throughout, but for what makes probabilities, and no layer that normalises anyway. */
function isSelfNormalising(model: Model): boolean {
  return placedSteps(model).every((placed) => {
    const { kind, call } = placed.layer;
    if (kind === 'batchNorm' || kind === 'layerNorm') return false;
    return (
      kind !== 'activation' ||
      isSelu(placed) ||
      /^(log)?softmax$|^sigmoid$/.test(call?.fact.activation ?? '')
    );
  });
}

function isSelu({ layer }: Placed): boolean {
  return layer.call?.fact.activation === 'selu';
}

function alphaEdits({ call, rate }: ActiveDropout, file: FileModel): readonly Edit[] | undefined {
  const name = lastNameOf(call.callee, file);
  const isLayer = call.fact.form === 'module';
  if (!name || !(isLayer || call.args['training'])) return undefined;
  const edits = [{ span: name, text: isLayer ? 'AlphaDropout' : 'alpha_dropout' }];
  const { highest } = usualRates.alpha;
  const isHigh =
    rate.arg?.constant !== undefined && rate.certain !== undefined && rate.certain > highest;
  return isHigh && rate.arg ? [...edits, { span: rate.arg.span, text: String(highest) }] : edits;
}
