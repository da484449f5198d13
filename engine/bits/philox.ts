import { multiplyHigh } from './multiply';
import type { CounterSource } from './source';

/** Philox4x32 with 10 rounds under a key of two words, TensorFlow's and CUDA's generator. */
export function philox(key: readonly [number, number]): CounterSource {
  return {
    name: 'philox4x32-10',
    key,
    block(counter) {
      const out = Uint32Array.from({ length: 4 }, (_, i) => counter[i] ?? 0);
      philoxBlock(key[0], key[1], out, out);
      return out;
    },
  };
}

/** Writes the four words of one Philox4x32-10 block into `out`, which may be the counter itself. */
export function philoxBlock(
  key0: number,
  key1: number,
  counter: Uint32Array,
  out: Uint32Array,
): void {
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  let x0 = (counter[0] as number) | 0;
  let x1 = (counter[1] as number) | 0;
  let x2 = (counter[2] as number) | 0;
  let x3 = (counter[3] as number) | 0;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(x0, 0xd2511f53);
    const high1 = multiplyHigh(x2, 0xcd9e8d57);
    const low0 = Math.imul(x0, 0xd2511f53);
    const low1 = Math.imul(x2, 0xcd9e8d57);
    x0 = high1 ^ x1 ^ k0;
    x1 = low1;
    x2 = high0 ^ x3 ^ k1;
    x3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/** Adds a non-negative integer below 2^52 to a 128-bit counter, low word first, in place. */
export function addToCounter(counter: Uint32Array, amount: number): void {
  let carry = amount;
  // By far the most frequent case, and the only one without a division.
  const low = counter[0] as number;
  if (low + amount < 4294967296) {
    counter[0] = low + amount;
    return;
  }
  for (let i = 0; i < 4 && carry > 0; i++) {
    const sum = (counter[i] as number) + carry;
    counter[i] = sum;
    carry = Math.floor(sum / 4294967296);
  }
}
