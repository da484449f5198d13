import type { Ingredients, RunTask } from '../../../engine/experiments';
import type { Examples, Score } from '../../../engine/network';
import type { EpochReport, SweepPoint, TrainingState } from '../../../engine/training';

/** A network that is to be trained, by the name under which it is shown. */
export interface NamedRun {
  readonly name: string;
  readonly ingredients: Ingredients;
}

/** What the page asks of the laboratory; a new experiment takes the place of the one that runs. */
export type LabRequest = Experiment | { readonly kind: 'pause' } | { readonly kind: 'resume' };

/** Something that takes a while. */
export type Experiment =
  | {
      readonly kind: 'runs';
      /** Points in the plane for a small network, or many features for a linear model. */
      readonly problem: 'points' | 'features';
      readonly task: RunTask;
      readonly runs: readonly NamedRun[];
      /** What is measured on the trained networks. */
      readonly then?: Measurement;
    }
  | { readonly kind: 'sweep'; readonly task: RunTask; readonly search: 'grid' | 'random' };

/** What can be measured on trained networks. */
export type Measurement = 'knock out' | 'add noise';

/** What the laboratory reports, some times a second. */
export type LabReport =
  RunsReport | SweepReport | { readonly kind: 'failed'; readonly text: string };

/** Networks that learn side by side. */
export interface RunsReport {
  readonly kind: 'runs';
  readonly examples: Examples;
  readonly runs: readonly RunReport[];
  readonly share: number;
  readonly done: boolean;
}

/** Where one network stands. */
export interface RunReport {
  readonly name: string;
  readonly status: TrainingState['status'];
  readonly message?: string;
  readonly history: readonly EpochReport[];
  /** The epoch whose weights are in use. */
  readonly epoch: number;
  /** For points: probability of class 1 over the plane, `mapSize` × `mapSize`. */
  readonly map?: Float32Array;
  /** For features: the weight of each. */
  readonly weights?: Float64Array;
  /** Rise of the validation loss when one unit of the first hidden layer is removed, unit by unit. */
  readonly knockOuts?: readonly number[];
  /** How the network does on validation points under noise of each of `noiseLevels`. */
  readonly underNoise?: readonly Score[];
}

/** The search for a rate. */
export interface SweepReport {
  readonly kind: 'sweep';
  readonly points: readonly SweepPoint[];
  readonly share: number;
  readonly done: boolean;
}

/** Standard deviations of the noise that is added to the inputs of trained networks. */
export const noiseLevels: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];
