import { normal, ownStream, type Seed } from '../bits';
import type { Examples } from '../network/evaluation';

/** A linear regression of which most features are irrelevant. */
export interface RegressionOptions {
  readonly count: number;
  readonly features: number;
  /** How many of the features matter; the others have weight 0. */
  readonly relevant: number;
  /** Standard deviation of the noise on the target. */
  readonly noise: number;
  readonly seed: Seed;
}

/** Standard normal features and targets, with the weights that made them. */
export function drawRegression(options: RegressionOptions): Examples & {
  readonly weights: Float64Array;
} {
  const { count, features, relevant, noise, seed } = options;
  const truth = ownStream(seed, 'regression weights');
  const source = ownStream(seed, 'regression examples');
  const weights = Float64Array.from({ length: features }, (_, j) =>
    j < relevant ? normal(truth) : 0,
  );
  const inputs = Float64Array.from({ length: count * features }, () => normal(source));
  const targets = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = noise * normal(source);
    for (let j = 0; j < features; j++) {
      sum += (weights[j] as number) * (inputs[i * features + j] as number);
    }
    targets[i] = sum;
  }
  return { count, inputs, targets, weights };
}
