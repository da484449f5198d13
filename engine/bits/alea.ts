import type { SequentialSource, SourceState } from './source';

const unit = 2 ** -32;

/** Baagøe's Alea as the seedrandom package has it, which TensorFlow.js draws from; any string is a seed. */
export function alea(seed: string): SequentialSource {
  const mash = masher();
  const start = [mash(' '), mash(' '), mash(' ')];
  const state = start.map((value) => {
    const rest = value - mash(seed);
    return rest < 0 ? rest + 1 : rest;
  });
  return running(state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, 1, seed);
}

/** An Alea that continues from a saved state. */
export function restoreAlea(state: SourceState): SequentialSource {
  const [s0, s1, s2, carry] = state.words;
  return running((s0 ?? 0) * unit, (s1 ?? 0) * unit, (s2 ?? 0) * unit, carry ?? 1, state.seed);
}

function running(
  first: number,
  second: number,
  third: number,
  startCarry: number,
  seed: string,
): SequentialSource {
  let [s0, s1, s2, carry] = [first, second, third, startCarry];
  const u32 = (): number => {
    const t = 2091639 * s0 + carry * unit;
    s0 = s1;
    s1 = s2;
    carry = t | 0;
    s2 = t - carry;
    return s2 * 4294967296;
  };
  return {
    name: 'alea',
    seed,
    u32,
    fill(words) {
      // With the state in variables of its own, as single words are drawn.
      let [a, b, c, left] = [s0, s1, s2, carry];
      for (let i = 0; i < words.length; i++) {
        const t = 2091639 * a + left * unit;
        a = b;
        b = c;
        left = t | 0;
        c = t - left;
        words[i] = c * 4294967296;
      }
      [s0, s1, s2, carry] = [a, b, c, left];
    },
    skip(count) {
      for (let i = 0; i < count; i++) u32();
    },
    clone: () => running(s0, s1, s2, carry, seed),
    state: () => ({
      name: 'alea',
      seed,
      words: [s0 * 4294967296, s1 * 4294967296, s2 * 4294967296, carry],
    }),
  };
}

function masher(): (text: string) => number {
  let n = 0xefc8249d;
  return (text) => {
    for (let i = 0; i < text.length; i++) {
      n += text.charCodeAt(i);
      let h = 0.02519603282416938 * n;
      n = h >>> 0;
      h -= n;
      h *= n;
      n = h >>> 0;
      h -= n;
      n += h * 4294967296;
    }
    return (n >>> 0) * unit;
  };
}
