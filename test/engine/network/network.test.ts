import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from '../../../engine';
import { near } from '../near';

const layers: engine.Layer[] = [
  { kind: 'linear', units: 6 },
  { kind: 'activation', name: 'relu' },
  { kind: 'linear', units: 2 },
];
const network: engine.NetworkSpecification = { inputs: 3, loss: 'softmax cross-entropy', layers };

test('what cannot be trained is refused with a message', () => {
  const refused = (specification: engine.NetworkSpecification, message: RegExp): void => {
    assert.throws(() => engine.prepare(specification, 4), { name: 'RangeError', message });
  };
  refused({ ...network, layers: [] }, /1 to 5 linear layers/);
  refused({ ...network, layers: [...layers, ...layers, ...layers] }, /1 to 5 linear layers/);
  refused({ ...network, inputs: 0 }, /1 to 256 units wide, not 0/);
  refused({ ...network, layers: [{ kind: 'linear', units: 257 }] }, /not 257/);
  refused(
    { ...network, layers: [...layers, { kind: 'dropout', rate: 1 }] },
    /rate in \[0, 1\), not 1/,
  );
  refused({ ...network, layers: [{ kind: 'linear', units: 2, dropConnect: NaN }] }, /not NaN/);
});

test('initialisations have their bounds and spread, and do not depend on what stands between', () => {
  const wide: engine.NetworkSpecification = {
    ...network,
    inputs: 200,
    layers: [{ kind: 'linear', units: 100 }],
  };
  for (const [name, variance] of [
    ['glorot uniform', 2 / 300],
    ['he uniform', 2 / 200],
    ['torch linear', 1 / 600],
    ['lecun normal', 1 / 200],
  ] as const) {
    const [weights = new Float64Array(), biases] = engine.initialParameters(
      wide,
      name,
      3,
    ).trainable;
    const summary = engine.summariseRun(weights);
    near(summary.mean, 0, 4 * Math.sqrt(variance / 20000));
    near(summary.variance ?? NaN, variance, 0.05 * variance, name);
    const moved = engine.initialParameters(
      { ...wide, layers: [{ kind: 'dropout', rate: 0.5 }, ...wide.layers] },
      name,
      3,
    );
    assert.deepEqual(moved.trainable[0], weights);
    assert.equal(
      biases?.some((bias) => bias !== 0),
      name === 'torch linear',
    );
  }
});

test('classic dropout and DropConnect multiply by q in evaluation', () => {
  const x = Float64Array.of(1, 2, -3);
  const linear: engine.NetworkSpecification = {
    ...network,
    layers: [{ kind: 'linear', units: 2 }],
  };
  const parameters = engine.initialParameters(linear, 'he uniform', 1);
  const plain = engine.predict(engine.prepare(linear, 1), parameters, x);
  const classic: engine.NetworkSpecification = {
    ...linear,
    layers: [...linear.layers, { kind: 'dropout', rate: 0.2, variant: 'classic' }],
  };
  const connect: engine.NetworkSpecification = {
    ...linear,
    layers: [{ kind: 'linear', units: 2, dropConnect: 0.2 }],
  };
  for (const other of [classic, connect]) {
    const y = engine.predict(engine.prepare(other, 1), parameters, x);
    plain.forEach((value, i) => near(y[i] ?? NaN, 0.8 * value, 1e-12));
  }
});

test('evaluation is the same in chunks of any size, and draws nothing', () => {
  const parameters = engine.initialParameters(network, 'he uniform', 1);
  const points = engine.drawRegression({ count: 23, features: 3, relevant: 3, noise: 0, seed: 1 });
  const examples = { ...points, targets: points.targets.map((t) => (t > 0 ? 1 : 0)) };
  const whole = engine.evaluate(engine.prepare(network, 23), parameters, examples);
  const parts = engine.evaluate(engine.prepare(network, 5), parameters, examples);
  near(parts.loss, whole.loss, 1e-12);
  assert.equal(parts.accuracy, whole.accuracy);
});

test('removing a unit that nothing listens to changes nothing; another one does', () => {
  const parameters = engine.initialParameters(network, 'he uniform', 1);
  const next = parameters.trainable[2] ?? new Float64Array();
  for (let i = 0; i < next.length; i += 6) next[i] = 0;
  const examples = {
    count: 2,
    inputs: Float64Array.of(1, 2, 3, -1, -2, 1),
    targets: Float64Array.of(0, 1),
  };
  const workspace = engine.prepare(network, 2);
  assert.equal(engine.knockOut(workspace, parameters, examples, 0, 0), 0);
  const changes = [1, 2, 3, 4, 5].map((unit) =>
    engine.knockOut(workspace, parameters, examples, 0, unit),
  );
  assert.ok(changes.some((change) => change !== 0));
  assert.throws(() => engine.knockOut(workspace, parameters, examples, 2, 0), RangeError);
  const calm = engine.evaluateUnderNoise(workspace, parameters, examples, 0, 1);
  assert.deepEqual(calm, engine.evaluate(workspace, parameters, examples));
  assert.notEqual(engine.evaluateUnderNoise(workspace, parameters, examples, 1, 1).loss, calm.loss);
});

test('one binary output is right on its side of 0', () => {
  const outputs = Float64Array.of(2, -1, 3, -4);
  const targets = Float64Array.of(1, 1, 0, 0);
  assert.equal(engine.correctRows('binary cross-entropy', outputs, targets, 4, 1), 2);
  assert.equal(
    engine.correctRows('softmax cross-entropy', outputs, Float64Array.of(0, 1), 2, 2),
    1,
  );
  assert.equal(engine.correctRows('mean squared error', outputs, targets, 4, 1), 0);
});
