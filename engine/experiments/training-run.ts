import { drawPoints, examplesOf, split, type PointSet } from '../data';
import type { Layer } from '../network';
import type { TrainingConfig } from '../training';

/** A small problem that a network without regularisation learns by heart. */
export interface RunTask {
  readonly points: PointSet;
  /** Units of each of the two hidden layers. */
  readonly width: number;
  readonly seed: number;
  readonly epochs: number;
}

/** What holds a network back from learning its examples by heart; what is absent is off. */
export interface Ingredients {
  /** Probability of dropping behind each hidden activation. */
  readonly dropout?: number;
  /** Gaussian noise with the same mean and variance in place of dropout's zeros. */
  readonly gaussian?: number;
  /** Probability of dropping each weight that leads into a hidden layer. */
  readonly dropConnect?: number;
  /** BatchNorm at each hidden activation, and where it stands when there is dropout as well. */
  readonly batchNorm?: 'before dropout' | 'behind dropout';
  readonly l1?: number;
  readonly l2?: number;
  readonly weightDecay?: number;
  /** Epochs without a better validation loss after which the run ends with its best weights. */
  readonly patience?: number;
}

/** Examples to learn from, and the share of them that is mislabelled. */
export const taskSize = { training: 80, validation: 400, mislabelled: 0.1, noise: 0.25 } as const;

/** One run of a task: the same data, first weights and batches whatever the ingredients are. */
export function trainingRun(task: RunTask, ingredients: Ingredients): TrainingConfig {
  const { seed, epochs, points, width } = task;
  const count = taskSize.training + taskSize.validation;
  const drawn = { kind: points, count, noise: taskSize.noise, flipped: taskSize.mislabelled, seed };
  const { l1, l2, weightDecay, patience } = ingredients;
  const stop = { monitor: 'validation loss', restoreBest: true } as const;
  return {
    ...split(examplesOf(drawPoints(drawn)), taskSize.training),
    batchSize: 20,
    epochs,
    optimiser: { kind: 'adam', learningRate: 0.01 },
    seed,
    network: network(width, ingredients),
    regularisation: { l1, l2, weightDecay },
    ...(patience !== undefined && { earlyStopping: { ...stop, patience } }),
  };
}

// A rate of 1 passes nothing, so there would be nothing to train.
const highestRate = 0.95;

function behindActivation({ dropout, gaussian, batchNorm }: Ingredients): readonly Layer[] {
  const rate = dropout ?? gaussian;
  const variant = dropout === undefined ? 'gaussian dropout' : 'inverted';
  const dropouts: readonly Layer[] =
    rate === undefined ? [] : [{ kind: 'dropout', rate: Math.min(highestRate, rate), variant }];
  const norms: readonly Layer[] =
    batchNorm === undefined ? [] : [{ kind: 'batch norm', style: 'torch' }];
  return batchNorm === 'behind dropout' ? [...dropouts, ...norms] : [...norms, ...dropouts];
}

function network(units: number, ingredients: Ingredients): TrainingConfig['network'] {
  const { dropConnect } = ingredients;
  const hidden: readonly Layer[] = [
    {
      kind: 'linear',
      units,
      ...(dropConnect !== undefined && { dropConnect: Math.min(highestRate, dropConnect) }),
    },
    { kind: 'activation', name: 'relu' },
    ...behindActivation(ingredients),
  ];
  return {
    inputs: 2,
    loss: 'binary cross-entropy',
    layers: [...hidden, ...hidden, { kind: 'linear', units: 1 }],
  };
}
