import { boxMullerPairs, normalFromUniform } from '../values/normal';
import { fillUniform } from './jax';
import type { KerasRequest } from './request';
import { fillPhiloxUniform, statelessStart } from './tensorflow';

/** The outputs x·(1 + √(p/q)·z) of successive calls of Keras' GaussianDropout, within 1e-5·max(1, |y|). */
export function kerasGaussianOutputs(
  request: KerasRequest,
  seed: bigint,
  input: Float32Array,
): Float32Array[] {
  const deviation = Math.fround(Math.sqrt(request.rate / (1 - request.rate)));
  return Array.from({ length: request.calls }, (_, call) => {
    if (request.rate === 0) return input.slice();
    const normals = normalsOf(request, seed, call, input.length);
    return input.map((value, i) => {
      const factor = Math.fround(Math.fround((normals[i] as number) * deviation) + 1);
      return Math.fround(value * factor);
    });
  });
}

function normalsOf(request: KerasRequest, seed: bigint, call: number, count: number): Float32Array {
  // Normals come in pairs from whole groups of four uniforms, so an odd count needs one uniform more.
  const values = new Float32Array(count + (count % 2));
  if (request.framework === 'keras-tf') {
    fillPhiloxUniform(values, statelessStart(seed, BigInt(call)), 'float32');
    boxMullerPairs(values);
    return values;
  }
  const uniforms = new Float32Array(count);
  fillUniform(uniforms, [Number(seed), call]);
  return uniforms.map(normalFromUniform);
}
