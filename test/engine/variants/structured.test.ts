import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from '../../../engine';
import { closeTo, near } from '../near';

test('DropBlock drops the fraction that its seeds reach, and rescales by size over sum', () => {
  for (const [height, width, block] of [
    [16, 16, 5],
    [12, 20, 3],
    [7, 7, 7],
  ] as const) {
    for (const rate of [0.1, 0.25]) {
      const source = engine.ownStream(8);
      let dropped = 0;
      let count = 0;
      while (count < 2e6) {
        const noise = engine.dropBlockNoise([20, 8, height, width], rate, block, source);
        const kept = noise.mask.reduce((sum, bit) => sum + bit, 0);
        dropped += noise.mask.length - kept;
        count += noise.mask.length;
        near(Math.max(...noise.factor.subarray(0, 500)), noise.mask.length / kept, 1e-12);
      }
      const expected = engine.dropBlockFraction(rate, block, height, width);
      near(
        dropped / count,
        expected,
        0.05 * expected,
        `${height}×${width}, block ${block}, p = ${rate}`,
      );
    }
  }
});

test('DropBlock drops whole blocks', () => {
  const [height, width, block] = [12, 15, 3];
  const { mask } = engine.dropBlockNoise([1, 1, height, width], 0.3, block, engine.ownStream(4));
  const covered = new Uint8Array(mask.length);
  for (let row = 0; row + block <= height; row++) {
    for (let column = 0; column + block <= width; column++) {
      const cells = Array.from(
        { length: 9 },
        (_, k) => (row + Math.floor(k / 3)) * width + column + (k % 3),
      );
      if (cells.every((cell) => mask[cell] === 0)) cells.forEach((cell) => (covered[cell] = 1));
    }
  }
  assert.ok(covered.some((bit) => bit === 1));
  mask.forEach((bit, i) => assert.equal(covered[i], 1 - bit));
});

test('DropBlock with blocks of one is dropout', () => {
  near(engine.dropBlockGamma(0.3, 1, 9, 9), 0.3, 1e-12);
  near(engine.dropBlockFraction(0.3, 1, 9, 9), 0.3, 1e-12);
});

test('Cutout clears one square per image', () => {
  const noise = engine.cutoutNoise([200, 3, 32, 32], 8, engine.ownStream(6));
  assert.deepEqual(noise.maskShape, [200, 1, 32, 32]);
  for (let image = 0; image < 200; image++) {
    const zeros = noise.mask.subarray(image * 1024, image * 1024 + 1024).filter((bit) => bit === 0);
    assert.ok(zeros.length >= 16 && zeros.length <= 64, `${zeros.length} zeros`);
  }
});

const layer = randomLayer(4, 3);
const input = Float64Array.of(0.5, -1, 2, 0.25);

test('DropConnect: moments over all masks, and gradients', () => {
  const rate = 0.3;
  const total = new Float64Array(3);
  const squares = new Float64Array(3);
  for (let bits = 0; bits < 16; bits++) {
    const row = [0, 1, 2, 3].map((i) => (bits >> i) & 1);
    const mask = Uint8Array.from([...row, ...row, ...row]);
    const weight = row.reduce<number>((w, bit) => w * (bit ? 1 - rate : rate), 1);
    engine.dropConnectForward(layer, input, mask).forEach((value, j) => {
      total[j] = (total[j] ?? 0) + weight * value;
      squares[j] = (squares[j] ?? 0) + weight * value * value;
    });
  }
  for (let j = 0; j < 3; j++) {
    const row = layer.weights.subarray(4 * j, 4 * j + 4);
    const { mean, variance } = engine.dropConnectMoments(row, input, rate);
    near(total[j] ?? NaN, mean + (layer.biases[j] ?? 0), 1e-12);
    near((squares[j] ?? NaN) - (total[j] ?? NaN) ** 2, variance, 1e-12);
  }
  const mask = engine.dropConnectMask(layer, rate, engine.ownStream(2));
  const dy = Float64Array.of(1, -2, 0.5);
  const gradient = engine.dropConnectBackward(layer, input, mask, dy);
  const loss = (): number =>
    engine.dropConnectForward(layer, input, mask).reduce((sum, y, j) => sum + y * (dy[j] ?? 0), 0);
  closeTo(gradient.weights, differences(layer.weights, loss), 1e-6, 'weights');
  closeTo(gradient.input, differences(input, loss), 1e-6, 'input');
  closeTo(gradient.biases, differences(layer.biases, loss), 1e-6, 'biases');
});

