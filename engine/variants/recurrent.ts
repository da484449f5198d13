import type { SequentialSource } from '../bits';
import { invertedNoise } from './elementwise';
import { bernoulliMask, type Noise } from './noise';

/** The masks of variational RNN dropout: one per sequence for inputs and states, one per word type for embeddings. */
export interface VariationalNoise {
  readonly input: Noise;
  readonly state: Noise;
  readonly words: Noise;
}

/** Draws the masks of one sequence (Gal and Ghahramani); every time step uses the same ones. */
export function variationalNoise(
  sizes: {
    readonly batch: number;
    readonly inputs: number;
    readonly units: number;
    readonly words: number;
  },
  rates: { readonly input: number; readonly state: number; readonly words: number },
  source: SequentialSource,
): VariationalNoise {
  return {
    input: invertedNoise([sizes.batch, sizes.inputs], rates.input, source),
    state: invertedNoise([sizes.batch, sizes.units], rates.state, source),
    words: invertedNoise([sizes.words, 1], rates.words, source),
  };
}

/**
 * The masks a Keras recurrent cell caches for one batch: one for the inputs, and one for the states.
 * Implementation 1 with a recurrent rate uses a mask of each kind per gate: 4 for LSTM, 3 for GRU.
 */
export function kerasRecurrentNoise(
  sizes: { readonly batch: number; readonly inputs: number; readonly units: number },
  cell: { readonly kind: 'simple' | 'gru' | 'lstm'; readonly implementation: 1 | 2 },
  rates: { readonly dropout: number; readonly recurrent: number },
  source: SequentialSource,
): { readonly input: readonly Noise[]; readonly state: readonly Noise[] } {
  const gates = { simple: 1, gru: 3, lstm: 4 }[cell.kind];
  const clamped = {
    dropout: Math.min(1, Math.max(0, rates.dropout)),
    recurrent: Math.min(1, Math.max(0, rates.recurrent)),
  };
  const perGate = cell.implementation === 1 && clamped.recurrent > 0 ? gates : 1;
  const draw = (rate: number, width: number): Noise[] =>
    rate > 0 && rate < 1
      ? Array.from({ length: perGate }, () => invertedNoise([sizes.batch, width], rate, source))
      : [];
  return {
    input: draw(clamped.dropout, sizes.inputs),
    state: draw(clamped.recurrent, sizes.units),
  };
}

/** Recurrent dropout on the update: the new cell state f⊙c + i⊙(g·m/q), masked on the candidate g alone. */
export function updateDropout(
  gates: { readonly forget: Float64Array; readonly input: Float64Array },
  cellState: Float64Array,
  candidate: Float64Array,
  noise: Noise,
): Float64Array {
  return cellState.map((state, i) => {
    const update = (candidate[i] as number) * (noise.factor[i] as number);
    return (gates.forget[i] as number) * state + (gates.input[i] as number) * update;
  });
}

/** Zoneout's mask d ~ Bernoulli(z), 1 where the old state stays. */
export function zoneoutMask(length: number, rate: number, source: SequentialSource): Uint8Array {
  return bernoulliMask(length, 1 - rate, source);
}

/** Zoneout: h = d⊙previous + (1 − d)⊙candidate. */
export function zoneoutForward(
  previous: Float64Array,
  candidate: Float64Array,
  mask: Uint8Array,
): Float64Array {
  return previous.map((state, i) => (mask[i] === 1 ? state : (candidate[i] as number)));
}

/** The gradients of both states of zoneout: each unit's gradient goes to the one that was taken. */
export function zoneoutBackward(
  gradient: Float64Array,
  mask: Uint8Array,
): { readonly previous: Float64Array; readonly candidate: Float64Array } {
  return {
    previous: gradient.map((value, i) => (mask[i] === 1 ? value : 0)),
    candidate: gradient.map((value, i) => (mask[i] === 1 ? 0 : value)),
  };
}
