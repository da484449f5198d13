import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from '../../../engine';
import { near } from '../near';

const rates = [0.1, 0.3, 0.5, 0.8];
const count = 1e5;

test('variance before and after dropout of ReLU(N(0,1)), and the BatchNorm that follows', () => {
  const source = engine.ownStream(1, 'shift');
  for (const rate of rates) {
    const values = Float64Array.from({ length: count }, () => Math.max(0, engine.normal(source)));
    const dropped = dropout(values, rate, source);
    const unit = { ...engine.reluOfStandardNormal, rate };
    nearVariance(values, engine.evaluationVariance(unit));
    nearVariance(dropped, engine.trainingVariance(unit));
    near(
      (engine.summariseRun(values).variance ?? NaN) /
        (engine.summariseRun(dropped).variance ?? NaN),
      engine.varianceRatio(unit),
      0.05 * engine.varianceRatio(unit),
    );
    const linear: engine.NetworkSpecification = {
      inputs: 1,
      loss: 'mean squared error',
      layers: [
        { kind: 'batch norm', style: 'torch' },
        { kind: 'linear', units: 1 },
      ],
    };
    const parameters = {
      trainable: [1, 0, 1, 0].map((value) => Float64Array.of(value)),
      statistics: [
        engine.summariseRun(dropped).mean,
        engine.summariseRun(dropped).variance ?? NaN,
      ].map((value) => Float64Array.of(value)),
    };
    const outputs = engine.predict(engine.prepare(linear, 1000), parameters, values);
    const deviation = Math.sqrt(engine.summariseRun(outputs).variance ?? NaN);
    near(deviation, engine.batchNormOutputDeviation(unit), 0.03 * deviation);
  }
});

for (const [inputs, correlation] of [
  [64, 0],
  [64, 0.2],
  [256, 0.2],
] as const) {
  test(`variance ratio through a linear map of ${inputs} inputs with correlation ${correlation}`, () => {
    const source = engine.ownStream(inputs, 'map');
    const weights = Float64Array.from({ length: inputs }, () => engine.normal(source) + 0.4);
    const rate = 0.5;
    const passes = 20000;
    const evaluation = new Float64Array(passes);
    const training = new Float64Array(passes);
    for (let pass = 0; pass < passes; pass++) {
      const common = Math.sqrt(correlation) * engine.normal(source);
      for (let i = 0; i < inputs; i++) {
        const x = 1 + common + Math.sqrt(1 - correlation) * engine.normal(source);
        const term = (weights[i] ?? 0) * x;
        evaluation[pass] = (evaluation[pass] ?? 0) + term;
        if (source.u32() >= 2 ** 31) training[pass] = (training[pass] ?? 0) + 2 * term;
      }
    }
    const weightAlignment = engine.weightAlignment(weights);
    const map = { mean: 1, variance: 1, rate, inputs, correlation, weightAlignment };
    const expected = engine.varianceRatioThroughLinear(map);
    const ratio =
      (engine.summariseRun(evaluation).variance ?? NaN) /
      (engine.summariseRun(training).variance ?? NaN);
    near(ratio, expected, 4 * expected * Math.sqrt(4 / passes));
  });
}

test('dropout on ten random logits', () => {
  const passes = 20000;
  for (const rate of [0.1, 0.3, 0.5]) {
    const source = engine.ownStream(5, 'logits');
    let flips = 0;
    const losses = Float64Array.from({ length: passes }, () => {
      const logits = Float64Array.from(
        { length: 10 },
        (_, i) => engine.normal(source) + (i === 0 ? 3 : 0),
      );
      const after = dropout(logits, rate, source);
      if (largest(after) !== largest(logits)) flips++;
      return likelihood(after, 0);
    });
    const expected = engine.argmaxFlips(rate);
    near(flips / passes, expected, 4 * Math.sqrt((expected * (1 - expected)) / passes));
    const { mean, standardError = NaN } = engine.summariseRun(losses);
    near(mean, engine.negativeLogLikelihood(rate), 4 * standardError);
  }
});

test('confident random logits lose their accuracy to dropout', () => {
  const source = engine.ownStream(6, 'confident');
  let correct = 0;
  const evaluated: number[] = [];
  const trained: number[] = [];
  for (let pass = 0; pass < 20000; pass++) {
    const logits = Float64Array.from({ length: 10 }, () => 3 * engine.normal(source));
    const after = dropout(logits, 0.5, source);
    const target = largest(logits);
    if (largest(after) === target) correct++;
    evaluated.push(likelihood(logits, target));
    trained.push(likelihood(after, target));
  }
  near(engine.summariseRun(evaluated).mean, 0.47, 0.03);
  near(engine.summariseRun(trained).mean, 2.5, 0.1);
  near(correct / 20000, 0.5, 0.015);
});

test('dropout on a regression output cannot be learnt away', () => {
  const source = engine.ownStream(7, 'regression');
  for (const rate of rates) {
    const values = Float64Array.from({ length: count }, () => 1 + engine.normal(source));
    const after = dropout(values, rate, source);
    const errors = after.map((value, i) => (value - (values[i] ?? NaN)) ** 2);
    const { mean, standardError = NaN } = engine.summariseRun(errors);
    near(
      mean,
      engine.regressionNoise(2, rate),
      4 * standardError + 0.05 * engine.noiseFactor(rate),
    );
  }
});