test('DropConnect: inference draws have the moments of the masked layer', () => {
  const source = engine.ownStream(9);
  const draws = Array.from(
    { length: 1e5 },
    () => engine.dropConnectInference(layer, input, 0.3, source)[0] ?? 0,
  );
  const { mean, variance } = engine.dropConnectMoments(layer.weights.subarray(0, 4), input, 0.3);
  const sample = engine.summariseRun(draws);
  near(sample.mean, mean + (layer.biases[0] ?? 0), 4 * Math.sqrt(variance / 1e5));
  near(sample.variance ?? NaN, variance, 4 * variance * Math.sqrt(2 / 1e5));
});

test('attention: rows of the weights have mean 1 and the variance of the closed form; gradients', () => {
  const scores = Float64Array.of(1, -0.5, 0.2, 2, 0, 0.3);
  const rate = 0.25;
  const source = engine.ownStream(12);
  const sums = Array.from({ length: 1e5 }, () => {
    const { weights } = engine.attentionForward(scores, 3, rate, source);
    return (weights[0] ?? 0) + (weights[1] ?? 0) + (weights[2] ?? 0);
  });
  const expected = engine.softmaxRowVariance(engine.rowSoftmax(scores, 3).subarray(0, 3), rate);
  const sample = engine.summariseRun(sums);
  near(sample.mean, 1, 4 * Math.sqrt(expected / 1e5));
  near(sample.variance ?? NaN, expected, 0.03 * expected);
  const pass = engine.attentionForward(scores, 3, rate, engine.ownStream(1));
  const dy = Float64Array.of(1, -1, 2, 0.5, 3, -2);
  const loss = (): number =>
    engine
      .attentionForward(scores, 3, rate, engine.ownStream(1))
      .weights.reduce((s, w, i) => s + w * (dy[i] ?? 0), 0);
  closeTo(engine.attentionBackward(pass, 3, dy), differences(scores, loss), 1e-6);
});

test('zoneout: expectation, forward and backward', () => {
  const previous = new Float64Array(1e5).fill(2);
  const candidate = new Float64Array(1e5).fill(-1);
  const mask = engine.zoneoutMask(1e5, 0.2, engine.ownStream(3));
  const next = engine.zoneoutForward(previous, candidate, mask);
  const mean = next.reduce((sum, h) => sum + h, 0) / 1e5;
  near(mean, engine.zoneoutExpectation(2, -1, 0.2), 4 * 3 * Math.sqrt(0.16 / 1e5));
  const gradient = engine.zoneoutBackward(new Float64Array(1e5).fill(1), mask);
  mask.forEach((bit, i) => {
    assert.equal(next[i], bit ? 2 : -1);
    assert.equal(gradient.previous[i], bit);
    assert.equal(gradient.candidate[i], 1 - bit);
  });
});

test('recurrent masks: one per sequence, and as many per gate as Keras caches', () => {
  const sizes = { batch: 2, inputs: 3, units: 4, words: 50 };
  const noise = engine.variationalNoise(
    sizes,
    { input: 0.5, state: 0.25, words: 0.1 },
    engine.ownStream(1),
  );
  assert.deepEqual(noise.input.maskShape, [2, 3]);
  assert.deepEqual(noise.state.maskShape, [2, 4]);
  assert.deepEqual(noise.words.maskShape, [50, 1]);
  const count = (
    kind: 'simple' | 'gru' | 'lstm',
    implementation: 1 | 2,
    recurrent: number,
  ): number[] => {
    const masks = engine.kerasRecurrentNoise(
      sizes,
      { kind, implementation },
      { dropout: 0.5, recurrent },
      engine.ownStream(1),
    );
    return [masks.input.length, masks.state.length];
  };
  assert.deepEqual(count('lstm', 1, 0.5), [4, 4]);
  assert.deepEqual(count('gru', 1, 0.5), [3, 3]);
  assert.deepEqual(count('lstm', 2, 0.5), [1, 1]);
  assert.deepEqual(count('lstm', 1, 0), [1, 0]);
  assert.deepEqual(count('gru', 1, 7), [3, 0]);
});

