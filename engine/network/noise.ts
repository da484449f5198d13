import { normal, type SequentialSource } from '../bits';
import { alphaDropoutConstants } from '../closed-forms';
import type { Layer } from './layers';

type Dropout = Extract<Layer, { readonly kind: 'dropout' }>;

/** Draws the factors and offsets of one pass of a dropout layer, one for each of the words, which are a buffer. */
export function drawNoise(
  layer: Dropout,
  source: SequentialSource,
  factor: Float64Array,
  offset: Float64Array,
  words: Uint32Array,
): void {
  const { rate, variant = 'inverted' } = layer;
  const count = words.length;
  if (variant === 'gaussian dropout') {
    const deviation = Math.sqrt(rate / (1 - rate));
    for (let i = 0; i < count; i++) factor[i] = 1 + deviation * normal(source);
    return;
  }
  if (variant === 'gaussian noise') {
    for (let i = 0; i < count; i++) offset[i] = (layer.deviation ?? 0.1) * normal(source);
    factor.fill(1, 0, count);
    return;
  }
  const threshold = (1 - rate) * 2 ** 32;
  source.fill(words);
  for (let i = 0; i < count; i++) factor[i] = Number((words[i] as number) < threshold);
  applyMaskBits(layer, factor, offset, count);
}

/** Turns mask bits that stand in `factor` into the variant's factors and offsets. */
export function applyMaskBits(
  layer: Dropout,
  factor: Float64Array,
  offset: Float64Array,
  count: number,
): void {
  const { rate, variant = 'inverted' } = layer;
  if (variant === 'classic') return;
  if (variant !== 'alpha') {
    const scale = 1 / (1 - rate);
    for (let i = 0; i < count; i++) factor[i] = (factor[i] as number) * scale;
    return;
  }
  const { a, b, alpha } = alphaDropoutConstants(rate);
  for (let i = 0; i < count; i++) {
    const bit = factor[i] as number;
    factor[i] = a * bit;
    offset[i] = a * alpha * (1 - bit) + b;
  }
}

/** Whether a dropout layer adds an offset. */
export function hasOffset(layer: Dropout): boolean {
  return layer.variant === 'alpha' || layer.variant === 'gaussian noise';
}

/** What a dropout layer multiplies by in evaluation: q in the classic form, otherwise 1. */
export function evaluationFactor(layer: Dropout): number {
  return layer.variant === 'classic' ? 1 - layer.rate : 1;
}
