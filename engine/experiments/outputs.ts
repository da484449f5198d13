import { tenClasses, type RandomLogits } from '../closed-forms';
import { normal, ownStream } from '../bits';
import { softmax } from './activations';
import { applyLayer, masksOfPasses, type LayerUnderTest } from './forward-passes';
import { indexOfLargest } from './statistics';
import { logarithm } from '../values/elementary';

/** Dropout behind the logits of a classifier: what becomes of its predictions, one random input each. */
export interface OutputDropout {
  /** For each prediction, whether the same class wins with dropout as without. */
  readonly same: Uint8Array;
  /** Share of predictions in which another class wins. */
  readonly flips: number;
  /** Mean negative log-likelihood of the true class with dropout, and without. */
  readonly loss: number;
  readonly evaluationLoss: number;
  /** Mean probability of the class that is named, less the share that is right: positive is too sure of itself. */
  readonly overconfidence: number;
  readonly evaluationOverconfidence: number;
}

/** Sends the logits of `predictions` random inputs through dropout, a mask for each; the true class is class 0. */
export function outputDropout(
  layer: LayerUnderTest,
  predictions: number,
  margin = tenClasses.margin,
): OutputDropout {
  const inputs = drawLogits({ classes: layer.units, margin }, predictions, layer.seed);
  const same = new Uint8Array(predictions);
  let loss = 0;
  let evaluationLoss = 0;
  let overconfidence = 0;
  let evaluationOverconfidence = 0;
  masksOfPasses(layer, predictions).forEach((mask, prediction) => {
    const logits = inputs.subarray(prediction * layer.units, (prediction + 1) * layer.units);
    const dropped = applyLayer(layer, logits, mask);
    same[prediction] = indexOfLargest(dropped) === indexOfLargest(logits) ? 1 : 0;
    const [given, plain] = [softmax(dropped), softmax(logits)];
    loss -= logarithm(given[0] as number) / predictions;
    evaluationLoss -= logarithm(plain[0] as number) / predictions;
    overconfidence += surplus(given) / predictions;
    evaluationOverconfidence += surplus(plain) / predictions;
  });
  const stays = same.reduce((sum, bit) => sum + bit, 0);
  return {
    ...{ same, flips: 1 - stays / predictions, loss, evaluationLoss },
    ...{ overconfidence, evaluationOverconfidence },
  };
}

function surplus(probabilities: Float32Array): number {
  const named = indexOfLargest(probabilities);
  return (probabilities[named] as number) - (named === 0 ? 1 : 0);
}

/** Logits of random inputs, row-major: independent N(0,1), class 0 shifted by the margin. */
export function drawLogits(
  { classes, margin }: RandomLogits,
  inputs: number,
  seed: number,
): Float32Array {
  const source = ownStream(seed, 'logits');
  const logits = new Float32Array(inputs * classes);
  for (let i = 0; i < logits.length; i++) {
    logits[i] = normal(source) + (i % classes === 0 ? margin : 0);
  }
  return logits;
}
