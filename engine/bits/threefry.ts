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
  const key2 = key0 ^ key1 ^ 0x1bd11bda;
  let x0 = (counter0 + key0) | 0;
  let x1 = (counter1 + key1) | 0;
  for (let group = 0; group < 5; group++) {
    const odd = (group & 1) * 4;
    for (let round = 0; round < 4; round++) {
      const rotation = rotations[odd + round] as number;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    }
    x0 = (x0 + scheduled(group + 1, key0, key1, key2)) | 0;
    x1 = (x1 + scheduled(group + 2, key0, key1, key2) + group + 1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
}

const rotations = [13, 15, 26, 6, 17, 29, 16, 24];

function scheduled(index: number, key0: number, key1: number, key2: number): number {
  const rest = index % 3;
  return rest === 0 ? key0 : rest === 1 ? key1 : key2;
}
