import { noiseFactor } from '../../engine/closed-forms';
import { drawActivations, maskBits, summarise } from '../../engine/experiments';
import { rowSoftmax } from '../../engine/variants/attention';
import { formatFixed, formatNumber, formatShare } from '../format';
import { row, say, type MapsFigure, type Scene, type SceneView, type Situation } from './scene';
import { dropsIn, layerOf } from './situation';

/** Dropout on attention weights: what a token may look at changes at random, and the weights no longer sum to 1. */
export const attention: Scene = { id: 'attention', phase: 'training', draw };

const tokens = 10;

function draw(situation: Situation): SceneView {
  const { rate, pass, phase, seed } = situation;
  const scores = Float64Array.from(drawActivations('identity', tokens * tokens, seed));
  const weights = Float32Array.from(rowSoftmax(scores, tokens));
  const active = dropsIn(situation) ? rate : 0;
  const layer = layerOf(situation, { kind: 'dropout', rate: active, units: weights.length });
  const mask = maskBits(layer, pass);
  const factor = active < 1 ? 1 / (1 - active) : 0;
  const dropped = weights.map((weight, i) => weight * factor * (mask[i] as number));
  const sums = summarise(sumsOf(dropped));
  const hidden = mask.filter((bit) => bit === 0).length / mask.length;
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0) / tokens;
  const spread = Math.sqrt((active < 1 ? noiseFactor(active) : 0) * squares);
  const range = `${formatFixed(sums.lowest)} to ${formatFixed(sums.highest)}`;
  const label = 'sum of a token’s attention weights';
  return {
    verdict: verdictOf(situation, active),
    yours: {
      title: 'Your code',
      note: `pass ${pass} in ${phase}: ${formatShare(hidden)} of the weights dropped`,
      headline: { value: range, label },
      figure: matrix(dropped, mask, weights),
    },
    other: {
      title: 'In evaluation',
      note: 'every token may look at every other',
      headline: { value: '1.00', label },
      figure: matrix(weights, new Uint8Array(weights.length).fill(1), weights),
    },
    numbers: [
      row('lowest sum of a row', sums.lowest, 1),
      row('highest sum of a row', sums.highest, 1),
      row('mean sum of a row', sums.mean, 1),
      row('standard deviation of a sum, closed form', spread, 0),
      row('weights that are dropped', hidden, 0, 'share'),
    ],
    lesson:
      'Dropout acts behind the softmax, on the weights with which values are mixed. A dropped weight hides one token from another for this pass; the rest is scaled up, so the sum is 1 in the mean only. Computed for ten tokens with standard normal scores.',
    formula: 'attention',
  };
}

function verdictOf({ rate, input }: Situation, active: number) {
  if (input.mode === 'on') {
    return say`Attention weights are dropped in evaluation too: ${formatShare(rate)} of what a token may look at is hidden, at random, in every answer.`;
  }
  if (active === 0 && rate === 0) return say`At rate 0 no attention weight is dropped.`;
  return say`Each training pass hides ${formatShare(rate)} of what a token may look at and multiplies the rest by ${formatNumber(1 / (1 - rate))}: the weights sum to 1 only ${'in the mean'}.`;
}

function sumsOf(weights: Float32Array): Float64Array {
  return Float64Array.from({ length: tokens }, (_, token) =>
    weights.subarray(token * tokens, (token + 1) * tokens).reduce((sum, weight) => sum + weight, 0),
  );
}

// The tiles of a map show −2 to 2, so weights are stretched over that.
function matrix(values: Float32Array, mask: Uint8Array, scaled: Float32Array): MapsFigure {
  const most = Math.max(...scaled);
  return {
    kind: 'maps',
    ...{ tiles: 1, across: 1, rows: tokens, columns: tokens, mask },
    values: values.map((value) => 4 * Math.min(1, value / most) - 2),
    summary: `Attention weights of ${tokens} tokens, one row each; ${mask.filter((bit) => bit === 0).length} of ${mask.length} are dropped.`,
  };
}
