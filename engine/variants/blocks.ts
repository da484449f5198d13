import { integerBelow, type SequentialSource } from '../bits';
import { dropBlockGamma } from '../closed-forms';
import { elementCount } from '../masks/shape';
import { bernoulliMask, maskedNoise, type Noise } from './noise';

/**
 * DropBlock on (N, C, H, W): seeds with probability γ in the valid region drop a block each, and what is left is
 * scaled by the mask's size over its sum. The block is clipped to the map.
 */
export function dropBlockNoise(
  shape: readonly number[],
  rate: number,
  blockSize: number,
  source: SequentialSource,
): Noise {
  const [, , height = 0, width = 0] = shape;
  const block = Math.min(blockSize, height, width);
  const gamma = Math.min(1, dropBlockGamma(rate, block, height, width));
  const corners = blockCorners(shape, block, gamma, source);
  const mask = new Uint8Array(elementCount(shape)).fill(1);
  let dropped = 0;
  for (const corner of corners) dropped += clear(mask, corner, block, width);
  const kept = mask.length - dropped;
  const factor = new Float64Array(mask.length).fill(kept === 0 ? 0 : mask.length / kept);
  for (const corner of corners) clear(factor, corner, block, width);
  return { maskShape: shape, mask, factor };
}

/** The expected drop fraction 1 − (1 − γ)^cover of DropBlock, averaged over the positions of one map. */
export function dropBlockFraction(
  rate: number,
  blockSize: number,
  height: number,
  width: number,
): number {
  const block = Math.min(blockSize, height, width);
  const gamma = Math.min(1, dropBlockGamma(rate, block, height, width));
  let dropped = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const cover = reach(row, height, block) * reach(column, width, block);
      dropped += 1 - (1 - gamma) ** cover;
    }
  }
  return dropped / (height * width);
}

/** Cutout on (N, C, H, W): one square of zeros per image, centred anywhere and clipped, without rescaling. */
export function cutoutNoise(
  shape: readonly number[],
  side: number,
  source: SequentialSource,
): Noise {
  const [examples = 0, , height = 0, width = 0] = shape;
  const mask = new Uint8Array(examples * height * width).fill(1);
  for (let example = 0; example < examples; example++) {
    const top = integerBelow(source, height) - Math.floor(side / 2);
    const left = integerBelow(source, width) - Math.floor(side / 2);
    for (let row = Math.max(0, top); row < Math.min(height, top + side); row++) {
      const start = (example * height + row) * width;
      mask.fill(0, start + Math.max(0, left), start + Math.max(0, Math.min(width, left + side)));
    }
  }
  return maskedNoise([examples, 1, height, width], mask, { factor: 1 });
}

/** Stochastic depth on a residual branch (B, …): one bit per example; `scaled` divides by q as timm does. */
export function stochasticDepthNoise(
  shape: readonly number[],
  rate: number,
  source: SequentialSource,
  scaled = true,
): Noise {
  const maskShape = shape.map((size, i) => (i === 0 ? size : 1));
  const mask = bernoulliMask(elementCount(maskShape), rate, source);
  return maskedNoise(maskShape, mask, { factor: scaled && rate < 1 ? 1 / (1 - rate) : 1 });
}

function blockCorners(
  [examples = 0, channels = 0, height = 0, width = 0]: readonly number[],
  block: number,
  gamma: number,
  source: SequentialSource,
): number[] {
  const threshold = gamma * 2 ** 32;
  const words = new Uint32Array(width - block + 1);
  const corners: number[] = [];
  for (let map = 0; map < examples * channels; map++) {
    for (let row = 0; row + block <= height; row++) {
      source.fill(words);
      const start = (map * height + row) * width;
      for (let column = 0; column < words.length; column++) {
        if ((words[column] as number) < threshold) corners.push(start + column);
      }
    }
  }
  return corners;
}

// Sets a block to 0 and gives the sum of what stood there.
function clear(
  values: Uint8Array | Float64Array,
  corner: number,
  block: number,
  width: number,
): number {
  let sum = 0;
  for (let row = corner; row < corner + block * width; row += width) {
    for (let i = row; i < row + block; i++) {
      sum += values[i] as number;
      values[i] = 0;
    }
  }
  return sum;
}

// How many seed positions along one axis can drop this position.
function reach(position: number, size: number, block: number): number {
  return Math.min(position, size - block) - Math.max(0, position - block + 1) + 1;
}
