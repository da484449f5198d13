import type { ActivationName } from './layers';
import { exponentialMinusOne, hyperbolicTangent, sigmoid } from '../values/elementary';

const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;
/** torch's and Keras' usual slopes of LeakyReLU differ; this is torch's. */
export const leakySlope = 0.01;

/** Applies an activation to the first `count` values. */
export function activationForward(
  name: ActivationName,
  input: Float64Array,
  output: Float64Array,
  count: number,
): void {
  const { value } = activations[name];
  for (let i = 0; i < count; i++) output[i] = value(input[i] as number);
}

/** Writes the gradient of an activation's input from that of its output. */
export function activationBackward(
  name: ActivationName,
  input: Float64Array,
  output: Float64Array,
  gradient: Float64Array,
  inputGradient: Float64Array,
  count: number,
): void {
  const { slope } = activations[name];
  for (let i = 0; i < count; i++) {
    inputGradient[i] = (gradient[i] as number) * slope(input[i] as number, output[i] as number);
  }
}

/** An activation's value at x, and its slope there, where y is that value. */
interface Activation {
  readonly value: (x: number) => number;
  readonly slope: (x: number, y: number) => number;
}

const activations: Readonly<Record<ActivationName, Activation>> = {
  relu: { value: (x) => Math.max(0, x), slope: (x) => Number(x > 0) },
  'leaky relu': {
    value: (x) => (x > 0 ? x : leakySlope * x),
    slope: (x) => (x > 0 ? 1 : leakySlope),
  },
  tanh: { value: hyperbolicTangent, slope: (_, y) => 1 - y * y },
  sigmoid: { value: sigmoid, slope: (_, y) => y * (1 - y) },
  selu: {
    value: (x) => seluScale * (x > 0 ? x : seluAlpha * exponentialMinusOne(x)),
    slope: (x, y) => (x > 0 ? seluScale : y + seluScale * seluAlpha),
  },
  linear: { value: (x) => x, slope: () => 1 },
};
