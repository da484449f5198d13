import { lossAndGradient } from '../network/loss';
import { parameterRoles, type Parameters } from '../network/parameters';
import { backwardPass, forwardPass, type MaskSupply } from '../network/passes';
import type { Workspace } from '../network/workspace';
import { decay, descend, type Optimiser, type OptimiserState } from './optimiser';
import { addPenaltyGradient, isRegularised, type Regularisation } from './penalty';

/** The rules that every batch of a run is trained by. */
export interface BatchRules {
  readonly optimiser: Optimiser;
  readonly regularisation: Regularisation;
}

/** What one batch gave: its loss in training mode, without penalties, and whether everything stayed finite. */
export interface BatchResult {
  readonly loss: number;
  readonly finite: boolean;
}

/**
 * Trains on one batch, in place: forward, backward, penalties, decay, optimiser.
 * Nothing is updated when the loss is not finite; `optimiserState.steps` is the count before this step.
 */
export function trainBatch(
  workspace: Workspace,
  parameters: Parameters,
  optimiserState: OptimiserState,
  rules: BatchRules,
  batch: { readonly inputs: Float64Array; readonly targets: Float64Array; readonly rows: number },
  masks: MaskSupply,
): BatchResult {
  const { network, outputs, outputGradient } = workspace;
  const { inputs, targets, rows } = batch;
  const y = forwardPass(workspace, parameters, inputs, rows, 'train', masks);
  const loss = lossAndGradient(network.loss, y, targets, outputGradient, rows, outputs);
  if (!Number.isFinite(loss)) return { loss, finite: false };
  backwardPass(workspace, parameters, inputs, rows);
  update(workspace, parameters, optimiserState, rules);
  return { loss, finite: parameters.trainable.every(isFiniteArray) };
}

function update(
  { network, gradients }: Workspace,
  { trainable }: Parameters,
  { steps, first, second }: OptimiserState,
  { optimiser, regularisation }: BatchRules,
): void {
  const roles = parameterRoles(network);
  for (let k = 0; k < trainable.length; k++) {
    const values = trainable[k] as Float64Array;
    const gradient = gradients[k] as Float64Array;
    if (isRegularised(roles[k] ?? 'weights', regularisation)) {
      addPenaltyGradient(values, gradient, regularisation);
      if (regularisation.weightDecay) {
        decay(values, optimiser.learningRate, regularisation.weightDecay);
      }
    }
    descend(optimiser, values, gradient, first[k], second[k], steps + 1);
  }
}

function isFiniteArray(values: Float64Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i] as number);
  return Number.isFinite(sum);
}
