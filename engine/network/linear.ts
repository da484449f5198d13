import { addProduct, transpose } from './product';
import type { PreparedLayer } from './workspace';

/** Writes the layer's values inputs·Wᵀ + b for `rows` examples; W is outputs × inputs, row-major. */
export function linearForward(
  { inputs, outputs, values, products }: PreparedLayer,
  input: Float64Array,
  weights: Float64Array,
  biases: Float64Array,
  rows: number,
): void {
  for (let row = 0; row < rows; row++) values.set(biases, row * outputs);
  transpose(weights, outputs, inputs, products.transposed);
  addProduct(input, products.transposed, values, rows, inputs, outputs, products);
}

/** Writes the gradients of weights, biases and the layer's inputs from that of its values. */
export function linearBackward(
  { inputs, outputs, inputGradient, products }: PreparedLayer,
  input: Float64Array,
  weights: Float64Array,
  gradient: Float64Array,
  weightGradient: Float64Array,
  biasGradient: Float64Array,
  rows: number,
): void {
  inputGradient.fill(0);
  addProduct(gradient, weights, inputGradient, rows, outputs, inputs, products);
  weightGradient.fill(0);
  transpose(gradient, rows, outputs, products.transposed);
  addProduct(products.transposed, input, weightGradient, outputs, rows, inputs, products);
  biasGradient.fill(0);
  for (let i = 0; i < rows * outputs; i++) {
    const unit = i % outputs;
    biasGradient[unit] = (biasGradient[unit] as number) + (gradient[i] as number);
  }
}