test('two dropouts in a row, and a forward pass recomputed under another mask', () => {
  const source = engine.ownStream(8, 'pairs');
  for (const rate of rates) {
    const first = engine.bernoulliMask(count, rate, source);
    const second = engine.bernoulliMask(count, 0.2, source);
    const again = engine.bernoulliMask(count, rate, source);
    const share = (both: (i: number) => boolean): number =>
      first.reduce((sum, _, i) => sum + (both(i) ? 1 : 0), 0) / count;
    const kept = 1 - engine.stackedRate([rate, 0.2]);
    near(
      share((i) => first[i] === 1 && second[i] === 1),
      kept,
      4 * Math.sqrt((kept * (1 - kept)) / count),
    );
    const wrong = engine.recomputationMismatch(rate);
    near(
      share((i) => first[i] === 0 && again[i] === 1),
      wrong,
      4 * Math.sqrt((wrong * (1 - wrong)) / count),
    );
    assert.ok(Math.abs(engine.stackedScale([rate, 0.2]) * kept - 1) < 1e-12);
  }
});

test('max pooling after dropout, and average pooling for comparison', () => {
  const source = engine.ownStream(9, 'pools');
  for (const [values, rate] of [
    [4, 0.5],
    [9, 0.3],
  ] as const) {
    const inflated = new Float64Array(count);
    const plain = new Float64Array(count);
    let zeros = 0;
    let average = 0;
    for (let pool = 0; pool < count; pool++) {
      const inputs = Float64Array.from({ length: values }, () =>
        Math.max(0, engine.normal(source)),
      );
      const after = dropout(inputs, rate, source);
      inflated[pool] = Math.max(...after);
      plain[pool] = Math.max(...inputs);
      if (inflated[pool] === 0) zeros++;
      average += after.reduce((sum, value) => sum + value, 0) / values / count;
    }
    const [train, evaluation] = [engine.summariseRun(inflated), engine.summariseRun(plain)];
    const expected = engine.maxPoolInflation(values, rate);
    near(
      train.mean / evaluation.mean,
      expected,
      (4 * (train.standardError ?? NaN)) / evaluation.mean + 0.01,
    );
    const zero = engine.maxPoolZeroFraction(values, rate);
    near(zeros / count, zero, 4 * Math.sqrt((zero * (1 - zero)) / count));
    near(average, engine.reluOfStandardNormal.mean, 0.02);
  }
});

test('dropout on the inputs of a linear model is an L2 penalty, over all masks', () => {
  const weights = [0.7, -1.1, 0.4];
  const rows = [
    [1, 2, -1],
    [0.5, -0.3, 2],
    [1.5, 0, 0.2],
  ];
  const targets = [1, -1, 0.5];
  for (const rate of rates) {
    let expected = 0;
    let plain = 0;
    rows.forEach((row, i) => {
      const predict = (mask: number): number =>
        row.reduce(
          (sum, x, j) => sum + (((mask >> j) & 1) * x * (weights[j] ?? 0)) / (1 - rate),
          0,
        );
      for (let mask = 0; mask < 8; mask++) {
        const bits = Uint8Array.from([0, 1, 2], (j) => (mask >> j) & 1);
        expected += engine.maskWeight(bits, rate) * ((targets[i] ?? 0) - predict(mask)) ** 2;
      }
      plain += ((targets[i] ?? 0) - (1 - rate) * predict(7)) ** 2;
    });
    near(expected - plain, engine.l2Penalty(weights, rows.flat(), rate), 1e-10);
  }
});

test('the kept units of a layer scatter as the closed forms say', () => {
  const source = engine.ownStream(10, 'kept');
  for (const rate of rates) {
    const kept = Float64Array.from({ length: 20000 }, () =>
      engine.bernoulliMask(64, rate, source).reduce((sum, bit) => sum + bit, 0),
    );
    const deviation = engine.standardDeviationOfKept(64, rate);
    near(
      engine.summariseRun(kept).mean,
      engine.keptUnits(64, rate),
      (4 * deviation) / Math.sqrt(20000),
    );
    nearVariance(kept, deviation ** 2);
    near(engine.standardDeviationOfKeptFraction(64, rate), deviation / 64, 1e-12);
  }
});

function dropout(
  values: Float64Array,
  rate: number,
  source: engine.SequentialSource,
): Float64Array {
  return engine.forward(
    values,
    [values.length],
    engine.invertedNoise([values.length], rate, source),
  );
}

function likelihood(logits: Float64Array, target: number): number {
  const sum = logits.reduce((total, value) => total + Math.exp(value), 0);
  return Math.log(sum) - (logits[target] ?? NaN);
}

function largest(values: Float64Array): number {
  return values.indexOf(Math.max(...values));
}

// The standard error of a sample variance is √((μ₄ − σ⁴)/n).
function nearVariance(values: Float64Array, expected: number): void {
  const { mean, variance = NaN } = engine.summariseRun(values);
  const fourth = values.reduce((sum, value) => sum + (value - mean) ** 4, 0) / values.length;
  near(variance, expected, 4 * Math.sqrt((fourth - variance ** 2) / values.length));
}
