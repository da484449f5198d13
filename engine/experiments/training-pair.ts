import { drawPoints, examplesOf, split, type PointSet } from '../data';
import { predict, prepare, type Layer, type Parameters } from '../network';
import type { SweepConfig, TrainingConfig } from '../training';
import { sigmoid } from '../values/elementary';

/** What dropout is compared with; 'nothing' is the same network without any regularisation. */
export type Rival = 'nothing' | 'l1' | 'l2' | 'weight decay' | 'early stopping' | 'batch norm';

/** A small problem that a network without regularisation learns by heart. */
export interface TrainingTask {
  readonly points: PointSet;
  readonly rate: number;
  /** Units of each of the two hidden layers. */
  readonly width: number;
  readonly rival: Rival;
  readonly seed: number;
  readonly epochs: number;
}

/** Two runs on the same data from the same first weights, with the same batches. */
export interface TrainingPair {
  readonly dropout: TrainingConfig;
  readonly rival: TrainingConfig;
}

/** Examples to learn from, and the share of them that is mislabelled. */
export const taskSize = { training: 80, validation: 400, mislabelled: 0.1, noise: 0.25 } as const;

/** The two runs of a task: one with dropout behind each hidden activation, one with its rival instead. */
export function trainingPair(task: TrainingTask): TrainingPair {
  const { seed, epochs, points, rival } = task;
  const count = taskSize.training + taskSize.validation;
  const drawn = { kind: points, count, noise: taskSize.noise, flipped: taskSize.mislabelled, seed };
  const data = split(examplesOf(drawPoints(drawn)), taskSize.training);
  const shared = {
    ...data,
    batchSize: 20,
    epochs,
    optimiser: { kind: 'adam', learningRate: 0.01 },
    seed,
  } as const;
  const rate = Math.min(highestRate, task.rate);
  return {
    dropout: { ...shared, network: network(task.width, [{ kind: 'dropout', rate }]) },
    rival: { ...shared, network: network(task.width, rivalLayers(rival)), ...rivalRules(rival) },
  };
}

/** The search for a rate on the same task: a grid of rates, each with several seeds. */
export function rateSweep(
  task: TrainingTask,
  rates: readonly number[],
  seeds: number,
): SweepConfig {
  return {
    base: trainingPair({ ...task, rate: 0.5 }).dropout,
    rates,
    seeds: Array.from({ length: seeds }, (_, i) => task.seed + i),
  };
}

/** The reach of the square in which a decision is shown, from its middle. */
export const decisionReach = 2;

/** The probability of class 1 on a grid over the plane, row by row from the top left. */
export function decisionMap(
  { network: specification }: Pick<TrainingConfig, 'network'>,
  parameters: Parameters,
  size: number,
): Float32Array {
  const inputs = new Float64Array(2 * size * size);
  for (let cell = 0; cell < size * size; cell++) {
    inputs[2 * cell] = decisionReach * ((2 * ((cell % size) + 0.5)) / size - 1);
    inputs[2 * cell + 1] = decisionReach * (1 - (2 * (Math.floor(cell / size) + 0.5)) / size);
  }
  const logits = predict(prepare(specification, 128), parameters, inputs);
  return Float32Array.from(logits, sigmoid);
}

// A rate of 1 passes nothing, so there would be nothing to train.
const highestRate = 0.95;

function network(width: number, behindActivation: readonly Layer[]): TrainingConfig['network'] {
  const hidden: readonly Layer[] = [
    { kind: 'linear', units: width },
    { kind: 'activation', name: 'relu' },
    ...behindActivation,
  ];
  return {
    inputs: 2,
    loss: 'binary cross-entropy',
    layers: [...hidden, ...hidden, { kind: 'linear', units: 1 }],
  };
}

function rivalLayers(rival: Rival): readonly Layer[] {
  return rival === 'batch norm' ? [{ kind: 'batch norm', style: 'torch' }] : [];
}

function rivalRules(rival: Rival): Partial<TrainingConfig> {
  switch (rival) {
    case 'l1':
      return { regularisation: { l1: 0.003 } };
    case 'l2':
      return { regularisation: { l2: 0.01 } };
    case 'weight decay':
      return { regularisation: { weightDecay: 0.3 } };
    case 'early stopping':
      return { earlyStopping: { monitor: 'validation loss', patience: 20, restoreBest: true } };
    case 'nothing':
    case 'batch norm':
      return {};
  }
}
