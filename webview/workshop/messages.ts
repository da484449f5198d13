import type { EpochReport, SweepPoint, TrainingState } from '../../engine/training';
import type { Examples } from '../../engine/network';
import type { RateSearch, TrainingTask } from '../../engine/experiments';

/** What the view asks of its training worker. */
export type TrainerRequest =
  | { readonly kind: 'train'; readonly task: TrainingTask }
  | { readonly kind: 'sweep'; readonly task: TrainingTask; readonly search: RateSearch }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' };

/** What the worker reports, some times a second. */
export type TrainerReport =
  PairProgress | SweepProgress | { readonly kind: 'failed'; readonly text: string };

/** Two runs, side by side. */
export interface PairProgress {
  readonly kind: 'pair';
  readonly task: TrainingTask;
  /** What both learn from. */
  readonly examples: Examples;
  readonly own: RunProgress;
  readonly rival: RunProgress;
  readonly done: boolean;
}

/** Where one run stands. */
export interface RunProgress {
  readonly status: TrainingState['status'];
  readonly message?: string;
  readonly history: readonly EpochReport[];
  /** The epoch whose weights are in use: the last, or the best where early stopping put it back. */
  readonly epoch: number;
  /** Probability of class 1 over the plane, `mapSize` × `mapSize`. */
  readonly map: Float32Array;
}

/** The search for a rate. */
export interface SweepProgress {
  readonly kind: 'sweep';
  readonly task: TrainingTask;
  readonly search: RateSearch;
  readonly points: readonly SweepPoint[];
  /** Share of the work that is done. */
  readonly share: number;
  readonly done: boolean;
}

/** Cells on a side of the decision map. */
export const mapSize = 32;

/** How far a search goes, and how long each of its runs is. */
export const searchPlan = { from: 0, to: 0.8, rates: 9, seeds: 3, epochs: 100 } as const;
