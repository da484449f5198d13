import { cosine, logarithm, sine } from './elementary';

/**
 * Turns pairs of TensorFlow's float32 uniforms into its float32 normals, in place: Box and Muller, sine first.
 * Accurate to about 1e-7; the platform's single-precision sine, cosine and logarithm decide the last bit.
 */
export function boxMullerPairs(uniforms: Float32Array): void {
  for (let i = 0; i + 1 < uniforms.length; i += 2) {
    const radius = Math.sqrt(-2 * logarithm(Math.max(uniforms[i] as number, 1e-7)));
    const angle = 2 * Math.PI * (uniforms[i + 1] as number);
    uniforms[i] = radius * sine(angle);
    uniforms[i + 1] = radius * cosine(angle);
  }
}

/** JAX's normal number from a float32 uniform in [0, 1), by the inverse error function. */
export function normalFromUniform(uniform: number): number {
  const spread = Math.fround(1 - lowest);
  const w = Math.max(lowest, Math.fround(Math.fround(uniform * spread) + lowest));
  return Math.SQRT2 * inverseError(w);
}

/** The inverse error function by Giles' single-precision polynomials, which XLA uses too. */
export function inverseError(x: number): number {
  const w = -logarithm((1 - x) * (1 + x));
  return (w < 5 ? polynomial(central, w - 2.5) : polynomial(tail, Math.sqrt(w) - 3)) * x;
}

// The float32 after −1.
const lowest = Math.fround(-0.99999994);

const central = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 0.00021858087, -0.00125372503,
  -0.00417768164, 0.246640727, 1.50140941,
];
const tail = [
  -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613,
  0.00943887047, 1.00167406, 2.83297682,
];

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
