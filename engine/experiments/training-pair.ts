import { predict, prepare, type Parameters } from '../network';
import { randomRates, gridOfRates, type SweepConfig, type TrainingConfig } from '../training';
import { sigmoid } from '../values/elementary';
import { trainingRun, type Ingredients, type RunTask } from './training-run';

/** What can hold a network back from learning by heart; 'nothing' is the same network without any of it. */
export const regularisers = [
  'dropout',
  'gaussian dropout',
  'dropconnect',
  'nothing',
  'l1',
  'l2',
  'weight decay',
  'early stopping',
  'batch norm',
  'dropout and batch norm',
] as const;

/** One of the things that can hold a network back. */
export type Regulariser = (typeof regularisers)[number];

/** A small problem, and the two things that are compared on it. */
export interface TrainingTask extends RunTask {
  /** Of whatever drops something. */
  readonly rate: number;
  readonly own: Regulariser;
  readonly rival: Regulariser;
  /** What the usual penalties are multiplied by. */
  readonly strength: number;
}

/** Two runs on the same data from the same first weights, with the same batches. */
export interface TrainingPair {
  readonly own: TrainingConfig;
  readonly rival: TrainingConfig;
}

/** The usual penalties, and the epochs that early stopping waits. */
export const usualStrength = { l1: 0.003, l2: 0.01, weightDecay: 0.3, patience: 20 } as const;

/** What a regulariser is made of at a rate, and at a multiple of its usual strength. */
export function ingredientsOf(name: Regulariser, rate: number, strength = 1): Ingredients {
  const made: Readonly<Record<Regulariser, Ingredients>> = {
    dropout: { dropout: rate },
    'gaussian dropout': { gaussian: rate },
    dropconnect: { dropConnect: rate },
    nothing: {},
    l1: { l1: usualStrength.l1 * strength },
    l2: { l2: usualStrength.l2 * strength },
    'weight decay': { weightDecay: usualStrength.weightDecay * strength },
    'early stopping': { patience: usualStrength.patience },
    'batch norm': { batchNorm: 'before dropout' },
    'dropout and batch norm': { dropout: rate, batchNorm: 'before dropout' },
  };
  return made[name];
}

/** The two runs of a task. */
export function trainingPair(task: TrainingTask): TrainingPair {
  const { rate, strength, own, rival } = task;
  return {
    own: trainingRun(task, ingredientsOf(own, rate, strength)),
    rival: trainingRun(task, ingredientsOf(rival, rate, strength)),
  };
}

/** How a search for a rate goes over an interval: evenly, or at random places. */
export interface RateSearch {
  readonly way: 'grid' | 'random';
  readonly from: number;
  readonly to: number;
  readonly rates: number;
  /** How many seeds each rate is trained with. */
  readonly seeds: number;
}

/** The search for a rate of dropout on a task. */
export function rateSweep(task: RunTask, search: RateSearch): SweepConfig {
  const { way, from, to, rates, seeds } = search;
  return {
    base: trainingRun(task, { dropout: 0.5 }),
    rates: way === 'grid' ? gridOfRates(from, to, rates) : randomRates(from, to, rates, task.seed),
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
