import { ownStream, uniform, type Seed } from '../bits';
import { summariseRun, type RunSummary } from '../ensemble/running';
import { withRate } from '../network/layers';
import {
  planTraining,
  startTraining,
  stepTraining,
  type TrainingConfig,
  type TrainingPlan,
  type TrainingState,
} from './training';

/** A search for the drop probability: each rate is trained with each seed. */
export interface SweepConfig {
  /** The run of which the rate of every dropout layer and the seed are replaced. */
  readonly base: TrainingConfig;
  readonly rates: readonly number[];
  readonly seeds: readonly Seed[];
}

/** One finished run of a sweep. */
export interface SweepRun {
  readonly rate: number;
  readonly seed: Seed;
  readonly epochs: number;
  /** Of the last epoch, or of the best one where early stopping restores it. */
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly failed: boolean;
}

/** Where a sweep stands; plain data, so that it can be saved and resumed. */
export interface SweepState {
  readonly runs: readonly SweepRun[];
  /** The run that is under way. */
  readonly current?: TrainingState;
}

/** A sweep's result for one rate over its seeds. */
export interface SweepPoint {
  readonly rate: number;
  readonly loss: RunSummary;
  readonly accuracy: RunSummary;
  /** Half the width of the 95 % interval of the mean loss; undefined for fewer than two runs. */
  readonly lossMargin: number | undefined;
  readonly failed: number;
}

/** Evenly spaced rates, both ends included. */
export function gridOfRates(from: number, to: number, count: number): readonly number[] {
  if (count < 2) return [from];
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** Seeded uniform rates in ascending order, for a random search. */
export function randomRates(
  from: number,
  to: number,
  count: number,
  seed: Seed,
): readonly number[] {
  const source = ownStream(seed, 'rates');
  const rates = Array.from({ length: count }, () => from + (to - from) * uniform(source));
  return rates.sort((a, b) => a - b);
}

/** How many epochs a sweep takes at most, for a progress bar. */
export function sweepEpochs({ base, rates, seeds }: SweepConfig): number {
  return base.epochs * rates.length * seeds.length;
}

/** The state before the first run. */
export function startSweep(): SweepState {
  return { runs: [] };
}

/** Whether every run of a sweep is done. */
export function sweepDone(state: SweepState, { rates, seeds }: SweepConfig): boolean {
  return state.runs.length >= rates.length * seeds.length;
}

/** Trains one more epoch of the sweep; rates change slowest. */
export function stepSweep(state: SweepState, config: SweepConfig): SweepState {
  if (sweepDone(state, config)) return state;
  const plan = planOf(state.runs.length, config);
  const next = stepTraining(state.current ?? startTraining(plan), plan);
  if (next.status === 'running') return { ...state, current: next };
  return { runs: [...state.runs, finishedRun(next, plan.config, config, state.runs.length)] };
}

/** The results so far, one point for each rate that has runs. */
export function sweepPoints(state: SweepState, { rates }: SweepConfig): readonly SweepPoint[] {
  return rates.flatMap((rate) => {
    const runs = state.runs.filter((run) => run.rate === rate);
    if (runs.length === 0) return [];
    const good = runs.filter((run) => !run.failed);
    const loss = summariseRun(good.map((run) => run.validationLoss));
    const { standardError } = loss;
    return [
      {
        rate,
        loss,
        accuracy: summariseRun(good.map((run) => run.validationAccuracy)),
        lossMargin:
          standardError === undefined
            ? undefined
            : studentQuantile(good.length - 1) * standardError,
        failed: runs.length - good.length,
      },
    ];
  });
}

function planOf(run: number, { base, rates, seeds }: SweepConfig): TrainingPlan {
  const rate = rates[Math.floor(run / seeds.length)] ?? 0;
  const seed = seeds[run % seeds.length] ?? 0;
  return planTraining({ ...base, network: withRate(base.network, rate), seed });
}

function finishedRun(
  state: TrainingState,
  { seed }: TrainingConfig,
  { rates, seeds }: SweepConfig,
  run: number,
): SweepRun {
  const restored = state.best?.parameters ? state.best.epoch : state.history.length;
  const report = state.history[restored - 1];
  return {
    rate: rates[Math.floor(run / seeds.length)] ?? 0,
    seed,
    epochs: state.history.length,
    validationLoss: report?.validationLoss ?? report?.evaluatedTrainingLoss ?? NaN,
    validationAccuracy: report?.validationAccuracy ?? report?.trainingAccuracy ?? NaN,
    failed: state.status === 'failed',
  };
}

// Two-sided 95 % quantiles of Student's t; beyond 30 degrees of freedom a series is accurate to .001.
function studentQuantile(freedom: number): number {
  const table = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16,
    2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052,
    2.048, 2.045, 2.042,
  ];
  return table[freedom - 1] ?? 1.96 + 2.3724 / freedom + 2.8225 / freedom ** 2;
}
