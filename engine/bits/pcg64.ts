import { multiplyHigh, multiplyLow } from './multiply';
import { seedSequence } from './seed-sequence';
import { fillOneByOne, type SequentialSource, type SourceState } from './source';

/** NumPy's PCG64 (XSL-RR 128/64) of `default_rng(entropy)`; each 64-bit output comes as low word, then high word. */
export function pcg64(entropy: readonly number[]): SequentialSource {
  const words = seedSequence(entropy, 8);
  const at = (i: number): number => words[i] ?? 0;
  // Each 128-bit number is two 64-bit words, the high one first; within these the low half comes first.
  const start = Uint32Array.of(at(2), at(3), at(0), at(1));
  const sequence = Uint32Array.of(at(6), at(7), at(4), at(5));
  const increment = doubledPlusOne(sequence);
  const state = new Uint32Array(4);
  advance(state, increment);
  add(state, start);
  advance(state, increment);
  return running(state, increment, undefined, entropy.join(','));
}

/** A PCG64 that continues from a saved state. */
export function restorePcg64(state: SourceState): SequentialSource {
  const words = Uint32Array.from(state.words);
  return running(words.slice(0, 4), words.slice(4, 8), words[8], state.seed);
}

/** A double in [0, 1) of 53 bits, `Generator.random()`. */
export function uniformPcg64(source: SequentialSource): number {
  const low = source.u32();
  const high = source.u32();
  return (high * 2097152 + (low >>> 11)) * 2 ** -53;
}

function running(
  state: Uint32Array,
  increment: Uint32Array,
  pendingHighWord: number | undefined,
  seed: string,
): SequentialSource {
  const output = Uint32Array.of(0, pendingHighWord ?? 0);
  let isPending = pendingHighWord !== undefined;
  const u32 = (): number => {
    isPending = !isPending;
    if (!isPending) return output[1] as number;
    advance(state, increment);
    writeOutput(state, output);
    return output[0] as number;
  };
  const pending = (): number | undefined => (isPending ? output[1] : undefined);
  return {
    name: 'pcg64',
    seed,
    u32,
    fill: (words) => fillOneByOne(words, u32),
    skip(count) {
      for (let i = 0; i < count; i++) u32();
    },
    clone: () => running(state.slice(), increment.slice(), pending(), seed),
    state: () => ({
      name: 'pcg64',
      seed,
      words: [...state, ...increment, ...output.slice(isPending ? 1 : 2)],
    }),
  };
}

// The multiplier 0x2360ed051fc65da44385df649fccf645, low word first.
const m0 = 0x9fccf645;
const m1 = 0x4385df64;
const m2 = 0x1fc65da4;
const m3 = 0x2360ed05;

// state = state·multiplier + increment, modulo 2^128; what a column has beyond its 32 bits goes to the next.
function advance(state: Uint32Array, increment: Uint32Array): void {
  const s0 = state[0] as number;
  const s1 = state[1] as number;
  const s2 = state[2] as number;
  const s3 = state[3] as number;
  const c0 = multiplyLow(s0, m0) + (increment[0] as number);
  const c1 =
    multiplyHigh(s0, m0) +
    multiplyLow(s0, m1) +
    multiplyLow(s1, m0) +
    (increment[1] as number) +
    (c0 >= 4294967296 ? 1 : 0);
  const c2 =
    multiplyHigh(s0, m1) +
    multiplyHigh(s1, m0) +
    multiplyLow(s0, m2) +
    multiplyLow(s1, m1) +
    multiplyLow(s2, m0) +
    (increment[2] as number) +
    Math.floor(c1 / 4294967296);
  const c3 =
    multiplyHigh(s0, m2) +
    multiplyHigh(s1, m1) +
    multiplyHigh(s2, m0) +
    multiplyLow(s0, m3) +
    multiplyLow(s1, m2) +
    multiplyLow(s2, m1) +
    multiplyLow(s3, m0) +
    (increment[3] as number) +
    Math.floor(c2 / 4294967296);
  state[0] = c0;
  state[1] = c1;
  state[2] = c2;
  state[3] = c3;
}

function add(target: Uint32Array, other: Uint32Array): void {
  let carry = 0;
  for (let i = 0; i < 4; i++) {
    const sum = (target[i] as number) + (other[i] as number) + carry;
    target[i] = sum;
    carry = sum >= 4294967296 ? 1 : 0;
  }
}

function doubledPlusOne(value: Uint32Array): Uint32Array {
  return value.map((word, i) => (word << 1) | (i === 0 ? 1 : (value[i - 1] as number) >>> 31));
}

// XSL-RR: the xor of both halves, rotated right by the top six bits; low word first.
function writeOutput(state: Uint32Array, words: Uint32Array): void {
  const low = (state[0] as number) ^ (state[2] as number);
  const high = (state[1] as number) ^ (state[3] as number);
  const rotation = (state[3] as number) >>> 26;
  const a = rotation >= 32 ? high : low;
  const b = rotation >= 32 ? low : high;
  const bits = rotation & 31;
  words[0] = bits === 0 ? a : (a >>> bits) | (b << (32 - bits));
  words[1] = bits === 0 ? b : (b >>> bits) | (a << (32 - bits));
}
