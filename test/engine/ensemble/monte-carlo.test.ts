import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from '../../../engine';
import { near } from '../near';

const hidden = [0.5, 1.2, 0.8, 2, 0.3, 0.9];
const weights = [1, -0.5, 0.7, 0.2, -1.1, 0.4];
const rate = 0.4;
const config: engine.MonteCarloConfig = {
  outputs: 1,
  passes: 20000,
  seed: 5,
  mode: 'mc',
  precision: 4,
  predict(source, mode, outputs) {
    const noise = engine.noiseOf('inverted', mode, [hidden.length], { rate }, source);
    const kept = engine.forward(Float64Array.from(hidden), [hidden.length], noise);
    outputs[0] = kept.reduce((sum, h, i) => sum + h * (weights[i] ?? 0), 0);
  },
};
const evaluation = hidden.reduce((sum, h, i) => sum + h * (weights[i] ?? 0), 0);

test('a linear head spreads as the closed form says', () => {
  const state = engine.stepMonteCarlo(engine.startMonteCarlo(config), config, config.passes);
  const {
    mean,
    variance = NaN,
    standardError = NaN,
    predictiveVariance = NaN,
  } = engine.predictiveSummary(state, config, 0);
  const expected = engine.missingEvalDeviation(weights, hidden, rate) ** 2;
  near(mean, evaluation, 4 * standardError);
  near(variance, expected, 4 * expected * Math.sqrt(2 / config.passes));
  near(predictiveVariance, variance + 0.25, 1e-12);
  const { counts } = engine.answerHistogram(state, config, 0, 20);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    config.passes,
  );
});

test('pass t does not depend on the number of passes or of steps', () => {
  const short = engine.stepMonteCarlo(
    engine.startMonteCarlo(config),
    { ...config, passes: 50 },
    50,
  );
  let long = engine.startMonteCarlo(config);
  for (let i = 0; i < 5; i++) long = engine.stepMonteCarlo(long, config, 17);
  assert.deepEqual(long.answers.slice(0, 50), short.answers.slice(0, 50));
  assert.notEqual(long.answers[0], long.answers[1]);
});

test('one pass gives no variance, and evaluation gives none at all', () => {
  const once = engine.stepMonteCarlo(engine.startMonteCarlo(config), config, 1);
  assert.equal(engine.predictiveSummary(once, config, 0).variance, undefined);
  const fixed = { ...config, mode: 'eval' as const, passes: 100 };
  const state = engine.stepMonteCarlo(engine.startMonteCarlo(fixed), fixed, 100);
  assert.equal(engine.predictiveSummary(state, fixed, 0).variance, 0);
  assert.equal(state.answers[99], state.answers[0]);
});
