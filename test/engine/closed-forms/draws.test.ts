import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import * as engine from '../../../engine';
import * as closedForms from '../../../engine/closed-forms';
import { near } from '../near';

const rates = [0.1, 0.3, 0.5, 0.8];
const count = 1e5;

test('every closed form is held against draws, or against all masks', () => {
  const functions = Object.entries(closedForms)
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name);
  const texts = ['closed-forms', 'variants', 'ensemble'].flatMap((folder) =>
    fs
      .readdirSync(`test/engine/${folder}`)
      .filter((file) => file !== 'table.test.ts' && file !== 'logits.test.ts')
      .map((file) => fs.readFileSync(`test/engine/${folder}/${file}`, 'utf8')),
  );
  const unheld = functions.filter(
    (name) => !texts.some((text) => text.includes(`engine.${name}(`)) && !identities.has(name),
  );
  assert.deepEqual(unheld, []);
});

/** Names for 1 − p, 1/(1 − p) and the like, in which there is nothing to draw; the tables hold them. */
const identities = new Set(['stochasticDepthRate', 'concreteDropoutRegulariser']);

test('one unit: kept share, scale and variance', () => {
  const source = engine.ownStream(11, 'unit');
  for (const rate of rates) {
    const mask = engine.bernoulliMask(count, rate, source);
    const kept = mask.reduce((sum, bit) => sum + bit, 0) / count;
    const error = 4 * Math.sqrt((rate * (1 - rate)) / count);
    near(kept, engine.keepProbability(rate), error);
    const after = dropout(new Float64Array(count).fill(3), rate, source);
    assert.ok(after.every((value) => value === 0 || value === 3 * engine.scale(rate)));
    // The square of the deviation takes one of two values, whose own variance gives the standard error.
    const squares = after.map((value) => (value - 3) ** 2);
    const { mean, standardError = NaN } = engine.summariseRun(squares);
    near(mean, engine.unitVariance(3, rate), 4 * standardError);
  }
});

test('the number of kept units has the binomial distribution', () => {
  const source = engine.ownStream(12, 'binomial');
  const seen = new Float64Array(9);
  for (let pass = 0; pass < count; pass++) {
    const kept = engine.bernoulliMask(8, 0.3, source).reduce((sum, bit) => sum + bit, 0);
    seen[kept] = (seen[kept] ?? 0) + 1 / count;
  }
  seen.forEach((share, kept) => {
    const expected = engine.keptProbability(kept, 8, 0.3);
    near(share, expected, 4 * Math.sqrt((expected * (1 - expected)) / count) + 1e-12);
  });
});

test('what BatchNorm learns behind dropout, over the true variance', () => {
  const source = engine.ownStream(13, 'excess');
  for (const rate of rates) {
    const values = Float64Array.from({ length: count }, () => Math.max(0, engine.normal(source)));
    const { variance = NaN } = engine.summariseRun(dropout(values, rate, source));
    const excess = variance / engine.reluOfStandardNormal.variance;
    const expected = engine.runningVarianceExcess({ ...engine.reluOfStandardNormal, rate });
    near(excess, expected, 0.05 * expected);
  }
});

test('AlphaDropout keeps mean 0 and variance 1, and with the sign of TensorFlow.js does not', () => {
  const source = engine.ownStream(14, 'alpha');
  for (const rate of [0.1, 0.3, 0.5]) {
    const values = Float64Array.from({ length: count }, () => engine.normal(source));
    const noise = engine.alphaNoise([count], rate, source);
    const after = engine.forward(values, [count], noise);
    const { mean, variance = NaN, standardError = NaN } = engine.summariseRun(after);
    near(mean, 0, 4 * standardError);
    near(variance, engine.alphaDropoutVariance({ mean: 0, variance: 1, rate }), 0.05);
    const { a, b, alpha } = engine.alphaDropoutConstants(rate);
    const mirrored = values.map((value, i) => a * (noise.mask[i] === 1 ? value : -alpha) + b);
    const wrong = engine.summariseRun(mirrored);
    near(wrong.mean, engine.tfjsAlphaDropoutMean(rate), 4 * (wrong.standardError ?? NaN));
  }
});

test('GaussianDropout multiplies with the stated deviation', () => {
  const source = engine.ownStream(15, 'gaussian');
  for (const rate of rates) {
    const after = engine.forward(
      new Float64Array(count).fill(1),
      [count],
      engine.gaussianNoise([count], rate, source),
    );
    const { mean, variance = NaN } = engine.summariseRun(after);
    const deviation = engine.gaussianDropoutDeviation(rate);
    near(mean, 1, (4 * deviation) / Math.sqrt(count));
    near(Math.sqrt(variance), deviation, (4 * deviation) / Math.sqrt(2 * count));
  }
});

test('flips and likelihood of given logits', () => {
  const source = engine.ownStream(16, 'given');
  const logits = Float64Array.of(0.4, 2.1, -0.7, 1.5);
  for (const rate of rates) {
    let flips = 0;
    const losses = Float64Array.from({ length: 20000 }, () => {
      const after = dropout(logits, rate, source);
      if (after.indexOf(Math.max(...after)) !== 1) flips++;
      return Math.log(after.reduce((sum, value) => sum + Math.exp(value), 0)) - (after[1] ?? NaN);
    });
    const expected = engine.argmaxFlipsOf(logits, rate);
    near(flips / 20000, expected, 4 * Math.sqrt((expected * (1 - expected)) / 20000));
    const { mean, standardError = NaN } = engine.summariseRun(losses);
    near(mean, engine.negativeLogLikelihoodOf(logits, 1, rate), 4 * standardError);
  }
});

test('alignment of random weights with mean m and variance 1 is (1 + d·m²)/(d·(1 + m²)) on average', () => {
  const source = engine.ownStream(17, 'alignment');
  const size = 64;
  const alignments = Float64Array.from({ length: 4000 }, () =>
    engine.weightAlignment(Float64Array.from({ length: size }, () => engine.normal(source) + 0.5)),
  );
  const { mean } = engine.summariseRun(alignments);
  near(mean, (1 + size * 0.25) / (size * 1.25), 0.01);
});

function dropout(
  values: Float64Array,
  rate: number,
  source: engine.SequentialSource,
): Float64Array {
  const shape = [values.length];
  return engine.forward(values, shape, engine.invertedNoise(shape, rate, source));
}
