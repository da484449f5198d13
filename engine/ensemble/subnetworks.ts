import { exponential, logarithm } from '../values/elementary';

/** The most units whose masks are all tried: 2^16 sub-networks. */
export const mostEnumeratedUnits = 16;

/** A network in which the masks of some units are all tried. */
export interface EnsembleConfig {
  readonly units: number;
  readonly rate: number;
  readonly outputs: number;
  /** Writes the outputs of the sub-network of one mask (1 = kept, inverted scaling). */
  readonly predict: (mask: Uint8Array, outputs: Float64Array) => void;
}

/** Where an enumeration stands; plain data. */
export interface EnsembleState {
  readonly done: number;
  readonly total: number;
  /** Σ of the weights so far, 1 at the end. */
  readonly weight: number;
  /** Σ weight·output. */
  readonly means: Float64Array;
  /** Σ weight·ln(output), of use where outputs are probabilities. */
  readonly logarithms: Float64Array;
}

/** The state before the first mask; throws a RangeError for more units than can be enumerated. */
export function startEnsemble(config: EnsembleConfig): EnsembleState {
  if (!(config.units >= 0 && config.units <= mostEnumeratedUnits)) {
    throw new RangeError(`At most ${mostEnumeratedUnits} units can be enumerated.`);
  }
  return {
    done: 0,
    total: 2 ** config.units,
    weight: 0,
    means: new Float64Array(config.outputs),
    logarithms: new Float64Array(config.outputs),
  };
}

/** Tries up to `count` further masks; mask number b keeps unit i where bit i of b is set. */
export function stepEnsemble(
  state: EnsembleState,
  config: EnsembleConfig,
  count: number,
): EnsembleState {
  const { means, logarithms, total } = state;
  const mask = new Uint8Array(config.units);
  const outputs = new Float64Array(config.outputs);
  const last = Math.min(total, state.done + count);
  let { weight } = state;
  for (let number = state.done; number < last; number++) {
    for (let i = 0; i < mask.length; i++) mask[i] = (number >> i) & 1;
    const share = maskWeight(mask, config.rate);
    weight += share;
    if (share === 0) continue;
    config.predict(mask, outputs);
    for (let i = 0; i < outputs.length; i++) {
      const output = outputs[i] as number;
      means[i] = (means[i] as number) + share * output;
      logarithms[i] = (logarithms[i] as number) + share * logarithm(output);
    }
  }
  return { ...state, done: last, weight };
}

/** The probability q^kept·p^dropped of a mask. */
export function maskWeight(mask: Uint8Array, rate: number): number {
  let kept = 0;
  for (let i = 0; i < mask.length; i++) kept += mask[i] as number;
  return (1 - rate) ** kept * rate ** (mask.length - kept);
}

/** The renormalised weighted geometric mean of the sub-networks' probabilities. */
export function geometricMean(state: EnsembleState): Float64Array {
  const powers = state.logarithms.map(exponential);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The largest absolute differences of both means of the ensemble from the evaluation's outputs. */
export function ensembleDifferences(
  state: EnsembleState,
  evaluation: ArrayLike<number>,
): { readonly arithmetic: number; readonly geometric: number } {
  const geometric = geometricMean(state);
  const largest = (values: Float64Array): number =>
    values.reduce((most, value, i) => Math.max(most, Math.abs(value - (evaluation[i] ?? NaN))), 0);
  return { arithmetic: largest(state.means), geometric: largest(geometric) };
}
