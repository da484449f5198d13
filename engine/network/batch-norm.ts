/** The two customs of running statistics: how fast they follow, which variance they keep, and ε. */
export const batchNormStyles = {
  torch: { momentum: 0.1, unbiased: true, epsilon: 1e-5 },
  keras: { momentum: 0.01, unbiased: false, epsilon: 1e-3 },
} as const;

/** One BatchNorm's arrays for a pass; `normalised` and `inverse` are kept for the backward pass. */
export interface BatchNormArrays {
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly runningMean: Float64Array;
  readonly runningVariance: Float64Array;
  readonly normalised: Float64Array;
  readonly inverse: Float64Array;
}

/** Normalises with the biased batch variance and updates the running statistics. */
export function batchNormTraining(
  input: Float64Array,
  output: Float64Array,
  arrays: BatchNormArrays,
  style: keyof typeof batchNormStyles,
  rows: number,
  units: number,
): void {
  const { momentum, unbiased, epsilon } = batchNormStyles[style];
  const { runningMean, runningVariance, inverse } = arrays;
  for (let unit = 0; unit < units; unit++) {
    let mean = 0;
    for (let i = unit; i < rows * units; i += units) mean += input[i] as number;
    mean /= rows;
    let variance = 0;
    for (let i = unit; i < rows * units; i += units) variance += ((input[i] as number) - mean) ** 2;
    const kept = unbiased ? variance / (rows - 1) : variance / rows;
    runningMean[unit] = (1 - momentum) * (runningMean[unit] as number) + momentum * mean;
    runningVariance[unit] = (1 - momentum) * (runningVariance[unit] as number) + momentum * kept;
    inverse[unit] = 1 / Math.sqrt(variance / rows + epsilon);
    normalise(input, output, arrays, mean, unit, rows, units);
  }
}

/** Normalises with the running statistics. */
export function batchNormEvaluation(
  input: Float64Array,
  output: Float64Array,
  arrays: BatchNormArrays,
  style: keyof typeof batchNormStyles,
  rows: number,
  units: number,
): void {
  const { runningMean, runningVariance, inverse } = arrays;
  for (let unit = 0; unit < units; unit++) {
    const variance = runningVariance[unit] as number;
    inverse[unit] = 1 / Math.sqrt(variance + batchNormStyles[style].epsilon);
    normalise(input, output, arrays, runningMean[unit] as number, unit, rows, units);
  }
}

/** Writes the gradients of γ, β and the inputs of a training pass. */
export function batchNormBackward(
  gradient: Float64Array,
  inputGradient: Float64Array,
  gammaGradient: Float64Array,
  betaGradient: Float64Array,
  arrays: BatchNormArrays,
  rows: number,
  units: number,
): void {
  const { gamma, normalised, inverse } = arrays;
  for (let unit = 0; unit < units; unit++) {
    let sum = 0;
    let product = 0;
    for (let i = unit; i < rows * units; i += units) {
      sum += gradient[i] as number;
      product += (gradient[i] as number) * (normalised[i] as number);
    }
    betaGradient[unit] = sum;
    gammaGradient[unit] = product;
    const factor = ((gamma[unit] as number) * (inverse[unit] as number)) / rows;
    for (let i = unit; i < rows * units; i += units) {
      inputGradient[i] =
        factor * (rows * (gradient[i] as number) - sum - (normalised[i] as number) * product);
    }
  }
}

function normalise(
  input: Float64Array,
  output: Float64Array,
  { gamma, beta, normalised, inverse }: BatchNormArrays,
  mean: number,
  unit: number,
  rows: number,
  units: number,
): void {
  const scale = inverse[unit] as number;
  for (let i = unit; i < rows * units; i += units) {
    const value = ((input[i] as number) - mean) * scale;
    normalised[i] = value;
    output[i] = (gamma[unit] as number) * value + (beta[unit] as number);
  }
}
