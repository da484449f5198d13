import assert from 'node:assert/strict';
import test from 'node:test';
import {
  backward,
  elementCount,
  forward,
  noiseOf,
  ownStream,
  variants,
  type Noise,
  type Variant,
  type VariantName,
} from '../../../engine';
import { closeTo, near } from '../near';

const rates = [0.1, 0.25, 0.5, 0.8];
const names = Object.keys(variants) as VariantName[];
const bernoulli = names.filter(
  (name) => !['gaussianDropout', 'gaussianNoise', 'dropBlock', 'cutout'].includes(name),
);

for (const name of bernoulli) {
  test(`${name}: the kept fraction is 1 − p`, () => {
    for (const rate of rates) {
      const source = ownStream(11, name);
      let kept = 0;
      let count = 0;
      while (count < 1e5) {
        const { mask } = variants[name].draw([64, 50, 4, 4], { rate }, source);
        for (const bit of mask) kept += bit;
        count += mask.length;
      }
      near(kept / count, 1 - rate, 4 * Math.sqrt((rate * (1 - rate)) / count), `p = ${rate}`);
    }
  });
}

for (const name of names) {
  test(`${name}: forward and backward are the factor and offset of the mask`, () => {
    const shape = [3, 4, 9, 8];
    const source = ownStream(2, name);
    const input = Float32Array.from(
      { length: elementCount(shape) },
      () => source.u32() / 2 ** 31 - 1,
    );
    const gradient = input.map((value) => 1 - 2 * value);
    const noise = variants[name].draw(shape, { rate: 0.4, blockSize: 3, side: 3 }, source);
    const expected = evaluated(shape, noise, input);
    const output = forward(input, shape, noise);
    output.forEach((value, i) =>
      near(value, expected[i] ?? NaN, 1e-6 * Math.max(1e-3, Math.abs(expected[i] ?? 0))),
    );
    closeTo(
      backward(gradient, shape, noise),
      evaluated(shape, { ...noise, offset: undefined }, gradient),
      1e-6,
    );
  });

  test(`${name}: the evaluation multiplies by one factor and draws nothing`, () => {
    const source = ownStream(3);
    const before = source.state();
    const noise = noiseOf(name, 'eval', [2, 3], { rate: 0.3 }, source);
    const factor = name === 'classic' ? 0.7 : 1;
    closeTo(
      forward(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3], noise),
      [1, 2, 3, 4, 5, 6].map((x) => x * factor),
      1e-12,
    );
    assert.deepEqual(source.state(), before);
  });

  const variant: Variant = variants[name];
  if (!variant.moments) continue;
  test(`${name}: mean and variance of an element agree with the closed form`, () => {
    for (const rate of rates) {
      const parameters = { rate, deviation: 0.3 };
      const value = -1.3;
      const source = ownStream(5, name);
      const samples: number[] = [];
      while (samples.length < 1e5) {
        const { factor, offset } = variant.draw([100, 100, 1, 1], parameters, source);
        factor.forEach((f, i) => samples.push(f * value + (offset?.[i] ?? 0)));
      }
      const expected = variant.moments?.(value, parameters) ?? { mean: NaN, variance: NaN };
      const { mean, variance, fourth } = moments(samples);
      const n = samples.length;
      near(mean, expected.mean, 4 * Math.sqrt(variance / n), 'mean');
      near(
        variance,
        expected.variance,
        4 * Math.sqrt((fourth - variance ** 2) / n) + 1e-9,
        'variance',
      );
    }
  });
}

test('a rate of 0 keeps every bit of the input, a rate of 1 gives zeros', () => {
  const input = Float32Array.of(0.1, -3, 7e-30, 1 / 3);
  for (const name of ['inverted', 'classic', 'gaussianDropout', 'spatial', 'locked'] as const) {
    const noise = variants[name].draw([1, 4], { rate: 0 }, ownStream(1));
    assert.deepEqual(forward(input, [1, 4], noise), input, name);
  }
  for (const name of ['inverted', 'classic', 'alpha', 'spatial'] as const) {
    const noise = variants[name].draw([1, 4], { rate: 1 }, ownStream(1));
    assert.ok(
      forward(input, [1, 4], noise).every((value) => value === 0),
      name,
    );
  }
});

test('channel masks cover whole channels wherever the channels are', () => {
  const first = variants.spatial.draw([2, 3, 4, 5], { rate: 0.5 }, ownStream(4));
  assert.deepEqual(first.maskShape, [2, 3, 1, 1]);
  const last = variants.spatial.draw([2, 4, 5, 3], { rate: 0.5, channels: 'last' }, ownStream(4));
  assert.deepEqual(last.maskShape, [2, 1, 1, 3]);
  assert.deepEqual(
    variants.locked.draw([7, 2, 3], { rate: 0.5 }, ownStream(4)).maskShape,
    [1, 2, 3],
  );
  assert.deepEqual(variants.embedding.draw([9, 4], { rate: 0.5 }, ownStream(4)).maskShape, [9, 1]);
});

function evaluated(shape: readonly number[], noise: Noise, input: ArrayLike<number>): number[] {
  return Array.from(input, (value, element) => {
    let rest = element;
    let entry = 0;
    let stride = 1;
    for (let i = shape.length - 1; i >= 0; i--) {
      const position = rest % (shape[i] ?? 1);
      rest = Math.floor(rest / (shape[i] ?? 1));
      if (noise.maskShape[i] !== 1) entry += position * stride;
      stride *= noise.maskShape[i] ?? 1;
    }
    return value * (noise.factor[entry] ?? NaN) + (noise.offset?.[entry] ?? 0);
  });
}

function moments(samples: number[]): { mean: number; variance: number; fourth: number } {
  const mean = samples.reduce((sum, x) => sum + x, 0) / samples.length;
  const central = (power: number): number =>
    samples.reduce((sum, x) => sum + (x - mean) ** power, 0) / samples.length;
  return { mean, variance: central(2), fourth: central(4) };
}
