import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from '../../../engine';
import { near } from '../near';

const data = engine.split(
  engine.examplesOf(engine.drawPoints({ kind: 'circles', count: 120, noise: 0.1, seed: 4 })),
  80,
);
const config: engine.SweepConfig = {
  base: {
    network: {
      inputs: 2,
      loss: 'binary cross-entropy',
      layers: [
        { kind: 'linear', units: 8 },
        { kind: 'activation', name: 'tanh' },
        { kind: 'dropout', rate: 0 },
        { kind: 'linear', units: 1 },
      ],
    },
    ...data,
    batchSize: 20,
    epochs: 5,
    optimiser: { kind: 'momentum', learningRate: 0.05 },
    seed: 0,
  },
  rates: [0, 0.3, 0.6],
  seeds: [1, 2, 3],
};

test('a sweep trains every rate with every seed, one epoch at a time', () => {
  let state = engine.startSweep();
  let steps = 0;
  while (!engine.sweepDone(state, config)) {
    state = engine.stepSweep(structuredClone(state), config);
    steps++;
  }
  assert.equal(steps, engine.sweepEpochs(config));
  const points = engine.sweepPoints(state, config);
  assert.deepEqual(
    points.map((point) => point.rate),
    [0, 0.3, 0.6],
  );
  for (const { rate, loss, lossMargin } of points) {
    const runs = config.seeds.map((seed) => {
      const network = engine.withRate(config.base.network, rate);
      const { history } = engine.trainToEnd({ ...config.base, network, seed });
      return history.at(-1)?.validationLoss ?? NaN;
    });
    assert.equal(loss.mean, engine.summariseRun(runs).mean);
    near(lossMargin ?? NaN, 4.303 * (loss.standardError ?? NaN), 1e-12);
  }
  assert.equal(engine.stepSweep(state, config), state);
});

test('rates on a grid and at random', () => {
  assert.deepEqual(
    engine.gridOfRates(0, 0.8, 5).map((rate) => rate.toFixed(1)),
    ['0.0', '0.2', '0.4', '0.6', '0.8'],
  );
  assert.deepEqual(engine.gridOfRates(0.5, 0.5, 1), [0.5]);
  const rates = engine.randomRates(0.1, 0.6, 50, 3);
  assert.deepEqual(rates, engine.randomRates(0.1, 0.6, 50, 3));
  assert.ok(rates.every((rate, i) => rate >= 0.1 && rate < 0.6 && rate >= (rates[i - 1] ?? 0)));
});
