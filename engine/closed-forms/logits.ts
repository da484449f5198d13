import { integrate } from './integrate';
import { normalCumulative, normalDensity } from './normal';

/** Random logits: `classes` independent N(0,1), the true class shifted by `margin`. */
export interface RandomLogits {
  readonly classes: number;
  readonly margin: number;
}

/** Ten classes with the true one at +3, the example used wherever dropout follows the logits. */
export const tenClasses: RandomLogits = { classes: 10, margin: 3 };

/**
 * The probability that dropout on the logits changes the predicted class.
 * Exact up to quadrature; ties between dropped classes go to the lowest index, and the true class is index 0.
 */
export function argmaxFlips(rate: number, logits: RandomLogits = tenClasses): number {
  const { classes, margin } = logits;
  let stays = 0;
  for (let winner = 0; winner < classes; winner++) {
    stays += integrate((x) => staysAt(x, winner, rate, logits), -9, 9 + Math.abs(margin), 96);
  }
  return Math.max(0, 1 - stays);
}

/**
 * The expected negative log-likelihood of the true class after dropout on the logits (rate 0: in evaluation).
 * Deterministic: E[ln S] is Frullani's integral over the Laplace transform of S, by quadrature to about 1e-9.
 */
export function negativeLogLikelihood(rate: number, logits: RandomLogits = tenClasses): number {
  const others = logits.classes - 1;
  const expectedLogarithm = frullani(
    (s) => transform(s, logits.margin, rate) * transform(s, 0, rate) ** others,
  );
  return expectedLogarithm - logits.margin;
}

/** The probability that dropout changes the predicted class of given logits, exact over all masks. */
export function argmaxFlipsOf(logits: ArrayLike<number>, rate: number): number {
  const keep = 1 - rate;
  const winner = argmax(logits);
  const top = logits[winner] ?? 0;
  let staysKept = keep;
  let staysDropped = rate;
  for (let i = 0; i < logits.length; i++) {
    if (i === winner) continue;
    const droppedLoses = i < winner ? 0 < top : 0 <= top;
    staysKept *= keep + (droppedLoses ? rate : 0);
    const value = logits[i] ?? 0;
    const keptLoses = i < winner ? value < 0 : value <= 0;
    staysDropped *= (keptLoses ? keep : 0) + (i < winner ? 0 : rate);
  }
  return Math.max(0, 1 - staysKept - staysDropped);
}

/** The expected negative log-likelihood of class `target` after dropout on given logits, over all masks. */
export function negativeLogLikelihoodOf(
  logits: ArrayLike<number>,
  target: number,
  rate: number,
): number {
  const keep = 1 - rate;
  const expectedLogarithm = frullani((s) => {
    let product = 1;
    for (let i = 0; i < logits.length; i++) {
      product *=
        rate * Math.exp(-Math.exp(s)) + keep * Math.exp(-Math.exp(s + (logits[i] ?? 0) / keep));
    }
    return product;
  });
  return expectedLogarithm - (logits[target] ?? 0);
}

function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

// Density that class `winner` has the largest logit, at x, and still wins after dropout.
function staysAt(x: number, winner: number, rate: number, logits: RandomLogits): number {
  const keep = 1 - rate;
  let kept = keep;
  let dropped = rate;
  for (let i = 0; i < logits.classes; i++) {
    if (i === winner) continue;
    const shift = i === 0 ? logits.margin : 0;
    const below = normalCumulative(x - shift);
    const negative = Math.min(below, normalCumulative(-shift));
    kept *= below * (keep + (x > 0 ? rate : 0));
    dropped *= keep * negative + (i < winner ? 0 : rate * below);
  }
  return normalDensity(x - (winner === 0 ? logits.margin : 0)) * (kept + dropped);
}

// E[ln S] = ∫ (e^{−t} − E[e^{−tS}])/t dt, written in s = ln t, where the trapezoid converges geometrically.
function frullani(transformOfSum: (s: number) => number): number {
  const step = 1 / 4;
  let sum = 0;
  for (let s = -60; s <= 60; s += step) sum += Math.exp(-Math.exp(s)) - transformOfSum(s);
  return sum * step;
}

// E[exp(−e^s·e^y)] of one class, y = 0 with probability p and (N(0,1) + shift)/q otherwise.
function transform(s: number, shift: number, rate: number): number {
  const keep = 1 - rate;
  const step = 1 / 16;
  let sum = 0;
  for (let z = -9; z <= 9; z += step) {
    sum += normalDensity(z) * Math.exp(-Math.exp(s + (z + shift) / keep));
  }
  return rate * Math.exp(-Math.exp(s)) + keep * sum * step;
}
