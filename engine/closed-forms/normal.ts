/** The density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** The cumulative distribution Φ of the standard normal, accurate to about 1e-15. */
export function normalCumulative(x: number): number {
  const upper = upperTail(Math.abs(x));
  return x < 0 ? upper : 1 - upper;
}

// P(Z > x) for x ≥ 0: an all-positive series near 0, where it cannot cancel, and a continued fraction in the tail.
function upperTail(x: number): number {
  if (x > 39) return 0;
  return x < 3 ? 0.5 - normalDensity(x) * centralSeries(x) : normalDensity(x) / tailFraction(x);
}

function centralSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum;
}

function tailFraction(x: number): number {
  let fraction = x;
  for (let k = 200; k >= 1; k--) fraction = x + k / fraction;
  return fraction;
}
