/** What is said about a sample: population variance, in double. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
  readonly deviation: number;
  readonly lowest: number;
  readonly highest: number;
  /** Share of exact zeros. */
  readonly zeros: number;
}

/** Mean, population variance and extremes by Welford's update; of an empty sample everything is NaN or infinite. */
export function summarise(values: ArrayLike<number>): Summary {
  const count = values.length;
  let mean = 0;
  let squares = 0;
  let lowest = Infinity;
  let highest = -Infinity;
  let zeros = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    const difference = value - mean;
    mean += difference / (i + 1);
    squares += difference * (value - mean);
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    if (value === 0) zeros++;
  }
  const variance = squares / count;
  const deviation = Math.sqrt(variance);
  return { count, mean, variance, deviation, lowest, highest, zeros: zeros / count };
}

/** The correlation of Pearson of two equally long samples, NaN where one of them does not vary. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const { mean: meanA, deviation: deviationA } = summarise(a);
  const { mean: meanB, deviation: deviationB } = summarise(b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    sum += ((a[i] as number) - meanA) * ((b[i] as number) - meanB);
  }
  return sum / a.length / (deviationA * deviationB);
}

/** Σ aᵢ·bᵢ in double. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** The index of the largest value, the first of equals. */
export function indexOfLargest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) > (values[best] as number)) best = i;
  }
  return best;
}
