import { fillOneByOne, type SequentialSource, type SourceState } from './source';

const modulus = 0x7fffffff;
const factor = 1132489760;

/** MCG31, the 31-bit multiplicative generator of MKL; the stream starts at the seed itself. */
export function mcg31(seed: number): SequentialSource {
  const start = (seed >>> 0) % modulus;
  return running(start === 0 ? 1 : start, String(seed));
}

/** An MCG31 that continues from a saved state. */
export function restoreMcg31(state: SourceState): SequentialSource {
  return running(state.words[0] ?? 1, state.seed);
}

/** The uniform number x/(2^31 − 1) of the next word of an MCG31 stream. */
export function uniformMcg31(source: SequentialSource): number {
  return source.u32() / modulus;
}

function running(start: number, seed: string): SequentialSource {
  let next = start;
  const u32 = (): number => {
    const current = next;
    next = multiplied(next, factor);
    return current;
  };
  return {
    name: 'mcg31',
    seed,
    u32,
    fill: (words) => fillOneByOne(words, u32),
    skip(count) {
      next = multiplied(next, power(factor, count));
    },
    clone: () => running(next, seed),
    state: () => ({ name: 'mcg31', seed, words: [next] }),
  };
}

// In two halves, so that no product is beyond the integers of a double.
function multiplied(a: number, b: number): number {
  return reduced(reduced(a * (b >>> 16)) * 65536 + a * (b & 65535));
}

// A quotient below 2^18 is never rounded across an integer.
function reduced(value: number): number {
  return value - Math.floor(value / modulus) * modulus;
}

function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiplied(result, square);
    square = multiplied(square, square);
  }
  return result;
}
