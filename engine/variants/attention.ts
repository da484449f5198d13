import type { SequentialSource } from '../bits';
import { invertedNoise } from './elementwise';
import type { Noise } from './noise';
import { exponential } from '../values/elementary';

/** The attention weights of one pass: rows of softmax before and after dropout. */
export interface AttentionPass {
  readonly probabilities: Float64Array;
  /** What reaches the values; rows no longer sum to 1, on purpose. */
  readonly weights: Float64Array;
  readonly noise: Noise;
}

/** Softmax over rows of scores (rows × columns), then inverted dropout on the weights. */
export function attentionForward(
  scores: Float64Array,
  columns: number,
  rate: number,
  source: SequentialSource,
): AttentionPass {
  const probabilities = rowSoftmax(scores, columns);
  const noise = invertedNoise([scores.length / columns, columns], rate, source);
  const weights = probabilities.map((value, i) => value * (noise.factor[i] as number));
  return { probabilities, weights, noise };
}

/** The gradient of the scores, through the mask and then through softmax. */
export function attentionBackward(
  pass: AttentionPass,
  columns: number,
  gradient: Float64Array,
): Float64Array {
  const { probabilities, noise } = pass;
  const result = new Float64Array(gradient.length);
  for (let row = 0; row < gradient.length; row += columns) {
    let inner = 0;
    for (let i = row; i < row + columns; i++) {
      result[i] = (gradient[i] as number) * (noise.factor[i] as number);
      inner += (result[i] as number) * (probabilities[i] as number);
    }
    for (let i = row; i < row + columns; i++) {
      result[i] = (probabilities[i] as number) * ((result[i] as number) - inner);
    }
  }
  return result;
}

/** Softmax over rows in double, safe against overflow. */
export function rowSoftmax(scores: Float64Array, columns: number): Float64Array {
  const result = new Float64Array(scores.length);
  for (let row = 0; row < scores.length; row += columns) {
    let largest = -Infinity;
    for (let i = row; i < row + columns; i++) largest = Math.max(largest, scores[i] as number);
    let sum = 0;
    for (let i = row; i < row + columns; i++) {
      result[i] = exponential((scores[i] as number) - largest);
      sum += result[i] as number;
    }
    for (let i = row; i < row + columns; i++) result[i] = (result[i] as number) / sum;
  }
  return result;
}
