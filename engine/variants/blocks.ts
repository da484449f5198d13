import { integerBelow, uniform, type SequentialSource } from '../bits';
import { dropBlockGamma } from '../closed-forms';
import { elementCount } from '../masks/shape';
import { logarithm, logarithmOfOnePlus } from '../values/elementary';
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
  for (const corner of blockCorners(shape, block, gamma, source)) {
    for (let row = corner; row < corner + block * width; row += width) {
      for (let i = row; i < row + block; i++) mask[i] = 0;
    }
  }
  let kept = 0;
  for (let i = 0; i < mask.length; i++) kept += mask[i] as number;
  const scale = kept === 0 ? 0 : mask.length / kept;
  return maskedNoise(shape, mask, { factor: scale });
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

// The places between two seeds are as many as a geometric law says, which takes one number for each seed and none
// for the places without.
function blockCorners(
  [examples = 0, channels = 0, height = 0, width = 0]: readonly number[],
  block: number,
  gamma: number,
  source: SequentialSource,
): Uint32Array {
  const columns = width - block + 1;
  const perMap = (height - block + 1) * columns;
  const places = examples * channels * perMap;
  const none = logarithmOfOnePlus(-gamma);
  let corners: Uint32Array = new Uint32Array(Math.ceil(gamma * places * 1.25) + 64);
  let count = 0;
  let place = nextSeed(-1, none, source);
  while (place < places) {
    if (count === corners.length) corners = doubled(corners);
    const map = Math.floor(place / perMap);
    const row = Math.floor((place - map * perMap) / columns);
    corners[count++] = (map * height + row) * width + (place - map * perMap - row * columns);
    place = nextSeed(place, none, source);
  }
  return corners.subarray(0, count);
}

// The place of the seed after a place; `none` is the logarithm of the probability that a place has none.
function nextSeed(place: number, none: number, source: SequentialSource): number {
  if (none === 0) return Infinity;
  return place + 1 + Math.floor(logarithm(1 - uniform(source)) / none);
}

function doubled(values: Uint32Array): Uint32Array {
  const larger = new Uint32Array(2 * values.length);
  larger.set(values);
  return larger;
}

// How many seed positions along one axis can drop this position.
function reach(position: number, size: number, block: number): number {
  return Math.min(position, size - block) - Math.max(0, position - block + 1) + 1;
}
