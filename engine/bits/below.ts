import type { SequentialSource } from './source';

/** Sets each place of a mask to whether the next word of a source lies below a probability of 2^32. */
export function fillBelow32(mask: Uint8Array, source: SequentialSource, probability: number): void {
  const threshold = probability * 2 ** 32;
  inChunks(mask.length, 1, source, (words, start) => {
    for (let i = 0; i < words.length; i++)
      mask[start + i] = Number((words[i] as number) < threshold);
  });
}

/** Sets each place of a mask to whether the next float32 number of torch, of 24 bits, lies below a probability. */
export function fillBelow24(mask: Uint8Array, source: SequentialSource, probability: number): void {
  const threshold = probability * 16777216;
  inChunks(mask.length, 1, source, (words, start) => {
    for (let i = 0; i < words.length; i++) {
      mask[start + i] = Number(((words[i] as number) & 0xffffff) < threshold);
    }
  });
}

/** Sets each place of a mask to whether the next double of torch, of 53 bits, lies below a probability. */
export function fillBelow53(mask: Uint8Array, source: SequentialSource, probability: number): void {
  const threshold = Math.ceil(probability * 2 ** 53);
  const highest = Math.floor(threshold / 4294967296);
  const lowest = threshold % 4294967296;
  inChunks(mask.length, 2, source, (words, start) => {
    for (let i = 0; 2 * i < words.length; i++) {
      const high = (words[2 * i] as number) & 0x1fffff;
      // The sign of a difference takes no branch; the second word decides once in two million times.
      mask[start + i] = (high - highest) >>> 31;
      if (high === highest) mask[start + i] = Number((words[2 * i + 1] as number) < lowest);
    }
  });
}

// Words come in bulk, since a call for each costs more than the word itself; and a comparison becomes a number
// without a branch, which no processor could predict for random bits.
function inChunks(
  places: number,
  wordsPerPlace: number,
  source: SequentialSource,
  use: (words: Uint32Array, start: number) => void,
): void {
  const words = new Uint32Array(wordsPerPlace * Math.min(places, 1024));
  for (let start = 0; start < places; start += 1024) {
    const chunk = words.subarray(0, wordsPerPlace * (places - start));
    source.fill(chunk);
    use(chunk, start);
  }
}
