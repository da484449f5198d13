/** A seed of up to 64 bits; larger integers than 2^53 must be given as a bigint. */
export type Seed = number | bigint;

/** What a sequential source needs to continue elsewhere; plain JSON. */
export interface SourceState {
  readonly name: string;
  readonly seed: string;
  readonly words: readonly number[];
}

/** A generator whose words come one after the other. */
export interface SequentialSource {
  /** The name of the stream, as the interface shows it. */
  readonly name: string;
  readonly seed: string;
  /** The next word, an integer in [0, 2^32); MCG31 gives 31 bits. */
  u32(): number;
  /** Writes the next words into an array, as many as it holds. */
  fill(words: Uint32Array): void;
  skip(words: number): void;
  clone(): SequentialSource;
  state(): SourceState;
}

/** A generator that turns a counter into a block of words; it has no state besides its key. */
export interface CounterSource {
  readonly name: string;
  readonly key: readonly number[];
  /** The words of one block; the counter's words are given low word first. */
  block(counter: readonly number[]): Uint32Array;
}

/** The low 32 bits of a seed, negative seeds read as two's complement. */
export function lowWord(seed: Seed): number {
  return Number(BigInt.asUintN(32, BigInt(seed)));
}

/** Bits 32 to 63 of a seed, negative seeds read as two's complement. */
export function highWord(seed: Seed): number {
  return Number(BigInt.asUintN(32, BigInt(seed) >> 32n));
}

/** Writes the next words of a source into an array, one call of `u32` for each. */
export function fillOneByOne(words: Uint32Array, u32: () => number): void {
  for (let i = 0; i < words.length; i++) words[i] = u32();
}

/** A double in [0, 1) of 53 bits as torch makes it: the first word is the high half and loses its top bits. */
export function uniform53(source: SequentialSource): number {
  const high = source.u32() & 0x1fffff;
  return (high * 4294967296 + source.u32()) * 2 ** -53;
}

/** A double in [0, 1) of 24 bits, torch's float32 uniform. */
export function uniform24(source: SequentialSource): number {
  return (source.u32() & 0xffffff) * 2 ** -24;
}
