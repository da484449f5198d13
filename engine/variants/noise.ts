import { fillBelow32, type SequentialSource } from '../bits';
import { broadcastIndex, elementCount } from '../masks/shape';

/** Numbers of a tensor, row-major. */
export type Values = Float32Array | Float64Array;

/** In which mode a layer runs; "mc" is training mode of this layer alone, while the rest evaluates. */
export type Mode = 'train' | 'eval' | 'mc';

/**
 * What one forward pass does to each element: output = factor·input + offset.
 * The arrays have the mask's shape, which broadcasts to the input's.
 */
export interface Noise {
  readonly maskShape: readonly number[];
  /** 1 = kept; all ones for variants that drop nothing. */
  readonly mask: Uint8Array;
  readonly factor: Float64Array;
  readonly offset?: Float64Array;
}

/** The output of a layer for its input and the noise of one pass. */
export function forward<T extends Values>(input: T, shape: readonly number[], noise: Noise): T {
  return applied(input, shape, noise, noise.offset);
}

/** The gradient of the input: the same mask and scale applied to the gradient of the output. */
export function backward<T extends Values>(
  outputGradient: T,
  shape: readonly number[],
  noise: Noise,
): T {
  return applied(outputGradient, shape, noise, undefined);
}

/** A mask of independent bits, each kept with probability 1 − rate, one 32-bit word per element. */
export function bernoulliMask(length: number, rate: number, source: SequentialSource): Uint8Array {
  const mask = new Uint8Array(length);
  fillBelow32(mask, source, 1 - rate);
  return mask;
}

/** The noise that gives kept and dropped elements one factor, and one offset, each. */
export function maskedNoise(
  maskShape: readonly number[],
  mask: Uint8Array,
  kept: { readonly factor: number; readonly offset?: number },
  dropped: { readonly factor: number; readonly offset?: number } = { factor: 0 },
): Noise {
  const factor = chosen(mask, dropped.factor, kept.factor);
  if (kept.offset === undefined) return { maskShape, mask, factor };
  const offset = chosen(mask, dropped.offset ?? kept.offset, kept.offset);
  return { maskShape, mask, factor, offset };
}

/** The noise of a pass in which every element is multiplied by the same factor. */
export function constantNoise(rank: number, factor: number): Noise {
  const maskShape = new Array<number>(rank).fill(1);
  return { maskShape, mask: Uint8Array.of(1), factor: Float64Array.of(factor) };
}

function chosen(mask: Uint8Array, zero: number, one: number): Float64Array {
  const values = Float64Array.of(zero, one);
  const result = new Float64Array(mask.length);
  for (let i = 0; i < mask.length; i++) result[i] = values[mask[i] as number] as number;
  return result;
}

// A mask's trailing dimensions of size 1 share one entry, so that whole runs have the same factor.
function applied<T extends Values>(
  values: T,
  shape: readonly number[],
  { maskShape, factor }: Noise,
  offset: Float64Array | undefined,
): T {
  const result = values.slice() as T;
  let run = 1;
  let last = shape.length;
  while (last > 0 && maskShape[last - 1] === 1) run *= shape[--last] as number;
  const entryOf = broadcastIndex(maskShape.slice(0, last), shape.slice(0, last));
  const runs = elementCount(shape.slice(0, last));
  for (let k = 0; k < runs; k++) {
    const entry = entryOf(k);
    const scale = factor[entry] as number;
    const shift = offset ? (offset[entry] as number) : 0;
    const end = (k + 1) * run;
    // Adding a shift of 0 would turn a kept −0 into +0.
    if (offset)
      for (let i = k * run; i < end; i++) result[i] = scale * (values[i] as number) + shift;
    else for (let i = k * run; i < end; i++) result[i] = scale * (values[i] as number);
  }
  return result;
}
