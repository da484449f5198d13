import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { ownStream, uniform } from '../../../engine';
import {
  cosine,
  exponential,
  exponentialMinusOne,
  hyperbolicTangent,
  integerPower,
  logarithm,
  logarithmOfOnePlus,
  sigmoid,
  sine,
} from '../../../engine/values/elementary';

const unit = 2 ** -52;
const cases: readonly [string, (x: number) => number, (x: number) => number, number, number][] = [
  ['exponential', exponential, Math.exp, -700, 700],
  ['exponential near 0', exponential, Math.exp, -2, 2],
  ['exponential minus one', exponentialMinusOne, Math.expm1, -3, 3],
  ['exponential minus one near 0', exponentialMinusOne, Math.expm1, -1e-6, 1e-6],
  ['logarithm', logarithm, Math.log, 0, 4],
  ['logarithm of large numbers', logarithm, Math.log, 0, 1e300],
  ['logarithm of one plus', logarithmOfOnePlus, Math.log1p, -0.99, 9],
  ['logarithm of one plus near 0', logarithmOfOnePlus, Math.log1p, -1e-7, 1e-7],
  ['hyperbolic tangent', hyperbolicTangent, Math.tanh, -9, 9],
  ['sigmoid', sigmoid, (x) => 1 / (1 + Math.exp(-x)), -40, 40],
];

for (const [name, own, standard, from, to] of cases) {
  test(`${name} is within 6 units in the last place of the platform's`, () => {
    const source = ownStream(1, name);
    for (let i = 0; i < 20000; i++) {
      const x = from + (to - from) * uniform(source);
      const [actual, expected] = [own(x), standard(x)];
      assert.ok(Math.abs(actual - expected) <= 6 * unit * Math.abs(expected), `at ${x}: ${actual}`);
    }
  });
}

test('sine and cosine are within 1e-15 of the platform’s', () => {
  const source = ownStream(2);
  for (let i = 0; i < 20000; i++) {
    const angle = 40 * uniform(source) - 20;
    assert.ok(Math.abs(sine(angle) - Math.sin(angle)) <= 1e-15, `sine of ${angle}`);
    assert.ok(Math.abs(cosine(angle) - Math.cos(angle)) <= 1e-15, `cosine of ${angle}`);
  }
});

test('the ends are those of the platform', () => {
  const ends = [0, -0, 1, -1, Infinity, -Infinity, NaN, 5e-324, 1e-310, 710, -745, -746, 1e308];
  for (const x of ends) {
    for (const [name, own, standard] of cases) {
      const [actual, expected] = [own(x), standard(x)];
      const isNear = Math.abs(actual - expected) <= 6 * unit * Math.abs(expected);
      assert.ok(Object.is(actual, expected) || isNear, `${name} of ${x}: ${actual}, ${expected}`);
    }
  }
});

test('an integer power is a product', () => {
  assert.equal(integerPower(3, 0), 1);
  assert.equal(integerPower(3, 13), 1594323);
  assert.ok(Math.abs(integerPower(0.999, 5000) / 0.999 ** 5000 - 1) < 1e-12);
});

test('what is drawn or trained uses none of the functions that differ between platforms', () => {
  const free = /^(closed-forms|values\/elementary)/;
  const files = (fs.readdirSync('engine', { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts') && !free.test(name))
    .filter((name) =>
      /Math\.(exp|expm1|log|log1p|log10|pow|sin|cos|tan|sinh|cosh|tanh|atan2?|cbrt|hypot)\b/.test(
        fs.readFileSync(`engine/${name}`, 'utf8'),
      ),
    );
  assert.deepEqual(files, []);
});
