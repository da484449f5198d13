/** Running mean and sum of squared deviations of a sample, by Welford's update in double. */
export interface RunningMoments {
  count: number;
  mean: number;
  squares: number;
}

/** The running moments of an empty sample. */
export function emptyMoments(): RunningMoments {
  return { count: 0, mean: 0, squares: 0 };
}

/** Adds one number to running moments, in place. */
export function addSample(moments: RunningMoments, value: number): void {
  moments.count++;
  const difference = value - moments.mean;
  moments.mean += difference / moments.count;
  moments.squares += difference * (value - moments.mean);
}

/** The sample variance (n − 1 below), undefined for fewer than two samples. */
export function sampleVariance(moments: RunningMoments): number | undefined {
  return moments.count < 2 ? undefined : moments.squares / (moments.count - 1);
}

/** Mean, sample variance and standard error of the mean; both undefined for a single sample. */
export interface RunSummary {
  readonly count: number;
  readonly mean: number;
  readonly variance: number | undefined;
  readonly standardError: number | undefined;
}

/** The summary of a list of numbers. */
export function summariseRun(values: ArrayLike<number>): RunSummary {
  const moments = emptyMoments();
  for (let i = 0; i < values.length; i++) addSample(moments, values[i] as number);
  return runSummary(moments);
}

/** The summary of running moments. */
export function runSummary(moments: RunningMoments): RunSummary {
  const variance = sampleVariance(moments);
  return {
    count: moments.count,
    mean: moments.mean,
    variance,
    standardError: variance === undefined ? undefined : Math.sqrt(variance / moments.count),
  };
}

/** Counts of equally wide bins between two ends; values outside go to the nearest bin. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly counts: Uint32Array;
}

/** The histogram of a list of numbers, over its own range unless the ends are given. */
export function histogram(
  values: ArrayLike<number>,
  bins: number,
  ends?: { readonly from: number; readonly to: number },
): Histogram {
  let from = ends?.from ?? Infinity;
  let to = ends?.to ?? -Infinity;
  if (!ends) {
    for (let i = 0; i < values.length; i++) {
      from = Math.min(from, values[i] as number);
      to = Math.max(to, values[i] as number);
    }
  }
  const counts = new Uint32Array(bins);
  const width = (to - from) / bins;
  for (let i = 0; i < values.length; i++) {
    const bin = width > 0 ? Math.floor(((values[i] as number) - from) / width) : 0;
    const clipped = Math.min(bins - 1, Math.max(0, bin));
    counts[clipped] = (counts[clipped] as number) + 1;
  }
  return { from, to, counts };
}
