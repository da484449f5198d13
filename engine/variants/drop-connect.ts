import { normal, type SequentialSource } from '../bits';
import { bernoulliMask } from './noise';

/** A linear layer: weights (outputs × inputs) row-major and biases. */
export interface LinearLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** The mask M of DropConnect, one bit for each weight. */
export function dropConnectMask(
  layer: LinearLayer,
  rate: number,
  source: SequentialSource,
): Uint8Array {
  return bernoulliMask(layer.weights.length, rate, source);
}

/** The pre-activations (M⊙W)v + b of one example under a mask of the weights. */
export function dropConnectForward(
  layer: LinearLayer,
  input: Float64Array,
  mask: Uint8Array,
): Float64Array {
  const { inputs, weights, biases } = layer;
  return biases.map((bias, output) => {
    let sum = bias;
    for (let i = 0; i < inputs; i++) {
      const at = output * inputs + i;
      sum += (mask[at] as number) * (weights[at] as number) * (input[i] as number);
    }
    return sum;
  });
}

/** The gradients of input, weights and biases of one example under the same mask. */
export function dropConnectBackward(
  layer: LinearLayer,
  input: Float64Array,
  mask: Uint8Array,
  outputGradient: Float64Array,
): { readonly input: Float64Array; readonly weights: Float64Array; readonly biases: Float64Array } {
  const { inputs } = layer;
  const weights = new Float64Array(layer.weights.length);
  const inputGradient = new Float64Array(inputs);
  for (let at = 0; at < weights.length; at++) {
    if (mask[at] === 0) continue;
    const gradient = outputGradient[Math.floor(at / inputs)] as number;
    const column = at % inputs;
    weights[at] = gradient * (input[column] as number);
    inputGradient[column] =
      (inputGradient[column] as number) + gradient * (layer.weights[at] as number);
  }
  return { input: inputGradient, weights, biases: outputGradient.slice() };
}

/** Pre-activations drawn from the Gaussian N(q·Wv, p·q·(W⊙W)(v⊙v)) that DropConnect's inference uses. */
export function dropConnectInference(
  layer: LinearLayer,
  input: Float64Array,
  rate: number,
  source: SequentialSource,
): Float64Array {
  const { inputs, weights, biases } = layer;
  return biases.map((bias, output) => {
    let mean = 0;
    let squares = 0;
    for (let i = 0; i < inputs; i++) {
      const term = (weights[output * inputs + i] as number) * (input[i] as number);
      mean += term;
      squares += term * term;
    }
    const variance = rate * (1 - rate) * squares;
    return bias + (1 - rate) * mean + Math.sqrt(variance) * normal(source);
  });
}
