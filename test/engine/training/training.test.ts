import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from '../../../engine';
import { near } from '../near';

const data = engine.split(
  engine.examplesOf(engine.drawPoints({ kind: 'moons', count: 300, noise: 0.15, seed: 4 })),
  200,
);
const network: engine.NetworkSpecification = {
  inputs: 2,
  loss: 'softmax cross-entropy',
  layers: [
    { kind: 'linear', units: 12 },
    { kind: 'activation', name: 'relu' },
    { kind: 'batch norm', style: 'torch' },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'linear', units: 2 },
  ],
};
const config: engine.TrainingConfig = {
  network,
  ...data,
  batchSize: 32,
  epochs: 12,
  optimiser: { kind: 'adam', learningRate: 0.02 },
  seed: 9,
};

test('a network learns the moons', () => {
  const layers = network.layers.filter((layer) => layer.kind !== 'batch norm');
  const { history, status } = engine.trainToEnd({
    ...config,
    network: { ...network, layers },
    epochs: 80,
  });
  const last = history[79];
  assert.equal(status, 'finished');
  assert.ok((last?.validationAccuracy ?? 0) > 0.9, `${last?.validationAccuracy}`);
  assert.ok((last?.trainingLoss ?? 0) > 2 * (last?.evaluatedTrainingLoss ?? 1));
  assert.equal(last?.weights.count, 48);
  assert.equal(
    last?.weights.histogram.counts.reduce((sum, n) => sum + n, 0),
    48,
  );
  const reached = engine.epochsToReach(history, 0.3) ?? NaN;
  assert.ok((history[reached - 1]?.validationLoss ?? 1) <= 0.3);
  assert.ok(history.slice(0, reached - 1).every((report) => (report.validationLoss ?? 0) > 0.3));
  assert.equal(engine.epochsToReach(history, -1), undefined);
});

test('the same seed gives the same bits, another seed others', () => {
  assert.deepEqual(engine.trainToEnd(config), engine.trainToEnd(config));
  const other = engine.trainToEnd({ ...config, seed: 10 });
  assert.notDeepEqual(other.parameters, engine.trainToEnd(config).parameters);
});

test('a state saved in the middle of an epoch resumes to the same bits', () => {
  const plan = engine.planTraining(config);
  let state = engine.startTraining(plan);
  for (let i = 0; state.status === 'running'; i++) {
    state = engine.stepTraining(structuredClone(state), engine.planTraining(config), 1 + (i % 4));
  }
  assert.deepEqual(state, engine.trainToEnd(config));
});

test('a rate of 0 gives the bits of no dropout layer', () => {
  const none = engine.trainToEnd({ ...config, network: engine.withoutDropout(network) });
  const zero = engine.trainToEnd({ ...config, network: engine.withRate(network, 0) });
  assert.deepEqual(zero.parameters, none.parameters);
  assert.deepEqual(zero.history, none.history);
});

test('runs with and without dropout share initial weights and the order of the batches', () => {
  const start = (specification: engine.NetworkSpecification): engine.TrainingState => {
    const plan = engine.planTraining({ ...config, network: specification });
    return engine.stepTraining(engine.startTraining(plan), plan, 0);
  };
  const [a, b] = [start(network), start(engine.withoutDropout(network))];
  assert.deepEqual(a.order, b.order);
  assert.deepEqual(a.parameters.trainable, b.parameters.trainable);
});

test('early stopping waits for its patience and can put the best weights back', () => {
  const rule = {
    monitor: 'validation loss',
    patience: 3,
    minDelta: 0.02,
    restoreBest: true,
  } as const;
  const state = engine.trainToEnd({ ...config, epochs: 200, earlyStopping: rule });
  assert.equal(state.status, 'stopped early');
  const values = state.history.map((report) => report.validationLoss ?? NaN);
  let best = 0;
  values.forEach((value, i) => {
    if (i > 0 && (values[best] ?? NaN) - value > 0.02) best = i;
  });
  assert.equal(state.best?.epoch, best + 1);
  assert.equal(values.length, best + 1 + 3);
  const workspace = engine.prepare(network, 32);
  assert.equal(engine.evaluate(workspace, state.parameters, data.validation).loss, values[best]);
});

test('a rising accuracy is an improvement', () => {
  const rule = { monitor: 'validation accuracy', patience: 1, minDelta: 0.1 } as const;
  assert.ok(engine.improves(0.5, undefined, rule));
  assert.ok(engine.improves(0.65, { epoch: 1, value: 0.5 }, rule));
  assert.ok(!engine.improves(0.55, { epoch: 1, value: 0.5 }, rule));
});

