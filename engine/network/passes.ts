import type { SequentialSource } from '../bits';
import type { Mode } from '../variants/noise';
import { activationBackward, activationForward } from './activation';
import {
  batchNormBackward,
  batchNormEvaluation,
  batchNormTraining,
  type BatchNormArrays,
} from './batch-norm';
import { linearBackward, linearForward } from './linear';
import { applyMaskBits, drawNoise, evaluationFactor, hasOffset } from './noise';
import type { Parameters } from './parameters';
import type { PreparedLayer, Workspace } from './workspace';

/** Where the masks of a pass come from: a source per layer, or given bits per layer (1 = kept). */
export type MaskSupply = readonly (SequentialSource | Uint8Array | undefined)[];

/**
 * Runs `rows` examples through the network and returns the outputs' buffer (rows × outputs).
 * Training mode updates the running statistics; "mc" draws masks but evaluates BatchNorm.
 */
export function forwardPass(
  workspace: Workspace,
  parameters: Parameters,
  input: Float64Array,
  rows: number,
  mode: Mode,
  masks: MaskSupply = [],
): Float64Array {
  let values = input;
  workspace.layers.forEach((prepared, i) => {
    runLayer(prepared, parameters, values, rows, mode, masks[i]);
    values = prepared.values;
  });
  return values;
}

/** Fills the workspace's gradients from the outputs' gradient, after a forward pass in training mode. */
export function backwardPass(
  workspace: Workspace,
  parameters: Parameters,
  input: Float64Array,
  rows: number,
): void {
  let gradient = workspace.outputGradient;
  for (let i = workspace.layers.length - 1; i >= 0; i--) {
    const prepared = workspace.layers[i] as PreparedLayer;
    const before = workspace.layers[i - 1]?.values ?? input;
    returnLayer(prepared, workspace, parameters, before, gradient, rows);
    gradient = prepared.inputGradient;
  }
}

function runLayer(
  prepared: PreparedLayer,
  parameters: Parameters,
  input: Float64Array,
  rows: number,
  mode: Mode,
  masks: SequentialSource | Uint8Array | undefined,
): void {
  const { layer, inputs, values } = prepared;
  const count = rows * inputs;
  switch (layer.kind) {
    case 'linear': {
      const weights = effectiveWeights(prepared, parameters, mode, masks);
      const biases = parameters.trainable[prepared.parameter + 1] as Float64Array;
      return linearForward(prepared, input, weights, biases, rows);
    }
    case 'activation':
      return activationForward(layer.name, input, values, count);
    case 'dropout':
      return runDropout(prepared, input, count, mode, masks);
    case 'batch norm': {
      const arrays = batchNormArrays(prepared, parameters);
      const run = mode === 'train' ? batchNormTraining : batchNormEvaluation;
      return run(input, values, arrays, layer.style, rows, inputs);
    }
  }
}

function returnLayer(
  prepared: PreparedLayer,
  { gradients }: Workspace,
  parameters: Parameters,
  input: Float64Array,
  gradient: Float64Array,
  rows: number,
): void {
  const { layer, inputs, inputGradient, parameter, factor, offset } = prepared;
  const first = gradients[parameter] as Float64Array;
  const second = gradients[parameter + 1] as Float64Array;
  const count = rows * inputs;
  switch (layer.kind) {
    case 'linear': {
      const dropped = layer.dropConnect !== undefined;
      const weights = dropped ? factor : (parameters.trainable[parameter] as Float64Array);
      linearBackward(prepared, input, weights, gradient, first, second, rows);
      if (dropped) multiply(first, offset, first, first.length);
      return;
    }
    case 'activation':
      return activationBackward(layer.name, input, prepared.values, gradient, inputGradient, count);
    case 'dropout':
      return multiply(gradient, factor, inputGradient, count);
    case 'batch norm': {
      const arrays = batchNormArrays(prepared, parameters);
      return batchNormBackward(gradient, inputGradient, first, second, arrays, rows, inputs);
    }
  }
}

function runDropout(
  { layer, values, factor, offset, words }: PreparedLayer,
  input: Float64Array,
  count: number,
  mode: Mode,
  masks: SequentialSource | Uint8Array | undefined,
): void {
  if (layer.kind !== 'dropout') return;
  if (mode === 'eval') {
    factor.fill(evaluationFactor(layer), 0, count);
  } else if (masks instanceof Uint8Array) {
    factor.set(masks.subarray(0, count));
    applyMaskBits(layer, factor, offset, count);
  } else if (masks) {
    drawNoise(layer, masks, factor, offset, words.subarray(0, count));
  } else {
    throw new RangeError('A dropout layer in training mode needs a source of masks.');
  }
  multiply(input, factor, values, count);
  if (mode === 'eval' || !hasOffset(layer)) return;
  for (let i = 0; i < count; i++) values[i] = (values[i] as number) + (offset[i] as number);
}

// DropConnect's effective weights stand in `factor`, its mask in `offset`.
function effectiveWeights(
  { layer, parameter, factor, offset, words }: PreparedLayer,
  parameters: Parameters,
  mode: Mode,
  masks: SequentialSource | Uint8Array | undefined,
): Float64Array {
  const weights = parameters.trainable[parameter] as Float64Array;
  if (layer.kind !== 'linear' || layer.dropConnect === undefined) return weights;
  const keep = 1 - layer.dropConnect;
  if (mode === 'eval') offset.fill(keep);
  else if (masks instanceof Uint8Array) offset.set(masks);
  else if (masks) {
    const threshold = keep * 2 ** 32;
    masks.fill(words);
    for (let i = 0; i < offset.length; i++) offset[i] = Number((words[i] as number) < threshold);
  } else {
    throw new RangeError('DropConnect in training mode needs a source of masks.');
  }
  multiply(weights, offset, factor, weights.length);
  return factor;
}

function batchNormArrays(
  { parameter, statistic, factor, offset }: PreparedLayer,
  { trainable, statistics }: Parameters,
): BatchNormArrays {
  return {
    gamma: trainable[parameter] as Float64Array,
    beta: trainable[parameter + 1] as Float64Array,
    runningMean: statistics[statistic] as Float64Array,
    runningVariance: statistics[statistic + 1] as Float64Array,
    normalised: factor,
    inverse: offset,
  };
}

function multiply(a: Float64Array, b: Float64Array, result: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) result[i] = (a[i] as number) * (b[i] as number);
}
