import { histogram, type Histogram } from '../ensemble/running';
import { evaluate, type Examples } from '../network/evaluation';
import { parameterRoles, type Parameters } from '../network/parameters';
import type { Workspace } from '../network/workspace';
import { penaltyOf, type Regularisation } from './penalty';

/** What is known after an epoch; the caller, who has a clock, adds the seconds. */
export interface EpochReport {
  /** From 1. */
  readonly epoch: number;
  /** Mean loss of the epoch's batches in training mode, as they were trained. */
  readonly trainingLoss: number;
  /** Loss and accuracy on the training examples in evaluation mode, after the epoch. */
  readonly evaluatedTrainingLoss: number;
  readonly trainingAccuracy: number;
  /** Undefined without validation examples. */
  readonly validationLoss: number | undefined;
  readonly validationAccuracy: number | undefined;
  /** The penalty that regularisation adds to the loss. */
  readonly penalty: number;
  readonly weights: WeightReport;
}

/** The linear layers' weights, without biases. */
export interface WeightReport {
  readonly histogram: Histogram;
  readonly count: number;
  readonly zeros: number;
  /** Weights with |w| < 1e-3, zeros included. */
  readonly nearZeros: number;
  readonly norm: number;
}

/** The report of an epoch that has just ended. */
export function epochReport(
  workspace: Workspace,
  parameters: Parameters,
  examples: { readonly training: Examples; readonly validation?: Examples },
  regularisation: Regularisation,
  epoch: number,
  trainingLoss: number,
): EpochReport {
  const training = evaluate(workspace, parameters, examples.training);
  const validation = examples.validation && evaluate(workspace, parameters, examples.validation);
  const roles = parameterRoles(workspace.network);
  return {
    epoch,
    trainingLoss,
    evaluatedTrainingLoss: training.loss,
    trainingAccuracy: training.accuracy,
    validationLoss: validation?.loss,
    validationAccuracy: validation?.accuracy,
    penalty: penaltyOf(parameters.trainable, roles, regularisation),
    weights: weightReport(parameters.trainable.filter((_, k) => roles[k] === 'weights')),
  };
}

/** The first epoch whose evaluated loss (validation where there is one) reached a value; undefined if none did. */
export function epochsToReach(history: readonly EpochReport[], loss: number): number | undefined {
  return history.find((report) => (report.validationLoss ?? report.evaluatedTrainingLoss) <= loss)
    ?.epoch;
}

function weightReport(arrays: readonly Float64Array[]): WeightReport {
  const all = new Float64Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  let zeros = 0;
  let nearZeros = 0;
  let squares = 0;
  for (let i = 0; i < all.length; i++) {
    const size = Math.abs(all[i] as number);
    if (size === 0) zeros++;
    if (size < 1e-3) nearZeros++;
    squares += size * size;
  }
  const widest = all.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
  const bins = histogram(all, 41, { from: -widest, to: widest });
  return { histogram: bins, count: all.length, zeros, nearZeros, norm: Math.sqrt(squares) };
}
