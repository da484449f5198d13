import { reluOfStandardNormal, standardNormal, type Moments } from '../closed-forms';
import { normalCumulative } from '../closed-forms/normal';
import { normal, ownStream, type SequentialSource } from '../bits';
import {
  exponential,
  exponentialMinusOne,
  hyperbolicTangent,
  logarithmOfOnePlus,
  sigmoid,
} from '../values/elementary';

/** The activation whose outputs an experiment feeds to dropout, all of them applied to N(0,1). */
export type ActivationKind =
  | 'identity'
  | 'relu'
  | 'leakyRelu'
  | 'gelu'
  | 'silu'
  | 'elu'
  | 'selu'
  | 'sigmoid'
  | 'softplus'
  | 'tanh'
  | 'softmax';

/** `count` activations of independent N(0,1) inputs, float32, from the engine's own stream; softmax is over all of them. */
export function drawActivations(kind: ActivationKind, count: number, seed: number): Float32Array {
  const source = ownStream(seed, 'activations');
  const inputs = new Float32Array(count);
  for (let i = 0; i < count; i++) inputs[i] = normal(source);
  return activate(kind, inputs);
}

/** Inputs that any framework can be given exactly: ((37·i) mod 64 − 32)/16, which float32 holds without rounding. */
export function plainInputs(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => (((37 * i) % 64) - 32) / 16);
}

/** An activation applied to given inputs, float32. */
export function activate(kind: ActivationKind, inputs: Float32Array): Float32Array {
  return kind === 'softmax' ? softmax(inputs) : inputs.map(functions[kind]);
}

/** The mean and variance of an activation of N(0,1); undefined where there is no closed form here. */
export function activationMoments(kind: ActivationKind): Moments | undefined {
  if (kind === 'relu') return reluOfStandardNormal;
  return kind === 'identity' || kind === 'selu' ? standardNormal : undefined;
}

/** The probabilities of a vector of logits, float32 and safe against overflow. */
export function softmax(logits: ArrayLike<number>): Float32Array {
  let largest = -Infinity;
  for (let i = 0; i < logits.length; i++) largest = Math.max(largest, logits[i] ?? 0);
  const powers = Float64Array.from(logits, (logit) => exponential(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return Float32Array.from(powers, (power) => power / sum);
}

/** Weights of a linear layer as torch initialises them, uniform in ±1/√inputs, from the engine's own stream. */
export function drawWeights(inputs: number, seed: number): Float32Array {
  const source: SequentialSource = ownStream(seed, 'weights');
  const bound = 1 / Math.sqrt(inputs);
  return Float32Array.from({ length: inputs }, () => (2 * (source.u32() / 2 ** 32) - 1) * bound);
}

const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

const functions: Readonly<Record<Exclude<ActivationKind, 'softmax'>, (x: number) => number>> = {
  identity: (x) => x,
  relu: (x) => Math.max(0, x),
  leakyRelu: (x) => (x > 0 ? x : 0.01 * x),
  gelu: (x) => x * normalCumulative(x),
  silu: (x) => x * sigmoid(x),
  elu: (x) => (x > 0 ? x : exponentialMinusOne(x)),
  sigmoid,
  softplus: (x) => logarithmOfOnePlus(exponential(x)),
  tanh: hyperbolicTangent,
  selu: (x) => seluScale * (x > 0 ? x : seluAlpha * exponentialMinusOne(x)),
};
