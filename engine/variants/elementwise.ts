import { normal, type SequentialSource } from '../bits';
import { alphaDropoutConstants, gaussianDropoutDeviation, scale } from '../closed-forms';
import { elementCount } from '../masks/shape';
import { bernoulliMask, maskedNoise, type Noise } from './noise';

/** Inverted dropout: y = m⊙x/q with m ~ Bernoulli(q), on any mask shape. */
export function invertedNoise(
  maskShape: readonly number[],
  rate: number,
  source: SequentialSource,
): Noise {
  const mask = bernoulliMask(elementCount(maskShape), rate, source);
  return maskedNoise(maskShape, mask, { factor: rate < 1 ? scale(rate) : 0 });
}

/** Classic dropout: y = m⊙x in training; the evaluation multiplies by the keep probability. */
export function classicNoise(
  maskShape: readonly number[],
  rate: number,
  source: SequentialSource,
): Noise {
  const mask = bernoulliMask(elementCount(maskShape), rate, source);
  return maskedNoise(maskShape, mask, { factor: 1 });
}

/** AlphaDropout: y = a·(m·x + (1 − m)·α′) + b, which keeps mean 0 and variance 1 behind SELU. */
export function alphaNoise(
  maskShape: readonly number[],
  rate: number,
  source: SequentialSource,
): Noise {
  const mask = bernoulliMask(elementCount(maskShape), rate, source);
  if (rate >= 1) return maskedNoise(maskShape, mask, { factor: 0 });
  const { a, b, alpha } = alphaDropoutConstants(rate);
  return maskedNoise(
    maskShape,
    mask,
    { factor: a, offset: b },
    { factor: 0, offset: a * alpha + b },
  );
}

/** GaussianDropout: y = x·N(1, p/q). */
export function gaussianNoise(
  maskShape: readonly number[],
  rate: number,
  source: SequentialSource,
): Noise {
  const deviation = gaussianDropoutDeviation(rate);
  const factor = new Float64Array(elementCount(maskShape));
  for (let i = 0; i < factor.length; i++) factor[i] = 1 + deviation * normal(source);
  return { maskShape, mask: new Uint8Array(factor.length).fill(1), factor };
}

/** GaussianNoise: y = x + N(0, σ²). */
export function additiveNoise(
  maskShape: readonly number[],
  deviation: number,
  source: SequentialSource,
): Noise {
  const offset = new Float64Array(elementCount(maskShape));
  for (let i = 0; i < offset.length; i++) offset[i] = deviation * normal(source);
  const factor = new Float64Array(offset.length).fill(1);
  return { maskShape, mask: new Uint8Array(offset.length).fill(1), factor, offset };
}
