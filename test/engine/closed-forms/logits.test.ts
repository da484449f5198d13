import test from 'node:test';
import { argmaxFlipsOf, negativeLogLikelihoodOf } from '../../../engine';
import { near } from '../near';

const examples = [
  [1.5, -0.3, 0.8, -2],
  [-1, -0.2, -3],
  [-0.5, 2, 0.1, 1.9, -1],
  [0, -1, 0],
  [-1, 0, 0.0],
  [3],
];

for (const logits of examples) {
  for (const rate of [0, 0.1, 0.5, 0.8]) {
    test(`logits [${logits}] at p = ${rate} agree with all ${2 ** logits.length} masks`, () => {
      const expected = enumerate(logits, rate);
      near(argmaxFlipsOf(logits, rate), expected.flips, 1e-12);
      for (let target = 0; target < logits.length; target++) {
        near(
          negativeLogLikelihoodOf(logits, target, rate),
          expected.likelihood[target] ?? NaN,
          1e-9,
        );
      }
    });
  }
}

function enumerate(logits: number[], rate: number): { flips: number; likelihood: number[] } {
  const likelihood = logits.map(() => 0);
  let flips = 0;
  for (let mask = 0; mask < 2 ** logits.length; mask++) {
    const kept = logits.map((_, i) => (mask >> i) & 1);
    const weight = kept.reduce<number>((w, bit) => w * (bit ? 1 - rate : rate), 1);
    const values = logits.map((value, i) => (kept[i] ? value / (1 - rate) : 0));
    const total = Math.log(values.reduce((sum, value) => sum + Math.exp(value), 0));
    values.forEach((value, i) => (likelihood[i] = (likelihood[i] ?? 0) + weight * (total - value)));
    const before = logits.indexOf(Math.max(...logits));
    if (values.findIndex((value) => value === Math.max(...values)) !== before) flips += weight;
  }
  return { flips, likelihood };
}
