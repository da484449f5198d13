import { mersenneTwister, uniform24, uniform53, type Seed, type SequentialSource } from '../bits';
import type { Verdict } from './request';
import { cosine, logarithm, logarithmOfOnePlus, sine } from '../values/elementary';

/** Numbers that torch draws on the CPU after `torch.manual_seed`, with what they can be trusted for. */
export interface TorchNumbers {
  readonly values: Float32Array;
  readonly stream: string;
  readonly verdict: Verdict | 'within 1e-6';
}

/** `torch.rand(count)` in float32, bit for bit: one 32-bit draw for each element. */
export function torchUniform(seed: Seed, count: number, skippedWords = 0): TorchNumbers {
  const generator = mersenneTwister(seed);
  generator.skip(skippedWords);
  const values = Float32Array.from({ length: count }, () => uniform24(generator));
  return { values, stream: 'mt19937 (torch CPU)', verdict: 'exact' };
}

/**
 * `torch.randn(count)` in float32: bit for bit below 16 elements, which go through Box and Muller in double;
 * within 1e-6 from 16 on, where torch's vectorised float32 functions decide the last bits.
 */
export function torchNormal(seed: Seed, count: number, skippedWords = 0): TorchNumbers {
  const generator = mersenneTwister(seed);
  generator.skip(skippedWords);
  const stream = 'mt19937 (torch CPU)';
  if (count < 16) return { values: pairwise(generator, count), stream, verdict: 'exact' };
  return { values: blockwise(generator, count), stream, verdict: 'within 1e-6' };
}

function pairwise(generator: SequentialSource, count: number): Float32Array {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const angle = 2 * Math.PI * uniform53(generator);
    const radius = Math.sqrt(-2 * logarithmOfOnePlus(-uniform53(generator)));
    values[i] = radius * cosine(angle);
    if (i + 1 < count) values[i + 1] = radius * sine(angle);
  }
  return values;
}

// Blocks of 16 uniforms: the first eight give radii, the last eight angles; an odd rest redraws the last 16.
function blockwise(generator: SequentialSource, count: number): Float32Array {
  const values = Float32Array.from({ length: count }, () => uniform24(generator));
  for (let start = 0; start + 16 <= count; start += 16) transformBlock(values, start);
  if (count % 16 === 0) return values;
  const last = count - 16;
  for (let i = last; i < count; i++) values[i] = uniform24(generator);
  transformBlock(values, last);
  return values;
}

function transformBlock(values: Float32Array, start: number): void {
  for (let i = start; i < start + 8; i++) {
    const u = Math.fround(1 - (values[i] as number));
    const radius = Math.sqrt(-2 * logarithm(u));
    const angle = 2 * Math.PI * (values[i + 8] as number);
    values[i] = radius * cosine(angle);
    values[i + 8] = radius * sine(angle);
  }
}
