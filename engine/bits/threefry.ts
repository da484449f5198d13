import type { CounterSource } from './source';

/** Threefry2x32 with 20 rounds under a key of two words, JAX's default generator. */
export function threefry(key: readonly [number, number]): CounterSource {
  const out = new Uint32Array(2);
  return {
    name: 'threefry2x32',
    key,
    block(counter) {
      threefryBlock(key[0], key[1], counter[0] ?? 0, counter[1] ?? 0, out);
      return out.slice();
    },
  };
}

/** Writes the two words of one Threefry2x32-20 block into `out`. */
export function threefryBlock(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  out: Uint32Array,
): void {
  let k0 = key1 | 0;
  let k1 = key0 ^ key1 ^ 0x1bd11bda;
  let k2 = key0 | 0;
  let x0 = ((counter0 | 0) + k2) | 0;
  let x1 = ((counter1 | 0) + k0) | 0;
  for (let group = 1; group <= 5; group++) {
    if (group % 2 === 1) {
      x0 = (x0 + x1) | 0;
      x1 = rotated(x1, 13) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = rotated(x1, 15) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = rotated(x1, 26) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = rotated(x1, 6) ^ x0;
    } else {
      x0 = (x0 + x1) | 0;
      x1 = rotated(x1, 17) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = rotated(x1, 29) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = rotated(x1, 16) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = rotated(x1, 24) ^ x0;
    }
    x0 = (x0 + k0) | 0;
    x1 = (x1 + k1 + group) | 0;
    const first = k0;
    k0 = k1;
    k1 = k2;
    k2 = first;
  }
  out[0] = x0;
  out[1] = x1;
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
