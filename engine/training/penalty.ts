import type { ParameterRole } from '../network/parameters';

/** What is added to the loss for large weights, and what shrinks them besides. */
export interface Regularisation {
  /** λ₁ of λ₁·Σ|w|. */
  readonly l1?: number;
  /** λ₂ of λ₂/2·Σw²; Keras' `l2(λ)` is λ·Σw², so it is λ₂ = 2λ here. */
  readonly l2?: number;
  /** Decoupled weight decay λ, w ← w − lr·λ·w; the same as L2 for plain SGD only. */
  readonly weightDecay?: number;
  /** Whether biases are included; they are not by default. */
  readonly biases?: boolean;
  /** Whether BatchNorm's γ and β are included; they are not by default. */
  readonly batchNorm?: boolean;
}

/** Whether an array is regularised. */
export function isRegularised(role: ParameterRole, regularisation: Regularisation): boolean {
  if (role === 'weights') return true;
  return (role === 'biases' ? regularisation.biases : regularisation.batchNorm) ?? false;
}

/** Adds the gradient λ₁·sign(w) + λ₂·w of an array, in place; sign(0) = 0. */
export function addPenaltyGradient(
  values: Float64Array,
  gradient: Float64Array,
  { l1 = 0, l2 = 0 }: Regularisation,
): void {
  if (l1 === 0 && l2 === 0) return;
  for (let i = 0; i < values.length; i++) {
    const w = values[i] as number;
    gradient[i] = (gradient[i] as number) + l1 * Math.sign(w) + l2 * w;
  }
}

/** The penalty λ₁·Σ|w| + λ₂/2·Σw² of all regularised arrays. */
export function penaltyOf(
  arrays: readonly Float64Array[],
  roles: readonly ParameterRole[],
  regularisation: Regularisation,
): number {
  const { l1 = 0, l2 = 0 } = regularisation;
  let sum = 0;
  arrays.forEach((array, k) => {
    if (!isRegularised(roles[k] ?? 'weights', regularisation)) return;
    for (let i = 0; i < array.length; i++) {
      const w = array[i] as number;
      sum += l1 * Math.abs(w) + (l2 / 2) * w * w;
    }
  });
  return sum;
}
