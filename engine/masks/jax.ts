import { drawCalls } from './calls';
import { applyKeyOperations, jaxKey, randomBits, type Key } from './jax-key';
import type { JaxRequest, MaskDraw } from './request';
import { dividedValues } from '../values/scaling';

/** The masks of `jax.random.bernoulli`, bit for bit; the same key gives the same mask at every call. */
export function drawJax(request: JaxRequest): MaskDraw {
  const partitionable = request.partitionable ?? true;
  const key = applyKeyOperations(jaxKey(request.seed), request.keyOperations ?? [], partitionable);
  return drawCalls({
    calls: request.calls,
    shape: request.shape,
    maskShape: request.shape,
    input: undefined,
    stream: partitionable ? 'threefry2x32 (JAX)' : 'threefry2x32 (JAX, not partitionable)',
    verdict: 'exact',
    values: dividedValues(1 - request.rate),
    fill: (mask) => fillBernoulli(mask, key, request.rate, partitionable),
  });
}

/** Fills a mask with `jax.random.bernoulli(key, probability)`. */
export function fillBernoulli(
  mask: Uint8Array,
  key: Key,
  probability: number,
  partitionable = true,
): void {
  const threshold = Math.fround(probability) * 2 ** 23;
  const bits = randomBits(key, mask.length, partitionable);
  for (let i = 0; i < mask.length; i++) mask[i] = Number((bits[i] as number) >>> 9 < threshold);
}

/** Fills an array with `jax.random.uniform(key)`, float32 in [0, 1). */
export function fillUniform(values: Float32Array, key: Key): void {
  const bits = randomBits(key, values.length);
  for (let i = 0; i < values.length; i++) values[i] = ((bits[i] as number) >>> 9) * 2 ** -23;
}