test('a run that diverges stops and says at which step', () => {
  const wild: engine.TrainingConfig = {
    ...config,
    network: {
      ...engine.withoutDropout(network),
      loss: 'mean squared error',
      layers: [{ kind: 'linear', units: 1 }],
    },
    optimiser: { kind: 'sgd', learningRate: 1e200 },
  };
  const state = engine.trainToEnd(wild);
  assert.equal(state.status, 'failed');
  assert.equal(
    state.message,
    `Step ${state.optimiser.steps}: loss or weights are no longer finite.`,
  );
  assert.ok(state.optimiser.steps <= 3);
  assert.equal(engine.stepTraining(state, engine.planTraining(wild)), state);
});

test('L1 makes exact or near zeros, L2 makes weights smaller, weight decay is not L2 under Adam', () => {
  const wide = drawWide();
  const run = (regularisation: engine.Regularisation, kind: 'sgd' | 'adam'): engine.TrainingState =>
    engine.trainToEnd({
      network: { inputs: 20, loss: 'mean squared error', layers: [{ kind: 'linear', units: 1 }] },
      ...engine.split(wide, 100),
      batchSize: 20,
      epochs: 60,
      optimiser: { kind, learningRate: 0.01 },
      regularisation,
      seed: 1,
    });
  const weights = (state: engine.TrainingState): engine.WeightReport | undefined =>
    state.history.at(-1)?.weights;
  const plain = weights(run({}, 'sgd'));
  assert.ok((weights(run({ l2: 1 }, 'sgd'))?.norm ?? 9) < (plain?.norm ?? 0));
  assert.ok(
    (weights(run({ l1: 0.5 }, 'sgd'))?.histogram.counts[20] ?? 0) >
      (plain?.histogram.counts[20] ?? 9),
  );
  assert.ok((run({ l1: 0.5 }, 'sgd').history.at(-1)?.penalty ?? 0) > 0);
  const equal = [run({ l2: 0.3 }, 'sgd'), run({ weightDecay: 0.3 }, 'sgd')];
  near(
    weights(equal[0] as engine.TrainingState)?.norm ?? NaN,
    weights(equal[1] as engine.TrainingState)?.norm ?? 0,
    1e-9,
  );
  const unequal = [run({ l2: 0.3 }, 'adam'), run({ weightDecay: 0.3 }, 'adam')];
  assert.notEqual(
    weights(unequal[0] as engine.TrainingState)?.norm,
    weights(unequal[1] as engine.TrainingState)?.norm,
  );
});

test('what cannot be planned is refused', () => {
  const refused = (change: Partial<engine.TrainingConfig>, message: RegExp): void => {
    assert.throws(() => engine.planTraining({ ...config, ...change }), {
      name: 'RangeError',
      message,
    });
  };
  refused({ batchSize: 0 }, /at least 1 example/);
  refused({ batchSize: 1 }, /BatchNorm cannot train/);
  refused({ batchSize: 199 }, /BatchNorm cannot train/);
  refused(
    { training: { count: 0, inputs: new Float64Array(), targets: new Float64Array() } },
    /no examples/,
  );
  refused({ initial: { trainable: [], statistics: [] } }, /do not fit/);
});

test('running statistics follow torch and Keras', () => {
  const x = Float64Array.of(1, 2, 4, 9);
  for (const [style, mean, variance] of [
    ['torch', 0.4, 0.9 + 0.1 * (38 / 3)],
    ['keras', 0.04, 0.99 + 0.01 * (38 / 4)],
  ] as const) {
    const one: engine.NetworkSpecification = {
      inputs: 1,
      loss: 'mean squared error',
      layers: [
        { kind: 'batch norm', style },
        { kind: 'linear', units: 1 },
      ],
    };
    const parameters = engine.initialParameters(one, 'he uniform', 1);
    engine.forwardPass(engine.prepare(one, 4), parameters, x, 4, 'train');
    near(parameters.statistics[0]?.[0] ?? NaN, mean, 1e-12);
    near(parameters.statistics[1]?.[0] ?? NaN, variance, 1e-12);
  }
});

function drawWide(): engine.Examples {
  return engine.drawRegression({ count: 120, features: 20, relevant: 3, noise: 0.5, seed: 2 });
}
