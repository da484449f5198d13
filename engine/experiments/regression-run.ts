import { drawRegression, split } from '../data';
import type { TrainingConfig } from '../training';
import type { Ingredients } from './training-run';

/** A linear regression on many features of which few matter. */
export interface FeatureTask {
  readonly seed: number;
  readonly epochs: number;
}

/** Features, how many of them matter, and the examples to learn from and to judge by. */
export const featureSize = {
  features: 60,
  relevant: 6,
  noise: 1,
  training: 80,
  validation: 400,
} as const;

/** One run of a linear model; dropout, where there is any, stands on its inputs. */
export function regressionRun(
  { seed, epochs }: FeatureTask,
  ingredients: Ingredients,
): TrainingConfig {
  const { features, relevant, noise, training, validation } = featureSize;
  const count = training + validation;
  const { l1, l2, weightDecay, dropout } = ingredients;
  return {
    ...split(drawRegression({ count, features, relevant, noise, seed }), training),
    batchSize: 20,
    epochs,
    optimiser: { kind: 'sgd', learningRate: 0.005 },
    seed,
    network: {
      inputs: features,
      loss: 'mean squared error',
      layers: [
        ...(dropout === undefined ? [] : [{ kind: 'dropout', rate: dropout } as const]),
        { kind: 'linear', units: 1 },
      ],
    },
    regularisation: { l1, l2, weightDecay },
  };
}
