import { mersenneTwisterFromKey } from './mt19937';
import type { Seed, SequentialSource } from './source';

/** The generator behind CPython's `random.Random(seed)` for an integer seed. */
export function pythonRandom(seed: Seed): SequentialSource {
  const magnitude = BigInt(seed) < 0n ? -BigInt(seed) : BigInt(seed);
  const key: number[] = [];
  for (let rest = magnitude; rest > 0n; rest >>= 32n) key.push(Number(rest & 0xffffffffn));
  return mersenneTwisterFromKey(key.length === 0 ? [0] : key, String(seed));
}

/** CPython's `randint(0, 2**31 - 1)`, which TensorFlow draws an operation's seed with. */
export function randint31(source: SequentialSource): number {
  for (;;) {
    const word = source.u32();
    if (word < 0x80000000) return word;
  }
}

/** CPython's `randint(1, 10**9)`, which Keras draws a layer's seed with. */
export function randintBillion(source: SequentialSource): number {
  for (;;) {
    const word = source.u32() >>> 2;
    if (word < 1e9) return word + 1;
  }
}
