/** How a framework turns an input, a mask bit and a rate into a float32 output. */
export type ValueRule = (value: number, kept: number) => number;

/** torch: kept x·(1/q) with the reciprocal in float32; dropped x·0, which keeps −0 and NaN. */
export function torchValues(rate: number): ValueRule {
  const factor = Math.fround(1 / Math.fround(1 - rate));
  return (value, kept) => Math.fround(kept === 1 ? value * factor : value * 0);
}

/** A division as it is written, on NumPy arrays (Keras on NumPy, Flax on NumPy input): kept x/q; dropped +0. */
export function dividedValues(rate: number): ValueRule {
  const keep = Math.fround(1 - rate);
  return (value, kept) => (kept === 1 ? Math.fround(value / keep) : 0);
}

/**
 * The same division on JAX arrays: XLA turns a division by a broadcast scalar into a product with its reciprocal.
 * A single element is not broadcast, so it is divided.
 */
export function compiledValues(rate: number, elements: number): ValueRule {
  if (elements === 1) return dividedValues(rate);
  const factor = Math.fround(1 / Math.fround(1 - rate));
  return (value, kept) => (kept === 1 ? Math.fround(value * factor) : 0);
}

/** TensorFlow and Keras on TensorFlow: kept x·(1/q) with the reciprocal rounded once; dropped +0. */
export function tensorflowValues(rate: number): ValueRule {
  const factor = Math.fround(1 / (1 - rate));
  return (value, kept) => (kept === 1 ? Math.fround(value * factor) : 0);
}

/** No dropout at all: the input itself. */
export const identityValues: ValueRule = (value) => value;

/** Multiplied by zero, as torch does at p = 1. */
export const zeroedValues: ValueRule = (value) => Math.fround(value * 0);

/** Positive zero for every input. */
export const zeroValues: ValueRule = () => 0;
