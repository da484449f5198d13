import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decisionMap,
  decisionReach,
  rateSweep,
  taskSize,
  trainingPair,
  type Rival,
  type TrainingTask,
} from '../../../engine/experiments';
import { initialParameters } from '../../../engine/network';
import { trainToEnd } from '../../../engine/training';

const task: TrainingTask = {
  ...{ points: 'moons', rate: 0.5, width: 32, rival: 'nothing', seed: 42, epochs: 120 },
};

test('the two runs share data, first weights and seed, and differ in the layers only', () => {
  const { dropout, rival } = trainingPair(task);
  assert.equal(dropout.training, rival.training);
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
  const { dropout, rival } = trainingPair({ ...task, width: 64, epochs: 200 });
  const [kept, lost] = [trainToEnd(dropout).history.at(-1), trainToEnd(rival).history.at(-1)];
  assert.ok((lost?.validationLoss ?? 0) > 2 * (kept?.validationLoss ?? Infinity));
  assert.ok((lost?.evaluatedTrainingLoss ?? 1) < (kept?.evaluatedTrainingLoss ?? 0));
});

test('every rival trains on every problem without failing', () => {
  const rivals: Rival[] = ['nothing', 'l1', 'l2', 'weight decay', 'early stopping', 'batch norm'];
  for (const rival of rivals) {
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
  const near = (rival: Rival): number =>
    trainToEnd(trainingPair({ ...task, rival }).rival).history.at(-1)?.weights.nearZeros ?? 0;
  const plain = near('nothing');
  assert.ok(near('l1') > 10 * plain && near('l2') > 10 * plain);
});

test('even a rate of 1 and a network of one unit can be trained', () => {
  for (const rate of [0, 1]) {
    const { status } = trainToEnd(trainingPair({ ...task, rate, width: 1, epochs: 2 }).dropout);
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

test('a sweep trains every rate with every seed', () => {
  const sweep = rateSweep(task, [0, 0.5], 3);
  assert.deepEqual(sweep.seeds, [42, 43, 44]);
  assert.deepEqual(sweep.rates, [0, 0.5]);
  assert.ok(sweep.base.network.layers.some((layer) => layer.kind === 'dropout'));
});
