import type { Loss } from './layers';
import { exponential, logarithm, logarithmOfOnePlus, sigmoid } from '../values/elementary';

/**
 * The mean loss of a batch and, in `gradient`, its derivative by the outputs (rows × outputs).
 * Targets of softmax cross-entropy are one class number per row, otherwise one number per output.
 */
export function lossAndGradient(
  loss: Loss,
  outputs: Float64Array,
  targets: Float64Array,
  gradient: Float64Array,
  rows: number,
  width: number,
): number {
  switch (loss) {
    case 'softmax cross-entropy':
      return softmaxCrossEntropy(outputs, targets, gradient, rows, width);
    case 'binary cross-entropy':
      return binaryCrossEntropy(outputs, targets, gradient, rows * width);
    case 'mean squared error':
      return meanSquaredError(outputs, targets, gradient, rows * width);
  }
}

/** How many rows the outputs put into the right class; for a regression always 0. */
export function correctRows(
  loss: Loss,
  outputs: Float64Array,
  targets: Float64Array,
  rows: number,
  width: number,
): number {
  if (loss === 'mean squared error') return 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    correct +=
      loss === 'binary cross-entropy'
        ? binaryRow(outputs, targets, row, width)
        : classRow(outputs, targets, row, width);
  }
  return correct;
}

/** The number of targets per example. */
export function targetWidth(loss: Loss, outputs: number): number {
  return loss === 'softmax cross-entropy' ? 1 : outputs;
}

function softmaxCrossEntropy(
  outputs: Float64Array,
  targets: Float64Array,
  gradient: Float64Array,
  rows: number,
  width: number,
): number {
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    let largest = -Infinity;
    for (let i = start; i < start + width; i++) largest = Math.max(largest, outputs[i] as number);
    let sum = 0;
    for (let i = start; i < start + width; i++) {
      gradient[i] = exponential((outputs[i] as number) - largest);
      sum += gradient[i] as number;
    }
    const target = start + (targets[row] as number);
    total += logarithm(sum) + largest - (outputs[target] as number);
    for (let i = start; i < start + width; i++) {
      gradient[i] = ((gradient[i] as number) / sum - (i === target ? 1 : 0)) / rows;
    }
  }
  return total / rows;
}

function binaryCrossEntropy(
  outputs: Float64Array,
  targets: Float64Array,
  gradient: Float64Array,
  count: number,
): number {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const logit = outputs[i] as number;
    const target = targets[i] as number;
    total +=
      Math.max(logit, 0) - logit * target + logarithmOfOnePlus(exponential(-Math.abs(logit)));
    gradient[i] = (sigmoid(logit) - target) / count;
  }
  return total / count;
}

function meanSquaredError(
  outputs: Float64Array,
  targets: Float64Array,
  gradient: Float64Array,
  count: number,
): number {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const difference = (outputs[i] as number) - (targets[i] as number);
    total += difference * difference;
    gradient[i] = (2 * difference) / count;
  }
  return total / count;
}

function binaryRow(
  outputs: Float64Array,
  targets: Float64Array,
  row: number,
  width: number,
): number {
  for (let i = row * width; i < (row + 1) * width; i++) {
    if ((outputs[i] as number) > 0 !== (targets[i] as number) > 0.5) return 0;
  }
  return 1;
}

function classRow(
  outputs: Float64Array,
  targets: Float64Array,
  row: number,
  width: number,
): number {
  let best = row * width;
  for (let i = best + 1; i < (row + 1) * width; i++) {
    if ((outputs[i] as number) > (outputs[best] as number)) best = i;
  }
  return best === row * width + (targets[row] as number) ? 1 : 0;
}
