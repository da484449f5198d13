import type { Moments } from '../closed-forms';
import { activate, drawActivations, type ActivationKind } from './activations';
import { applyLayer, maskBits } from './forward-passes';
import { summarise } from './statistics';

/** What a BatchNorm right behind dropout learns in training, and what it then does in evaluation. */
export interface BatchNormShift {
  /** Mean and variance that the running statistics converge to in training. */
  readonly learnt: Moments;
  /** Mean and variance of what arrives in evaluation. */
  readonly arriving: Moments;
  /** BatchNorm's outputs (γ = 1, β = 0) with dropout before it, in training and in evaluation. */
  readonly training: Float32Array;
  readonly evaluation: Float32Array;
  /** The same inputs through a BatchNorm that stands before dropout. */
  readonly fixed: Float32Array;
}

/** Lets BatchNorm learn from a large sample behind dropout and measures what it does to the same sample in evaluation. */
export function batchNormShift(plan: {
  readonly kind: ActivationKind;
  readonly rate: number;
  readonly samples: number;
  readonly seed: number;
}): BatchNormShift {
  const layer = { kind: 'dropout', rate: plan.rate, units: plan.samples, seed: plan.seed } as const;
  const inputs = drawActivations(plan.kind, plan.samples, plan.seed);
  const dropped = applyLayer(layer, inputs, maskBits(layer, 1));
  const learnt = summarise(dropped);
  const arriving = summarise(inputs);
  return {
    learnt,
    arriving,
    training: normalise(dropped, learnt),
    evaluation: normalise(inputs, learnt),
    fixed: normalise(inputs, arriving),
  };
}

/** Inputs of given mean and variance whose pairwise correlation is exactly ρ in expectation, row-major. */
export function drawCorrelated(plan: {
  readonly kind: ActivationKind;
  readonly rows: number;
  readonly columns: number;
  readonly correlation: number;
  readonly seed: number;
}): Float32Array {
  const own = drawActivations(plan.kind, plan.rows * plan.columns, plan.seed);
  const shared = activate(plan.kind, drawActivations('identity', plan.rows, plan.seed + 1));
  const { mean } = summarise(own);
  const ownShare = Math.sqrt(1 - plan.correlation);
  const sharedShare = Math.sqrt(plan.correlation);
  return own.map((value, i) => {
    const common = shared[Math.floor(i / plan.columns)] as number;
    return mean + ownShare * (value - mean) + sharedShare * (common - mean);
  });
}

function normalise(values: Float32Array, { mean, variance }: Moments): Float32Array {
  const deviation = Math.sqrt(variance + 1e-5);
  return values.map((value) => (value - mean) / deviation);
}
