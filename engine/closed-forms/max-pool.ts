import { integrate } from './integrate';
import { normalCumulative } from './normal';

/**
 * How much dropout before a max pool over `values` units of ReLU(N(0,1)) raises its mean: E[train]/E[eval].
 * Both means are integrals of 1 − F(t)^k, by quadrature to about 1e-13; 1.23 for 2×2 at p = .5.
 */
export function maxPoolInflation(values: number, rate: number): number {
  return meanOfMaximum(values, rate) / meanOfMaximum(values, 0);
}

/** The probability (p + q/2)^k that such a max pool gives exactly 0 in training. */
export function maxPoolZeroFraction(values: number, rate: number): number {
  return (rate + (1 - rate) / 2) ** values;
}

function meanOfMaximum(values: number, rate: number): number {
  const keep = 1 - rate;
  // Survivors are divided by q, so in units of the input the integral stretches by 1/q.
  return integrate((x) => 1 - (rate + keep * normalCumulative(x)) ** values, 0, 12, 48) / keep;
}
