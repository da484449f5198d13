import type { Moments } from './variance-shift';

/** The value −λα = −1.7580993408473766 that AlphaDropout puts in place of a dropped unit. */
export const alphaDropoutValue = -1.0507009873554805 * 1.6732632423543772;

/** The affine constants a and b of AlphaDropout, y = a·(m·x + (1 − m)·α') + b (Klambauer et al. 2017). */
export function alphaDropoutConstants(rate: number): {
  readonly a: number;
  readonly b: number;
  readonly alpha: number;
} {
  const alpha = alphaDropoutValue;
  const a = 1 / Math.sqrt((1 - rate) * (1 + rate * alpha * alpha));
  return { a, b: -a * alpha * rate, alpha };
}

/** The mean that TensorFlow.js 4.22.0 gives N(0,1) by AlphaDropout, whose α′ has the wrong sign there; it should be 0. */
export function tfjsAlphaDropoutMean(rate: number): number {
  const { a, alpha } = alphaDropoutConstants(rate);
  return -2 * a * alpha * rate;
}

/** The variance in training of a unit of given mean and variance behind AlphaDropout; 1 for a standard normal unit. */
export function alphaDropoutVariance(unit: Moments & { readonly rate: number }): number {
  const { a, alpha } = alphaDropoutConstants(unit.rate);
  const keep = 1 - unit.rate;
  const mean = keep * unit.mean + unit.rate * alpha;
  const square = keep * (unit.mean * unit.mean + unit.variance) + unit.rate * alpha * alpha;
  return a * a * (square - mean * mean);
}

/** The standard deviation √(p/q) of GaussianDropout's factor, which has mean 1 (JMLR 15, 2014, section 10). */
export function gaussianDropoutDeviation(rate: number): number {
  return Math.sqrt(rate / (1 - rate));
}

/** The seed probability γ of DropBlock for a height × width map (Ghiasi et al. 2018, equation 1, rectangular form). */
export function dropBlockGamma(
  rate: number,
  blockSize: number,
  height: number,
  width: number,
): number {
  const valid = (height - blockSize + 1) * (width - blockSize + 1);
  return (rate / (blockSize * blockSize)) * ((height * width) / valid);
}

/** The drop probability (l/L)·p_L of block l out of L under stochastic depth's linear rule (Huang et al. 2016). */
export function stochasticDepthRate(block: number, blocks: number, lastRate: number): number {
  return (block / blocks) * lastRate;
}

/** Zoneout's expected state z·h + (1 − z)·h̃ in evaluation (Krueger et al. 2016). */
export function zoneoutExpectation(previous: number, candidate: number, rate: number): number {
  return rate * previous + (1 - rate) * candidate;
}

/** DropConnect's inference moments q·Σwv and p·q·Σw²v² of one pre-activation (Wan et al. 2013). */
export function dropConnectMoments(
  weights: ArrayLike<number>,
  inputs: ArrayLike<number>,
  rate: number,
): { readonly mean: number; readonly variance: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    const term = (weights[i] ?? 0) * (inputs[i] ?? 0);
    sum += term;
    squares += term * term;
  }
  return { mean: (1 - rate) * sum, variance: rate * (1 - rate) * squares };
}

/** Concrete dropout's regulariser for one layer (Gal, Hron, Kendall 2017), per example of a data set of N. */
export function concreteDropoutRegulariser(layer: {
  readonly rate: number;
  readonly lengthScale: number;
  readonly weightNormSquared: number;
  readonly units: number;
  readonly examples: number;
}): number {
  const { rate, lengthScale, weightNormSquared, units, examples } = layer;
  const weights = ((lengthScale * lengthScale) / 2) * (1 - rate) * weightNormSquared;
  const negativeEntropy = xLogX(rate) + xLogX(1 - rate);
  return (weights + negativeEntropy * units) / examples;
}

function xLogX(x: number): number {
  return x === 0 ? 0 : x * Math.log(x);
}
