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
  const mask = new Uint8Array(elementCount(shape)).fill(1);
  const rows = height - block + 1;
  const columns = width - block + 1;
  const threshold = gamma * 2 ** 32;
  const words = new Uint32Array(columns);
  for (let map = 0; map < mask.length; map += height * width) {
    for (let row = 0; row < rows; row++) {
      source.fill(words);
      const corner = map + row * width;
      for (let column = 0; column < columns; column++) {
        if ((words[column] as number) < threshold) clear(mask, corner + column, block, width);
      }
    }
  }
  let kept = 0;
  for (let i = 0; i < mask.length; i++) kept += mask[i] as number;
  return maskedNoise(shape, mask, { factor: kept === 0 ? 0 : mask.length / kept });
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

function clear(mask: Uint8Array, corner: number, block: number, width: number): void {
  for (let row = corner; row < corner + block * width; row += width) {
    for (let i = row; i < row + block; i++) mask[i] = 0;
  }
}

// How many seed positions along one axis can drop this position.
function reach(position: number, size: number, block: number): number {
  return Math.min(position, size - block) - Math.max(0, position - block + 1) + 1;
}
