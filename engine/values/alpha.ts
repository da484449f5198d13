import type { ValueRule } from './scaling';
import { alphaDropoutConstants } from '../closed-forms';

/** torch's `alpha_dropout` in its float32 order of operations. */
export function torchAlphaValues(rate: number): ValueRule {
  const alpha = 1.7580993408473766;
  const a = 1 / Math.sqrt((alpha * alpha * rate + 1) * (1 - rate));
  const step = Math.fround(alpha * a);
  const offset = Math.fround(alpha * a * rate);
  const keptFactor = Math.fround(a);
  return (value, kept) => {
    const bias = Math.fround(Math.fround((kept - 1) * step) + offset);
    return Math.fround(Math.fround(value * (kept === 1 ? keptFactor : 0)) + bias);
  };
}

/** Keras' AlphaDropout in its float32 order of operations. */
export function kerasAlphaValues(rate: number): ValueRule {
  const { a, b, alpha } = alphaDropoutConstants(rate);
  const factor = Math.fround(a);
  const offset = Math.fround(b);
  const saturated = Math.fround(alpha);
  return (value, kept) => {
    const masked = Math.fround(Math.fround(value * kept) + saturated * (1 - kept));
    return Math.fround(Math.fround(factor * masked) + offset);
  };
}
