import { noiseFactor } from './rate';

/** The mean squared error (p/q)·E[y²] that dropout on a regression output can never get rid of. */
export function regressionNoise(meanSquare: number, rate: number): number {
  return noiseFactor(rate) * meanSquare;
}

/** The standard deviation √((p/q)·Σ(wᵢhᵢ)²) of a linear head's prediction when eval() is forgotten. */
export function missingEvalDeviation(
  weights: ArrayLike<number>,
  inputs: ArrayLike<number>,
  rate: number,
): number {
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    const term = (weights[i] ?? 0) * (inputs[i] ?? 0);
    squares += term * term;
  }
  return Math.sqrt(noiseFactor(rate) * squares);
}

/** The variance (p/q)·Σsᵢ² in training of the sum of a softmax row after dropout; its mean stays 1. */
export function softmaxRowVariance(probabilities: ArrayLike<number>, rate: number): number {
  let squares = 0;
  for (let i = 0; i < probabilities.length; i++) squares += (probabilities[i] ?? 0) ** 2;
  return noiseFactor(rate) * squares;
}

/** The fraction p·q of elements that get a gradient though dropped when a forward pass is recomputed under another mask. */
export function recomputationMismatch(rate: number): number {
  return rate * (1 - rate);
}

/**
 * The L2 penalty (p/q)·Σⱼ wⱼ²·Σᵢ xᵢⱼ² that dropout on the inputs adds to the squared loss of a linear model.
 * Features are row-major, one row per example (Srivastava et al., JMLR 15, 2014, section 9.1).
 */
export function l2Penalty(
  weights: ArrayLike<number>,
  features: ArrayLike<number>,
  rate: number,
): number {
  const columns = weights.length;
  let penalty = 0;
  for (let i = 0; i < features.length; i++) {
    const term = (weights[i % columns] ?? 0) * (features[i] ?? 0);
    penalty += term * term;
  }
  return noiseFactor(rate) * penalty;
}
