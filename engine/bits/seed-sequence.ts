const poolSize = 4;

/** NumPy's `SeedSequence(entropy).generate_state(words)` for a list of 32-bit words. */
export function seedSequence(entropy: readonly number[], words: number): Uint32Array {
  return generated(mixedPool(entropy), words);
}

/** The 32-bit words, low word first, that NumPy makes of one non-negative integer (0 gives one word). */
export function entropyWords(value: bigint): number[] {
  const words: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words.length === 0 ? [0] : words;
}

function mixedPool(entropy: readonly number[]): Uint32Array {
  const hash = hasher(0x43b0d7e5, 0x931e8875);
  const pool = new Uint32Array(poolSize);
  for (let i = 0; i < poolSize; i++) pool[i] = hash(entropy[i] ?? 0);
  for (let from = 0; from < poolSize; from++) {
    for (let to = 0; to < poolSize; to++) {
      if (from !== to) pool[to] = mixed(pool[to] ?? 0, hash(pool[from] ?? 0));
    }
  }
  for (let from = poolSize; from < entropy.length; from++) {
    for (let to = 0; to < poolSize; to++) {
      pool[to] = mixed(pool[to] ?? 0, hash(entropy[from] ?? 0));
    }
  }
  return pool;
}

function generated(pool: Uint32Array, words: number): Uint32Array {
  const hash = hasher(0x8b51f9dd, 0x58f38ded);
  return Uint32Array.from({ length: words }, (_, i) => hash(pool[i % poolSize] ?? 0));
}

function hasher(start: number, factor: number): (value: number) => number {
  let constant = start;
  return (value) => {
    let word = value ^ constant;
    constant = Math.imul(constant, factor);
    word = Math.imul(word, constant);
    return (word ^ (word >>> 16)) >>> 0;
  };
}

function mixed(x: number, y: number): number {
  const word = Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y);
  return (word ^ (word >>> 16)) >>> 0;
}
