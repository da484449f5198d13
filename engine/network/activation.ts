import type { ActivationName } from './layers';

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
  switch (name) {
    case 'relu':
      for (let i = 0; i < count; i++) output[i] = Math.max(0, input[i] as number);
      return;
    case 'leaky relu':
      for (let i = 0; i < count; i++) {
        const x = input[i] as number;
        output[i] = x > 0 ? x : leakySlope * x;
      }
      return;
    case 'tanh':
      for (let i = 0; i < count; i++) output[i] = Math.tanh(input[i] as number);
      return;
    case 'sigmoid':
      for (let i = 0; i < count; i++) output[i] = 1 / (1 + Math.exp(-(input[i] as number)));
      return;
    case 'selu':
      for (let i = 0; i < count; i++) {
        const x = input[i] as number;
        output[i] = seluScale * (x > 0 ? x : seluAlpha * Math.expm1(x));
      }
      return;
    case 'linear':
      for (let i = 0; i < count; i++) output[i] = input[i] as number;
  }
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
  writeSlopes(name, input, output, inputGradient, count);
  for (let i = 0; i < count; i++) {
    inputGradient[i] = (inputGradient[i] as number) * (gradient[i] as number);
  }
}

function writeSlopes(
  name: ActivationName,
  input: Float64Array,
  output: Float64Array,
  slopes: Float64Array,
  count: number,
): void {
  switch (name) {
    case 'relu':
      for (let i = 0; i < count; i++) slopes[i] = Number((input[i] as number) > 0);
      return;
    case 'leaky relu':
      for (let i = 0; i < count; i++) slopes[i] = (input[i] as number) > 0 ? 1 : leakySlope;
      return;
    case 'tanh':
      for (let i = 0; i < count; i++) slopes[i] = 1 - (output[i] as number) ** 2;
      return;
    case 'sigmoid':
      for (let i = 0; i < count; i++) {
        slopes[i] = (output[i] as number) * (1 - (output[i] as number));
      }
      return;
    case 'selu':
      for (let i = 0; i < count; i++) {
        const below = (output[i] as number) + seluScale * seluAlpha;
        slopes[i] = (input[i] as number) > 0 ? seluScale : below;
      }
      return;
    case 'linear':
      slopes.fill(1, 0, count);
  }
}
