import { multiplyHigh } from './multiply';
import { seedSequence } from './seed-sequence';
import type { SequentialSource, SourceState } from './source';

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
  return running(state, increment, [], entropy.join(','));
}

/** A PCG64 that continues from a saved state. */
export function restorePcg64(state: SourceState): SequentialSource {
  const words = Uint32Array.from(state.words);
  return running(words.slice(0, 4), words.slice(4, 8), [...words.slice(8)], state.seed);
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
  pending: number[],
  seed: string,
): SequentialSource {
  const product = new Uint32Array(4);
  const u32 = (): number => {
    const rest = pending.pop();
    if (rest !== undefined) return rest;
    advance(state, increment, product);
    const [low, high] = output(state);
    pending.push(high);
    return low;
  };
  return {
    name: 'pcg64',
    seed,
    u32,
    skip(count) {
      for (let i = 0; i < count; i++) u32();
    },
    clone: () => running(state.slice(), increment.slice(), [...pending], seed),
    state: () => ({ name: 'pcg64', seed, words: [...state, ...increment, ...pending] }),
  };
}

const multiplier = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05];

function advance(state: Uint32Array, increment: Uint32Array, product = new Uint32Array(4)): void {
  product.fill(0);
  for (let i = 0; i < 4; i++) {
    let carry = 0;
    for (let j = 0; i + j < 4; j++) {
      const a = state[i] as number;
      const b = multiplier[j] as number;
      const sum = (product[i + j] as number) + (Math.imul(a, b) >>> 0) + carry;
      product[i + j] = sum;
      carry = multiplyHigh(a, b) + Math.floor(sum / 4294967296);
    }
  }
  state.set(product);
  add(state, increment);
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

// XSL-RR: the xor of both halves, rotated right by the top six bits.
function output(state: Uint32Array): [number, number] {
  const low = ((state[0] as number) ^ (state[2] as number)) >>> 0;
  const high = ((state[1] as number) ^ (state[3] as number)) >>> 0;
  const rotation = (state[3] as number) >>> 26;
  const [a, b] = rotation >= 32 ? [high, low] : [low, high];
  const bits = rotation & 31;
  if (bits === 0) return [a, b];
  return [((a >>> bits) | (b << (32 - bits))) >>> 0, ((b >>> bits) | (a << (32 - bits))) >>> 0];
}
