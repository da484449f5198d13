import { normal, ownStream } from '../bits';
import { correlation } from './statistics';

/** Channels of maps, channel after channel, row-major. */
export interface FeatureMaps {
  readonly channels: number;
  /** Columns of a map, and its rows where it is not square. */
  readonly size: number;
  readonly rows?: number;
  readonly values: Float32Array;
}

/** Maps as a convolution gives them: neighbours resemble each other, because noise was smoothed; every channel N(0,1) or so. */
export function drawFeatureMaps(
  channels: number,
  size: number,
  seed: number,
  rows = size,
): FeatureMaps {
  const source = ownStream(seed, 'feature maps');
  const values = new Float32Array(channels * rows * size);
  for (let channel = 0; channel < channels; channel++) {
    const noise = Float64Array.from({ length: (size + 4) * (rows + 4) }, () => normal(source));
    values.set(smooth(noise, size, rows), channel * rows * size);
  }
  return { channels, size, rows, values };
}

/** How well the kept neighbours (above, below, left, right) of the dropped values still tell those values. */
export interface Leak {
  /** Correlation of dropped values with the mean of their kept neighbours; NaN where none has one. */
  readonly correlation: number;
  /** Share of the dropped values that have a kept neighbour. */
  readonly exposed: number;
}

/** Measures what a mask over the values leaves readable of what it dropped. */
export function leakThroughNeighbours(maps: FeatureMaps, mask: Uint8Array): Leak {
  const dropped: number[] = [];
  const guesses: number[] = [];
  let all = 0;
  for (let index = 0; index < mask.length; index++) {
    if (mask[index] === 1) continue;
    all++;
    const kept = neighboursOf(index, maps.size, maps.rows ?? maps.size).filter(
      (neighbour) => mask[neighbour] === 1,
    );
    if (kept.length === 0) continue;
    dropped.push(maps.values[index] as number);
    guesses.push(kept.reduce((sum, at) => sum + (maps.values[at] as number), 0) / kept.length);
  }
  return {
    correlation: dropped.length > 1 ? correlation(dropped, guesses) : NaN,
    exposed: all === 0 ? 0 : dropped.length / all,
  };
}

/** A mask over channels spread over all their values. */
export function spreadChannelMask(mask: Uint8Array, size: number, rows = size): Uint8Array {
  const area = size * rows;
  return Uint8Array.from({ length: mask.length * area }, (_, i) => mask[Math.floor(i / area)] ?? 0);
}

function neighboursOf(index: number, size: number, rows: number): number[] {
  const column = index % size;
  const row = Math.floor(index / size) % rows;
  return [
    ...(row > 0 ? [index - size] : []),
    ...(row < rows - 1 ? [index + size] : []),
    ...(column > 0 ? [index - 1] : []),
    ...(column < size - 1 ? [index + 1] : []),
  ];
}

// A 5×5 window whose weights are chosen so that the variance stays 1.
function smooth(noise: Float64Array, size: number, rows: number): Float32Array {
  const kernel = [1, 4, 6, 4, 1];
  const norm = kernel.reduce((sum, weight) => sum + weight * weight, 0);
  return Float32Array.from({ length: size * rows }, (_, i) => {
    const row = Math.floor(i / size);
    const column = i % size;
    let sum = 0;
    for (let y = 0; y < 5; y++) {
      for (let x = 0; x < 5; x++) {
        const weight = (kernel[y] as number) * (kernel[x] as number);
        sum += weight * (noise[(row + y) * (size + 4) + column + x] as number);
      }
    }
    return sum / norm;
  });
}
