import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from '../../../engine';
import { near } from '../near';

const relu = engine.reluOfStandardNormal;
// p, Var_train, ratio, 1/ratio, BatchNorm output deviation, ratio for N(0,1) input, noise factor
const table = [
  [0.1, 0.3964, 0.86, 1.16, 0.927, 0.9, 0.111],
  [0.2, 0.4658, 0.732, 1.37, 0.855, 0.8, 0.25],
  [0.3, 0.5551, 0.614, 1.63, 0.784, 0.7, 0.429],
  [0.5, 0.8408, 0.405, 2.47, 0.637, 0.5, 1],
  [0.8, 2.3408, 0.146, 6.87, 0.382, 0.2, 4],
] as const;

for (const [rate, variance, ratio, excess, deviation, normalRatio, noise] of table) {
  test(`variance shift at p = ${rate}`, () => {
    const unit = { ...relu, rate };
    near(engine.trainingVariance(unit), variance, 5e-5);
    near(engine.varianceRatio(unit), ratio, 5e-4);
    near(engine.runningVarianceExcess(unit), excess, 5e-3);
    near(engine.batchNormOutputDeviation(unit), deviation, 5e-4);
    near(engine.varianceRatio({ ...engine.standardNormal, rate }), normalRatio, 1e-12);
    near(engine.noiseFactor(rate), noise, 5e-4);
  });
}

test('moments of ReLU of a standard normal', () => {
  near(relu.mean, 0.39894, 5e-6);
  near(relu.variance, 0.34085, 5e-6);
});

// width, correlation, cos²θ, ratio
for (const [inputs, correlation, weightAlignment, ratio] of [
  [64, 0, 0.1348, 0.3333],
  [64, 0.2, 0.0858, 0.487],
  [1024, 0.2, 0.1396, 0.9363],
] as const) {
  test(`ratio through a linear map of ${inputs} inputs with correlation ${correlation}`, () => {
    const map = { mean: 1, variance: 1, rate: 0.5, inputs, correlation, weightAlignment };
    near(engine.varianceRatioThroughLinear(map), ratio, 5e-4);
  });
}

// p, argmax flips, NLL in training
for (const [rate, flips, likelihood] of [
  [0.1, 0.099, 0.78],
  [0.3, 0.301, 1.14],
  [0.5, 0.46, 1.66],
] as const) {
  test(`dropout on ten logits at p = ${rate}`, () => {
    near(engine.argmaxFlips(rate), flips, 0.015);
    near(engine.negativeLogLikelihood(rate), likelihood, 0.03);
  });
}

test('dropout on ten logits at p = 0 is the evaluation', () => {
  near(engine.argmaxFlips(0), 0, 1e-9);
  near(engine.negativeLogLikelihood(0), 0.65, 0.03);
});

test('max pool over 2×2 at p = .5', () => {
  near(engine.maxPoolInflation(4, 0.5), 1.23, 0.01);
  near(engine.maxPoolZeroFraction(4, 0.5), 0.32, 0.005);
  near(engine.maxPoolInflation(4, 0), 1, 1e-12);
});

test('constants of AlphaDropout', () => {
  near(engine.alphaDropoutConstants(0.1).a, 0.92128, 5e-6);
  near(engine.alphaDropoutConstants(0.1).b, 0.16197, 5e-6);
  near(engine.alphaDropoutConstants(0.5).a, 0.8864, 5e-6);
  near(engine.alphaDropoutConstants(0.5).b, 0.77919, 5e-6);
  assert.equal(engine.alphaDropoutValue, -1.7580993408473766);
  near(engine.tfjsAlphaDropoutMean(0.5), 1.559, 1e-3);
});

test('variance behind AlphaDropout', () => {
  near(engine.alphaDropoutVariance({ mean: 0, variance: 1, rate: 0.3 }), 1, 1e-12);
  // Measured on two million units with torch 2.13.0 (CPU).
  near(engine.alphaDropoutVariance({ ...relu, rate: 0.3 }), 0.9, 5e-3);
});

test('scale, counts and stacks', () => {
  near(engine.scale(0.1), 1 / 0.9, 1e-12);
  assert.equal(engine.scale(0.5), 2);
  near(engine.keptUnits(256, 0.3), 179.2, 1e-10);
  near(engine.standardDeviationOfKept(256, 0.5), 8, 1e-12);
  near(engine.stackedRate([0.5, 0.5]), 0.75, 1e-12);
  near(engine.stackedRate([0.1, 0.2, 0.3]), 1 - 0.9 * 0.8 * 0.7, 1e-12);
  near(engine.stackedScale([0.5, 0.5]), 4, 1e-12);
  near(engine.recomputationMismatch(0.5), 0.25, 1e-12);
  near(engine.regressionNoise(3, 0.5), 3, 1e-12);
});

test('the number of kept units is binomial', () => {
  let sum = 0;
  let mean = 0;
  for (let k = 0; k <= 40; k++) {
    sum += engine.keptProbability(k, 40, 0.3);
    mean += k * engine.keptProbability(k, 40, 0.3);
  }
  near(sum, 1, 1e-12);
  near(mean, engine.keptUnits(40, 0.3), 1e-10);
  assert.equal(engine.keptProbability(3, 3, 0), 1);
  assert.equal(engine.keptProbability(0, 3, 1), 1);
});

test('rates of stochastic depth, and the regulariser of concrete dropout', () => {
  near(engine.stochasticDepthRate(27, 54, 0.5), 0.25, 1e-12);
  const layer = { lengthScale: 2, weightNormSquared: 3, units: 4, examples: 5 };
  // l²/2·q‖W‖² is 3, and the negative entropy at one half −ln 2 for each unit.
  near(engine.concreteDropoutRegulariser({ ...layer, rate: 0.5 }), (3 - 4 * Math.LN2) / 5, 1e-12);
  near(engine.concreteDropoutRegulariser({ ...layer, rate: 0 }), 6 / 5, 1e-12);
});
