/** outputs = inputs·Wᵀ + b for `rows` examples; W is units × width, row-major. */
export function linearForward(
  input: Float64Array,
  weights: Float64Array,
  biases: Float64Array,
  output: Float64Array,
  rows: number,
  width: number,
  units: number,
): void {
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    for (let unit = 0; unit < units; unit++) {
      const at = unit * width;
      let sum = biases[unit] as number;
      for (let i = 0; i < width; i++) {
        sum += (weights[at + i] as number) * (input[start + i] as number);
      }
      output[row * units + unit] = sum;
    }
  }
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
): void {
  weightGradient.fill(0);
  biasGradient.fill(0);
  inputGradient.fill(0, 0, rows * width);
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    for (let unit = 0; unit < units; unit++) {
      const g = gradient[row * units + unit] as number;
      if (g === 0) continue;
      const at = unit * width;
      biasGradient[unit] = (biasGradient[unit] as number) + g;
      for (let i = 0; i < width; i++) {
        weightGradient[at + i] =
          (weightGradient[at + i] as number) + g * (input[start + i] as number);
        inputGradient[start + i] =
          (inputGradient[start + i] as number) + g * (weights[at + i] as number);
      }
    }
  }
}
