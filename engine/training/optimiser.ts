import { integerPower } from '../values/elementary';

/** How parameters follow their gradients. */
export type Optimiser =
  | { readonly kind: 'sgd'; readonly learningRate: number }
  | {
      readonly kind: 'momentum' | 'nesterov';
      readonly learningRate: number;
      readonly momentum?: number;
    }
  | {
      /** Bias-corrected, ε outside the root; AdamW is this with decoupled weight decay. */
      readonly kind: 'adam';
      readonly learningRate: number;
      readonly beta1?: number;
      readonly beta2?: number;
      readonly epsilon?: number;
    };

/** The optimiser's memory: steps done, and first and second moments (or velocities) of each array. */
export interface OptimiserState {
  readonly steps: number;
  readonly first: readonly Float64Array[];
  readonly second: readonly Float64Array[];
}

/** The empty memory for arrays of the given sizes. */
export function startOptimiser(optimiser: Optimiser, sizes: readonly number[]): OptimiserState {
  const empty = (): Float64Array[] => sizes.map((size) => new Float64Array(size));
  return {
    steps: 0,
    first: optimiser.kind === 'sgd' ? [] : empty(),
    second: optimiser.kind === 'adam' ? empty() : [],
  };
}

/** Moves one array along its gradient, in place; `step` counts from 1. */
export function descend(
  optimiser: Optimiser,
  values: Float64Array,
  gradient: Float64Array,
  first: Float64Array | undefined,
  second: Float64Array | undefined,
  step: number,
): void {
  if (optimiser.kind === 'sgd') {
    const rate = optimiser.learningRate;
    for (let i = 0; i < values.length; i++) {
      values[i] = (values[i] as number) - rate * (gradient[i] as number);
    }
  } else if (optimiser.kind === 'adam') {
    if (first && second) adam(optimiser, values, gradient, first, second, step);
  } else if (first) {
    heavyBall(optimiser, values, gradient, first);
  }
}

/** Decoupled weight decay, w ← w − lr·λ·w, in place. */
export function decay(values: Float64Array, learningRate: number, strength: number): void {
  const factor = 1 - learningRate * strength;
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor;
}

function heavyBall(
  { kind, learningRate, momentum = 0.9 }: Extract<Optimiser, { kind: 'momentum' | 'nesterov' }>,
  values: Float64Array,
  gradient: Float64Array,
  velocity: Float64Array,
): void {
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i] as number;
    const v = momentum * (velocity[i] as number) + g;
    velocity[i] = v;
    values[i] = (values[i] as number) - learningRate * (kind === 'nesterov' ? g + momentum * v : v);
  }
}

function adam(
  {
    learningRate,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
  }: Extract<Optimiser, { kind: 'adam' }>,
  values: Float64Array,
  gradient: Float64Array,
  first: Float64Array,
  second: Float64Array,
  step: number,
): void {
  const rate = learningRate / (1 - integerPower(beta1, step));
  const correction = Math.sqrt(1 - integerPower(beta2, step));
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i] as number;
    const mean = beta1 * (first[i] as number) + (1 - beta1) * g;
    const square = beta2 * (second[i] as number) + (1 - beta2) * g * g;
    first[i] = mean;
    second[i] = square;
    values[i] = (values[i] as number) - (rate * mean) / (Math.sqrt(square) / correction + epsilon);
  }
}
