import { normal, ownStream, type Seed } from '../bits';
import type { Mode } from '../variants/noise';
import { correctRows, lossAndGradient, targetWidth } from './loss';
import type { Parameters } from './parameters';
import { forwardPass, type MaskSupply } from './passes';
import type { Workspace } from './workspace';

/** Examples, row-major; targets are a class number per row, or one number per output. */
export interface Examples {
  readonly count: number;
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}

/** How a network does on examples. */
export interface Score {
  readonly loss: number;
  /** The share of rows in the right class; 0 for a regression. */
  readonly accuracy: number;
}

/** Loss and accuracy on all examples, in chunks of the workspace's rows. */
export function evaluate(
  workspace: Workspace,
  parameters: Parameters,
  examples: Examples,
  mode: Exclude<Mode, 'train'> = 'eval',
  masks: MaskSupply = [],
): Score {
  const { inputs, outputs, network } = workspace;
  const width = targetWidth(network.loss, outputs);
  let loss = 0;
  let correct = 0;
  for (let start = 0; start < examples.count; start += workspace.rows) {
    const rows = Math.min(workspace.rows, examples.count - start);
    const x = examples.inputs.subarray(start * inputs, (start + rows) * inputs);
    const targets = examples.targets.subarray(start * width, (start + rows) * width);
    const y = forwardPass(workspace, parameters, x, rows, mode, masks);
    loss +=
      rows * lossAndGradient(network.loss, y, targets, workspace.outputGradient, rows, outputs);
    correct += correctRows(network.loss, y, targets, rows, outputs);
  }
  return { loss: loss / examples.count, accuracy: correct / examples.count };
}

/** The outputs for many inputs (count × inputs), row-major: a decision boundary, or passes for Monte Carlo. */
export function predict(
  workspace: Workspace,
  parameters: Parameters,
  inputs: Float64Array,
  mode: Exclude<Mode, 'train'> = 'eval',
  masks: MaskSupply = [],
): Float64Array {
  const count = inputs.length / workspace.inputs;
  const result = new Float64Array(count * workspace.outputs);
  for (let start = 0; start < count; start += workspace.rows) {
    const rows = Math.min(workspace.rows, count - start);
    const x = inputs.subarray(start * workspace.inputs, (start + rows) * workspace.inputs);
    const y = forwardPass(workspace, parameters, x, rows, mode, masks);
    result.set(y.subarray(0, rows * workspace.outputs), start * workspace.outputs);
  }
  return result;
}

/** How much the loss in evaluation rises when one unit of a linear layer is removed. */
export function knockOut(
  workspace: Workspace,
  parameters: Parameters,
  examples: Examples,
  layer: number,
  unit: number,
): number {
  const prepared = workspace.layers[layer];
  const next = workspace.layers.slice(layer + 1).find(({ layer: { kind } }) => kind === 'linear');
  if (prepared?.layer.kind !== 'linear' || !next) {
    throw new RangeError('Only a unit of a hidden linear layer can be removed.');
  }
  const whole = evaluate(workspace, parameters, examples).loss;
  const weights = (parameters.trainable[next.parameter] as Float64Array).slice();
  for (let i = unit; i < weights.length; i += next.inputs) weights[i] = 0;
  const trainable = parameters.trainable.map((array, i) =>
    i === next.parameter ? weights : array,
  );
  return evaluate(workspace, { ...parameters, trainable }, examples).loss - whole;
}

/** Loss and accuracy in evaluation when N(0, σ²) is added to every input. */
export function evaluateUnderNoise(
  workspace: Workspace,
  parameters: Parameters,
  examples: Examples,
  deviation: number,
  seed: Seed,
): Score {
  const source = ownStream(seed, 'input noise');
  const inputs = examples.inputs.map((value) => value + deviation * normal(source));
  return evaluate(workspace, parameters, { ...examples, inputs });
}
