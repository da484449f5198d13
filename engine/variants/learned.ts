import { uniform, type SequentialSource } from '../bits';
import { elementCount } from '../masks/shape';
import type { Noise } from './noise';
import { logarithm, logarithmOfOnePlus, sigmoid } from '../values/elementary';

/** Concrete dropout's noise with the relaxed drop variables z that its rate is learned through. */
export interface ConcreteNoise extends Noise {
  readonly relaxed: Float64Array;
}

/** Concrete dropout: z = σ((logit p + logit u)/t), y = x·(1 − z)/(1 − p); 1 in the mask means z < ½. */
export function concreteNoise(
  maskShape: readonly number[],
  rate: number,
  source: SequentialSource,
  temperature = 0.1,
): ConcreteNoise {
  const relaxed = new Float64Array(elementCount(maskShape));
  const start = logarithm(rate) - logarithmOfOnePlus(-rate);
  for (let i = 0; i < relaxed.length; i++) {
    const u = Math.max(uniform(source), 2 ** -54);
    relaxed[i] = sigmoid((start + logarithm(u) - logarithmOfOnePlus(-u)) / temperature);
  }
  return {
    maskShape,
    mask: Uint8Array.from(relaxed, (z) => (z < 0.5 ? 1 : 0)),
    factor: relaxed.map((z) => (1 - z) / (1 - rate)),
    relaxed,
  };
}

/** The gradient of the loss with respect to logit p of concrete dropout, for one pass. */
export function concreteRateGradient(
  input: Float64Array,
  outputGradient: Float64Array,
  noise: ConcreteNoise,
  rate: number,
  temperature = 0.1,
): number {
  let sum = 0;
  for (let i = 0; i < input.length; i++) {
    const z = noise.relaxed[i] as number;
    const slope = ((1 - z) * rate - (z * (1 - z)) / temperature) / (1 - rate);
    sum += (outputGradient[i] as number) * (input[i] as number) * slope;
  }
  return sum;
}

/** Standout's keep probabilities σ(α·a + β) from a layer's pre-activations a. */
export function standoutKeepProbabilities(
  preActivations: Float64Array,
  alpha: number,
  beta: number,
): Float64Array {
  return preActivations.map((value) => sigmoid(alpha * value + beta));
}

/** Standout: each unit is kept with its own probability and not rescaled; the evaluation takes the expectation. */
export function standoutNoise(
  maskShape: readonly number[],
  keepProbabilities: Float64Array,
  source: SequentialSource,
): Noise {
  const mask = Uint8Array.from(keepProbabilities, (keep) => (uniform(source) < keep ? 1 : 0));
  return { maskShape, mask, factor: Float64Array.from(mask) };
}

/** Standout in evaluation: every unit times its keep probability. */
export function standoutEvaluation(
  maskShape: readonly number[],
  keepProbabilities: Float64Array,
): Noise {
  const mask = new Uint8Array(keepProbabilities.length).fill(1);
  return { maskShape, mask, factor: keepProbabilities.slice() };
}
