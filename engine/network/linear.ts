import { addProduct, transpose, type ProductScratch } from './product';

/** outputs = inputs·Wᵀ + b for `rows` examples; W is units × width, row-major. */
export function linearForward(
  input: Float64Array,
  weights: Float64Array,
  biases: Float64Array,
  output: Float64Array,
  rows: number,
  width: number,
  units: number,
  scratch: ProductScratch,
): void {
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++) output[row * units + unit] = biases[unit] as number;
  }
  transpose(weights, units, width, scratch.transposed);
  addProduct(input, scratch.transposed, output, rows, width, units, scratch);
}

/** Writes the gradients of weights, biases and inputs from that of the outputs. */
export function linearBackward(
  input: Float64Array,
  weights: Float64Array,
  gradient: Float64Array,
  weightGradient: Float64Array,
  biasGradient: Float64Array,
  inputGradient: Float64Array,
  rows: number,
  width: number,
  units: number,
  scratch: ProductScratch,
): void {
  inputGradient.fill(0, 0, rows * width);
  addProduct(gradient, weights, inputGradient, rows, units, width, scratch);
  weightGradient.fill(0);
  transpose(gradient, rows, units, scratch.transposed);
  addProduct(scratch.transposed, input, weightGradient, units, rows, width, scratch);
  biasGradient.fill(0);
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++) {
      biasGradient[unit] =
        (biasGradient[unit] as number) + (gradient[row * units + unit] as number);
    }
  }
}
