import { highWord, lowWord, type Seed, type SequentialSource, type SourceState } from './source';
import { cosine, logarithm } from '../values/elementary';

/**
 * The engine's own stream: xoshiro128** (Blackman and Vigna), seeded by splitmix32 from the seed and a purpose.
 * Streams of different purpose are independent, so that drawing masks never shifts initialisation or shuffling.
 */
export function ownStream(seed: Seed, purpose = ''): SequentialSource {
  const mix = splitmix(lowWord(seed));
  let salt = mix() ^ highWord(seed);
  for (let i = 0; i < purpose.length; i++) {
    salt = Math.imul(salt ^ purpose.charCodeAt(i), 0x01000193);
  }
  const next = splitmix(salt ^ mix());
  const words = Uint32Array.of(next(), next(), next(), next() | 1);
  return running(words, String(seed));
}

/** An own stream that continues from a saved state. */
export function restoreOwnStream(state: SourceState): SequentialSource {
  return running(Uint32Array.from(state.words), state.seed);
}

/** A double in [0, 1) of 53 bits from any 32-bit source. */
export function uniform(source: SequentialSource): number {
  return ((source.u32() >>> 5) * 67108864 + (source.u32() >>> 6)) * 2 ** -53;
}

/** A standard normal number by Box and Muller; it takes two uniforms and keeps nothing back. */
export function normal(source: SequentialSource): number {
  const radius = Math.sqrt(-2 * logarithm(1 - uniform(source)));
  return radius * cosine(2 * Math.PI * uniform(source));
}

/** An integer in [0, bound) without bias. */
export function integerBelow(source: SequentialSource, bound: number): number {
  const limit = 4294967296 - (4294967296 % bound);
  for (;;) {
    const word = source.u32();
    if (word < limit) return word % bound;
  }
}

function running(words: Uint32Array, seed: string): SequentialSource {
  const single = new Uint32Array(1);
  const u32 = (): number => {
    advance(words, single);
    return single[0] as number;
  };
  return {
    name: 'own stream',
    seed,
    u32,
    fill: (target) => advance(words, target),
    skip(count) {
      for (let i = 0; i < count; i++) u32();
    },
    clone: () => running(words.slice(), seed),
    state: () => ({ name: 'own stream', seed, words: [...words] }),
  };
}

// Writes as many words as the target holds, with the state in local variables.
function advance(state: Uint32Array, target: Uint32Array): void {
  let w0 = state[0] as number;
  let w1 = state[1] as number;
  let w2 = state[2] as number;
  let w3 = state[3] as number;
  for (let i = 0; i < target.length; i++) {
    const scrambled = Math.imul(w1, 5);
    target[i] = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const shifted = w1 << 9;
    w2 ^= w0;
    w3 ^= w1;
    w1 ^= w2;
    w0 ^= w3;
    w2 ^= shifted;
    w3 = (w3 << 11) | (w3 >>> 21);
  }
  state[0] = w0;
  state[1] = w1;
  state[2] = w2;
  state[3] = w3;
}

function splitmix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
}
