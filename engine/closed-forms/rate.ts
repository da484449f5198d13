/** The keep probability q = 1 − p of a drop probability p. */
export function keepProbability(rate: number): number {
  return 1 - rate;
}

/** The factor 1/(1 − p) that inverted dropout multiplies survivors by in training (infinite at p = 1). */
export function scale(rate: number): number {
  return 1 / (1 - rate);
}

/** The expected number of kept units n·(1 − p) out of n. */
export function keptUnits(units: number, rate: number): number {
  return units * (1 - rate);
}

/** The standard deviation √(n·p·q) of the number of kept units, which is Binomial(n, q). */
export function standardDeviationOfKept(units: number, rate: number): number {
  return Math.sqrt(units * rate * (1 - rate));
}

/** The standard deviation √(p·q/n) of the kept fraction of n units. */
export function standardDeviationOfKeptFraction(units: number, rate: number): number {
  return Math.sqrt((rate * (1 - rate)) / units);
}

/** The probability that exactly k of n units are kept, Binomial(n, q). */
export function keptProbability(kept: number, units: number, rate: number): number {
  if (kept < 0 || kept > units || !Number.isInteger(kept)) return 0;
  if (rate <= 0) return kept === units ? 1 : 0;
  if (rate >= 1) return kept === 0 ? 1 : 0;
  let logarithm = kept * Math.log(1 - rate) + (units - kept) * Math.log(rate);
  const smaller = Math.min(kept, units - kept);
  for (let i = 1; i <= smaller; i++) logarithm += Math.log((units - smaller + i) / i);
  return Math.exp(logarithm);
}

/** The noise factor p/q: the variance of one dropped-out unit divided by its squared value. */
export function noiseFactor(rate: number): number {
  return rate / (1 - rate);
}

/** The variance x²·p/q over masks of one unit with value x under inverted dropout. */
export function unitVariance(value: number, rate: number): number {
  return value * value * noiseFactor(rate);
}

/** The drop probability 1 − ∏(1 − pᵢ) of several dropouts in a row. */
export function stackedRate(rates: readonly number[]): number {
  return 1 - rates.reduce((kept, rate) => kept * (1 - rate), 1);
}

/** The factor ∏ 1/(1 − pᵢ) on what survives several inverted dropouts in a row. */
export function stackedScale(rates: readonly number[]): number {
  return 1 / rates.reduce((kept, rate) => kept * (1 - rate), 1);
}