test('recurrent dropout on the update masks the candidate alone', () => {
  const noise = engine.invertedNoise([4], 0.5, engine.ownStream(2));
  const gates = { forget: Float64Array.of(0.5, 1, 0, 1), input: Float64Array.of(1, 0.5, 1, 1) };
  const state = engine.updateDropout(
    gates,
    Float64Array.of(2, 2, 2, 2),
    Float64Array.of(1, 1, 1, 1),
    noise,
  );
  state.forEach((value, i) => {
    assert.equal(
      value,
      (gates.forget[i] ?? 0) * 2 + (gates.input[i] ?? 0) * (noise.factor[i] ?? 0),
    );
  });
});

test('concrete dropout: gradient of logit p by differences', () => {
  const x = Float64Array.of(1, -2, 0.5, 3, 1, 1);
  const dy = Float64Array.of(1, 1, -1, 0.5, 2, -3);
  const temperature = 0.7;
  const draw = (logit: number): engine.ConcreteNoise =>
    engine.concreteNoise([6], 1 / (1 + Math.exp(-logit)), engine.ownStream(4), temperature);
  const loss = (logit: number): number =>
    engine.forward(x, [6], draw(logit)).reduce((sum, y, i) => sum + y * (dy[i] ?? 0), 0);
  const numeric = (loss(-0.8 + 1e-5) - loss(-0.8 - 1e-5)) / 2e-5;
  const rate = 1 / (1 + Math.exp(0.8));
  near(
    engine.concreteRateGradient(x, dy, draw(-0.8), rate, temperature),
    numeric,
    1e-6 * Math.abs(numeric),
  );
});

test('standout keeps each unit with its own probability', () => {
  const keep = engine.standoutKeepProbabilities(Float64Array.of(-2, 0, 1.5), 1.2, 0.1);
  near(keep[1] ?? NaN, 1 / (1 + Math.exp(-0.1)), 1e-12);
  const source = engine.ownStream(7);
  const kept = [0, 0, 0];
  for (let i = 0; i < 1e5; i++) {
    engine
      .standoutNoise([3], keep, source)
      .mask.forEach((bit, j) => (kept[j] = (kept[j] ?? 0) + bit));
  }
  keep.forEach((q, j) => near((kept[j] ?? 0) / 1e5, q, 4 * Math.sqrt((q * (1 - q)) / 1e5)));
  closeTo(engine.standoutEvaluation([3], keep).factor, keep, 1e-12);
});

test('stochastic depth draws one bit per example', () => {
  const noise = engine.variants.stochasticDepth.draw([5, 3, 2], { rate: 0.5 }, engine.ownStream(1));
  assert.deepEqual(noise.maskShape, [5, 1, 1]);
  near(engine.stochasticDepthRate(54, 54, 0.5), 0.5, 1e-12);
});

function randomLayer(inputs: number, outputs: number): engine.LinearLayer {
  const source = engine.ownStream(21);
  const draw = (): number => 2 * engine.uniform(source) - 1;
  return {
    inputs,
    outputs,
    weights: Float64Array.from({ length: inputs * outputs }, draw),
    biases: Float64Array.from({ length: outputs }, draw),
  };
}

function differences(values: Float64Array, loss: () => number): number[] {
  return Array.from(values, (value, i) => {
    values[i] = value + 1e-5;
    const above = loss();
    values[i] = value - 1e-5;
    const below = loss();
    values[i] = value;
    return (above - below) / 2e-5;
  });
}
