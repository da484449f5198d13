// JavaScript leaves the last bits of Math.exp and its kin to each engine, and they differ between versions of one.
// These are made of sums, products and quotients, which have the same bits everywhere, and are within 4 units in the
// last place; a power loses up to one unit for each factor.

/** e to the power of x. */
export function exponential(x: number): number {
  if (x > 709.79) return Infinity;
  if (x < -745.2) return 0;
  const k = Math.round(x / Math.LN2);
  const sum = 1 + series(x - k * ln2High - k * ln2Low);
  // Two factors, since 2^1024 is no number, and the smallest results are far below 2^−1022.
  const half = k >> 1;
  return sum * powerOfTwo(half) * powerOfTwo(k - half);
}

/** e to the power of x, less 1, without loss near 0. */
export function exponentialMinusOne(x: number): number {
  return Math.abs(x) < 0.35 ? series(x) : exponential(x) - 1;
}

/** The natural logarithm of x. */
export function logarithm(x: number): number {
  if (!(x > 0 && x < Infinity)) return x > 0 ? x : x === 0 ? -Infinity : NaN;
  // The estimate of the exponent may be off by one where x is near a power of two.
  let k = Math.round(Math.log2(x));
  const half = k >> 1;
  let m = x * powerOfTwo(-half) * powerOfTwo(half - k);
  if (m > Math.SQRT2) {
    m /= 2;
    k++;
  } else if (m < Math.SQRT1_2) {
    m *= 2;
    k--;
  }
  const s = (m - 1) / (m + 1);
  let sum = 0;
  for (let n = 21; n > 1; n -= 2) sum = (sum + (reciprocals[n] as number)) * s * s;
  return k * ln2High + (k * ln2Low + 2 * s * sum + 2 * s);
}

/** The natural logarithm of 1 + x, without loss near 0. */
export function logarithmOfOnePlus(x: number): number {
  const y = 1 + x;
  return y === 1 || y === Infinity ? x : logarithm(y) * (x / (y - 1));
}

/** 1/(1 + e^−x). */
export function sigmoid(x: number): number {
  return 1 / (1 + exponential(-x));
}

/** The hyperbolic tangent of x. */
export function hyperbolicTangent(x: number): number {
  const e = exponentialMinusOne(-2 * Math.abs(x));
  return (-Math.sign(x) * e) / (e + 2);
}

/** The sine of an angle of up to some thousand turns. */
export function sine(angle: number): number {
  return cosine(angle, 3);
}

/** The cosine of an angle of up to some thousand turns, with a number of quarter turns added. */
export function cosine(angle: number, quarters = 0): number {
  const k = Math.round(angle / (Math.PI / 2));
  const x = angle - k * quarterHigh - k * quarterLow;
  const quadrant = (k + quarters) & 3;
  const odd = quadrant & 1;
  let sum = 1;
  for (let n = 18 + odd; n > 1; n -= 2) {
    sum = 1 - x * x * (reciprocals[n] as number) * (reciprocals[n - 1] as number) * sum;
  }
  return (quadrant === 1 || quadrant === 2 ? -sum : sum) * (odd === 1 ? x : 1);
}

/** A number to the power of an integer that is not negative. */
export function integerPower(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

// ln 2 and π/2 in two parts each, of which a multiple of the first is exact.
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const quarterHigh = 1.5707963267341256;
const quarterLow = 6.077100506506192e-11;

const reciprocals = Float64Array.from({ length: 22 }, (_, n) => 1 / n);

// e^x − 1 for |x| below .35.
function series(x: number): number {
  let sum = 1;
  for (let n = 14; n > 1; n--) sum = 1 + x * (reciprocals[n] as number) * sum;
  return x * sum;
}

function powerOfTwo(exponent: number): number {
  return exponent < 0 ? 1 / integerPower(2, -exponent) : integerPower(2, exponent);
}
