import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decisionMap,
  decisionReach,
  rateSweep,
  regularisers,
  taskSize,
  trainingPair,
  type Regulariser,
  type TrainingTask,
} from '../../../engine/experiments';
import { initialParameters } from '../../../engine/network';
import { trainToEnd } from '../../../engine/training';

const task: TrainingTask = {
  ...{ points: 'moons', rate: 0.5, width: 32, seed: 42, epochs: 120 },
  ...{ own: 'dropout', rival: 'nothing', strength: 1 },
};

test('the two runs share data, first weights and seed, and differ in the layers only', () => {
  const { own: dropout, rival } = trainingPair(task);
  assert.deepEqual(dropout.training, rival.training);
  assert.equal(dropout.training.count, taskSize.training);
  assert.equal(dropout.validation?.count, taskSize.validation);
  const first = (config: typeof dropout): Float64Array[] => [
    ...initialParameters(config.network, 'torch linear', config.seed).trainable,
  ];
  assert.deepEqual(first(dropout), first(rival));
  const kinds = dropout.network.layers.filter((layer) => layer.kind === 'dropout');
  assert.deepEqual(
    kinds.map((layer) => layer.kind === 'dropout' && layer.rate),
    [0.5, 0.5],
  );
  assert.ok(rival.network.layers.every((layer) => layer.kind !== 'dropout'));
});

test('without regularisation the network learns the noise by heart, with dropout it does so less', () => {
  const { own: dropout, rival } = trainingPair({ ...task, width: 64, epochs: 200 });
  const [kept, lost] = [trainToEnd(dropout).history.at(-1), trainToEnd(rival).history.at(-1)];
  assert.ok((lost?.validationLoss ?? 0) > 2 * (kept?.validationLoss ?? Infinity));
  assert.ok((lost?.evaluatedTrainingLoss ?? 1) < (kept?.evaluatedTrainingLoss ?? 0));
});

test('every regulariser trains on every problem without failing', () => {
  for (const rival of regularisers) {
    for (const points of ['moons', 'circles', 'spirals', 'xor'] as const) {
      const { status, history } = trainToEnd(
        trainingPair({ ...task, rival, points, epochs: 4 }).rival,
      );
      assert.equal(status, 'finished', `${rival} ${points}`);
      assert.ok(Number.isFinite(history.at(-1)?.validationLoss));
    }
  }
});

test('L1 and L2 leave more weights near zero than nothing does', () => {
  const near = (rival: Regulariser): number =>
    trainToEnd(trainingPair({ ...task, rival }).rival).history.at(-1)?.weights.nearZeros ?? 0;
  const plain = near('nothing');
  assert.ok(near('l1') > 10 * plain && near('l2') > 10 * plain);
});

test('even a rate of 1 and a network of one unit can be trained', () => {
  for (const rate of [0, 1]) {
    const { status } = trainToEnd(trainingPair({ ...task, rate, width: 1, epochs: 2 }).own);
    assert.equal(status, 'finished');
  }
});

test('a decision map is read from the top left, row by row', () => {
  const { network } = trainingPair({ ...task, width: 1 }).rival;
  const parameters = initialParameters(network, 'glorot uniform', 1);
  const [w1, b1, w2, b2, w3, b3] = parameters.trainable;
  // relu(x + reach) passes unchanged, so the logit is x + y.
  w1?.set([1, 1]);
  b1?.set([2 * decisionReach]);
  w2?.set([1]);
  b2?.set([0]);
  w3?.set([1]);
  b3?.set([-2 * decisionReach]);
  const map = decisionMap({ network }, parameters, 2);
  const half = decisionReach / 2;
  const probability = (logit: number): number => 1 / (1 + Math.exp(-logit));
  const expected = [0, 2 * half, -2 * half, 0].map(probability);
  map.forEach((value, i) => assert.ok(Math.abs(value - (expected[i] ?? NaN)) < 1e-6));
});

test('a stronger penalty leaves more weights near zero', () => {
  const near = (strength: number): number =>
    trainToEnd(trainingPair({ ...task, rival: 'l1', strength }).rival).history.at(-1)?.weights
      .nearZeros ?? 0;
  assert.ok(near(4) > near(1) && near(1) > near(0.25));
});

test('DropConnect and Gaussian dropout are layers of their own', () => {
  const { own, rival } = trainingPair({ ...task, own: 'dropconnect', rival: 'gaussian dropout' });
  assert.ok(own.network.layers.some((layer) => layer.kind === 'linear' && layer.dropConnect));
  const variants = rival.network.layers.map((layer) => layer.kind === 'dropout' && layer.variant);
  assert.ok(variants.includes('gaussian dropout'));
});

test('a sweep trains every rate with every seed, on a grid or at random', () => {
  const search = { from: 0, to: 0.5, rates: 2, seeds: 3 } as const;
  const grid = rateSweep(task, { ...search, way: 'grid' });
  assert.deepEqual(grid.seeds, [42, 43, 44]);
  assert.deepEqual(grid.rates, [0, 0.5]);
  assert.ok(grid.base.network.layers.some((layer) => layer.kind === 'dropout'));
  const random = rateSweep(task, { ...search, way: 'random', rates: 5 });
  assert.equal(new Set(random.rates).size, 5);
  assert.ok(random.rates.every((rate) => rate >= 0 && rate <= 0.5));
});
