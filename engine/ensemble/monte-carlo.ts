import { ownStream, type Seed, type SequentialSource } from '../bits';
import { histogram, type Histogram } from './running';

/** A model whose passes are to be averaged. */
export interface MonteCarloConfig {
  readonly outputs: number;
  readonly passes: number;
  readonly seed: Seed;
  /** "mc" draws a mask for every pass, "eval" is the same answer each time. */
  readonly mode: 'mc' | 'eval';
  /** Writes the outputs of one pass; every draw comes from the given source. */
  readonly predict: (source: SequentialSource, mode: 'mc' | 'eval', outputs: Float64Array) => void;
  /** The model precision τ, whose reciprocal is added to the predictive variance. */
  readonly precision?: number;
}

/** Where a Monte-Carlo run stands; plain data. */
export interface MonteCarloState {
  readonly done: number;
  readonly means: Float64Array;
  readonly squares: Float64Array;
  /** Every answer so far, one row of outputs per pass; empty for more than 64 outputs. */
  readonly answers: Float64Array;
}

/** The state before the first pass. */
export function startMonteCarlo(config: MonteCarloConfig): MonteCarloState {
  return {
    done: 0,
    means: new Float64Array(config.outputs),
    squares: new Float64Array(config.outputs),
    answers: new Float64Array(config.outputs <= 64 ? config.outputs * config.passes : 0),
  };
}

/** Runs up to `count` further passes; pass t draws from its own stream, so it does not depend on the total. */
export function stepMonteCarlo(
  state: MonteCarloState,
  config: MonteCarloConfig,
  count: number,
): MonteCarloState {
  const { means, squares, answers } = state;
  const row = new Float64Array(config.outputs);
  const last = Math.min(config.passes, state.done + count);
  for (let pass = state.done; pass < last; pass++) {
    config.predict(ownStream(config.seed, `pass ${pass}`), config.mode, row);
    const share = 1 / (pass + 1);
    for (let i = 0; i < row.length; i++) {
      const value = row[i] as number;
      const mean = means[i] as number;
      const difference = value - mean;
      const next = mean + difference * share;
      means[i] = next;
      squares[i] = (squares[i] as number) + difference * (value - next);
    }
    if (answers.length > 0) answers.set(row, pass * config.outputs);
  }
  return { ...state, done: last };
}

/** What is said of one output after the passes so far; variances are undefined after a single pass. */
export interface PredictiveSummary {
  readonly passes: number;
  readonly mean: number;
  readonly variance: number | undefined;
  readonly standardError: number | undefined;
  /** Sample variance + τ⁻¹. */
  readonly predictiveVariance: number | undefined;
  /** The passes draw from the engine's own stream: right distribution, other draws than a framework's. */
  readonly stream: 'own stream';
  readonly verdict: 'statistical only';
}

/** The summary of one output. */
export function predictiveSummary(
  state: MonteCarloState,
  config: MonteCarloConfig,
  output: number,
): PredictiveSummary {
  const passes = state.done;
  const squares = state.squares[output] ?? 0;
  const variance = passes < 2 ? undefined : squares / (passes - 1);
  const noise = config.precision === undefined ? 0 : 1 / config.precision;
  return {
    passes,
    mean: state.means[output] ?? 0,
    variance,
    standardError: variance === undefined ? undefined : Math.sqrt(variance / passes),
    predictiveVariance: variance === undefined ? undefined : variance + noise,
    stream: 'own stream',
    verdict: 'statistical only',
  };
}

/** The histogram of one output's answers so far. */
export function answerHistogram(
  state: MonteCarloState,
  config: MonteCarloConfig,
  output: number,
  bins: number,
): Histogram {
  const column = Float64Array.from(
    { length: state.done },
    (_, pass) => state.answers[pass * config.outputs + output] ?? 0,
  );
  return histogram(column, bins);
}
