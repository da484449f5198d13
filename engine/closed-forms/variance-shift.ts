/** The mean c and variance v of an activation before dropout. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** What a linear map between dropout and BatchNorm looks like; every number describes its inputs or weights. */
export interface LinearMap extends Moments {
  readonly rate: number;
  /** The number d of inputs. */
  readonly inputs: number;
  /** The pairwise correlation ρ of the inputs. */
  readonly correlation: number;
  /** cos²θ = (Σw)²/(d·Σw²), the squared cosine between the weights and the all-ones vector. */
  readonly weightAlignment: number;
}

/** The moments of a standard normal input: mean 0, variance 1. */
export const standardNormal: Moments = { mean: 0, variance: 1 };

/** The moments of ReLU of a standard normal: mean 1/√(2π), variance ½ − 1/(2π). */
export const reluOfStandardNormal: Moments = {
  mean: 1 / Math.sqrt(2 * Math.PI),
  variance: 0.5 - 1 / (2 * Math.PI),
};

/** The variance (c² + v)/q − c² of a unit after inverted dropout in training. */
export function trainingVariance(unit: Moments & { readonly rate: number }): number {
  const squaredMean = unit.mean * unit.mean;
  return (squaredMean + unit.variance) / (1 - unit.rate) - squaredMean;
}

/** The variance of the same unit in evaluation, where dropout is the identity. */
export function evaluationVariance(unit: Moments): number {
  return unit.variance;
}

/** The ratio of the evaluation variance to the training variance, 1 where nothing shifts. */
export function varianceRatio(unit: Moments & { readonly rate: number }): number {
  return unit.variance / trainingVariance(unit);
}

/** How much larger a following BatchNorm's running variance is than the true evaluation variance. */
export function runningVarianceExcess(unit: Moments & { readonly rate: number }): number {
  return trainingVariance(unit) / unit.variance;
}

/** The standard deviation in evaluation of the output of a BatchNorm (γ = 1) that follows dropout. */
export function batchNormOutputDeviation(unit: Moments & { readonly rate: number }): number {
  return Math.sqrt(varianceRatio(unit));
}

/** The ratio of evaluation to training variance after a linear map stands between dropout and BatchNorm. */
export function varianceRatioThroughLinear(map: LinearMap): number {
  const shared = map.variance * map.correlation * (map.inputs * map.weightAlignment - 1);
  return (map.variance + shared) / (trainingVariance(map) + shared);
}

/** cos²θ = (Σw)²/(d·Σw²) of a weight vector, 0 for the zero vector. */
export function weightAlignment(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / (weights.length * squares);
}
