import { lowWord, type Seed, type SequentialSource, type SourceState } from './source';

const length = 624;
const period = 397;

/** MT19937 seeded with the low 32 bits of a seed, as torch's CPU generator is. */
export function mersenneTwister(seed: Seed): SequentialSource {
  return running(wordsFromSeed(lowWord(seed)), length, 'mt19937', String(seed));
}

/** MT19937 seeded with an array of words, low word first, as CPython's and NumPy's legacy generators are. */
export function mersenneTwisterFromKey(key: readonly number[], seed: string): SequentialSource {
  return running(wordsFromKey(key), length, 'mt19937 (init_by_array)', seed);
}

/** An MT19937 that continues from a saved state. */
export function restoreMersenneTwister(state: SourceState): SequentialSource {
  const words = Uint32Array.from(state.words.slice(0, length));
  return running(words, state.words[length] ?? length, state.name, state.seed);
}

function running(words: Uint32Array, start: number, name: string, seed: string): SequentialSource {
  let position = start;
  return {
    name,
    seed,
    u32() {
      if (position >= length) {
        twist(words);
        position = 0;
      }
      return temper(words[position++] ?? 0);
    },
    fill(target) {
      for (let at = 0; at < target.length;) {
        if (position >= length) {
          twist(words);
          position = 0;
        }
        const run = Math.min(length - position, target.length - at);
        for (let i = 0; i < run; i++) target[at + i] = temper(words[position + i] as number);
        position += run;
        at += run;
      }
    },
    skip(count) {
      position += count;
      while (position > length) {
        twist(words);
        position -= length;
      }
    },
    clone: () => running(words.slice(), position, name, seed),
    state: () => ({ name, seed, words: [...words, position] }),
  };
}

function wordsFromSeed(seed: number): Uint32Array {
  const words = new Uint32Array(length);
  words[0] = seed;
  for (let j = 1; j < length; j++) {
    const previous = words[j - 1] ?? 0;
    words[j] = Math.imul(1812433253, previous ^ (previous >>> 30)) + j;
  }
  return words;
}

function wordsFromKey(key: readonly number[]): Uint32Array {
  const words = wordsFromSeed(19650218);
  let i = 1;
  for (let k = 0; k < Math.max(length, key.length); k++) {
    const j = k % key.length;
    words[i] = ((words[i] ?? 0) ^ mixed(words[i - 1] ?? 0, 1664525)) + (key[j] ?? 0) + j;
    i = advance(words, i);
  }
  for (let k = 0; k < length - 1; k++) {
    words[i] = ((words[i] ?? 0) ^ mixed(words[i - 1] ?? 0, 1566083941)) - i;
    i = advance(words, i);
  }
  words[0] = 0x80000000;
  return words;
}

function mixed(previous: number, factor: number): number {
  return Math.imul(previous ^ (previous >>> 30), factor);
}

function advance(words: Uint32Array, i: number): number {
  if (i + 1 < length) return i + 1;
  words[0] = words[length - 1] ?? 0;
  return 1;
}

// Two loops without wrapped indices, since a long skip is nothing but twists.
function twist(words: Uint32Array): void {
  let current = words[0] as number;
  for (let k = 0; k < length - period; k++) {
    const next = words[k + 1] as number;
    words[k] = (words[k + period] as number) ^ mixedHalves(current, next);
    current = next;
  }
  for (let k = length - period; k < length - 1; k++) {
    const next = words[k + 1] as number;
    words[k] = (words[k + period - length] as number) ^ mixedHalves(current, next);
    current = next;
  }
  words[length - 1] = (words[period - 1] as number) ^ mixedHalves(current, words[0] as number);
}

function mixedHalves(current: number, next: number): number {
  const y = (current & 0x80000000) | (next & 0x7fffffff);
  return (y >>> 1) ^ (-(next & 1) & 0x9908b0df);
}

function temper(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}
