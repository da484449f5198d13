import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from '../../../engine';

const rows = 7;
const activations = ['relu', 'leaky relu', 'tanh', 'sigmoid', 'selu', 'linear'] as const;
const noises = ['inverted', 'classic', 'gaussian dropout', 'gaussian noise', 'alpha'] as const;
const losses = ['softmax cross-entropy', 'binary cross-entropy', 'mean squared error'] as const;

const cases: [string, engine.NetworkSpecification][] = [];
for (const name of activations) {
  cases.push([`activation ${name}`, network([{ kind: 'activation', name }])]);
}
for (const variant of noises) {
  cases.push([`dropout ${variant}`, network([{ kind: 'dropout', rate: 0.4, variant }])]);
}
for (const style of ['torch', 'keras'] as const) {
  cases.push([`BatchNorm ${style}`, network([{ kind: 'batch norm', style }])]);
}
for (const loss of losses) {
  cases.push([loss, { ...network([{ kind: 'activation', name: 'tanh' }]), loss }]);
}
cases.push([
  'everything',
  {
    inputs: 4,
    loss: 'softmax cross-entropy',
    layers: [
      { kind: 'dropout', rate: 0.2 },
      { kind: 'linear', units: 6, dropConnect: 0.3 },
      { kind: 'dropout', rate: 0.3, variant: 'alpha' },
      { kind: 'activation', name: 'selu' },
      { kind: 'batch norm', style: 'torch' },
      { kind: 'linear', units: 5 },
      { kind: 'batch norm', style: 'keras' },
      { kind: 'activation', name: 'sigmoid' },
      { kind: 'dropout', rate: 0.5 },
      { kind: 'linear', units: 3 },
      { kind: 'dropout', rate: 0.1 },
    ],
  },
]);

for (const [name, specification] of cases) {
  test(`gradients by central differences: ${name}`, () => checkGradients(specification));
}

test('gradients of both penalties by central differences', () => {
  const values = Float64Array.of(0.3, -1.2, 0, 2);
  const regularisation = { l1: 0.3, l2: 0.7 };
  const gradient = new Float64Array(4);
  engine.addPenaltyGradient(values, gradient, regularisation);
  assert.equal(gradient[2], 0);
  const penalty = (): number => engine.penaltyOf([values], ['weights'], regularisation);
  compare(values.subarray(0, 2), gradient.subarray(0, 2), penalty, 'penalty');
  compare(values.subarray(3), gradient.subarray(3), penalty, 'penalty');
});

function network(middle: engine.Layer[]): engine.NetworkSpecification {
  return {
    inputs: 4,
    loss: 'mean squared error',
    layers: [{ kind: 'linear', units: 5 }, ...middle, { kind: 'linear', units: 3 }],
  };
}

function checkGradients(specification: engine.NetworkSpecification): void {
  const source = engine.ownStream(8, 'gradients');
  const workspace = engine.prepare(specification, rows);
  const parameters = engine.initialParameters(specification, 'torch linear', 4);
  for (const array of parameters.trainable) {
    for (let i = 0; i < array.length; i++) array[i] = (array[i] ?? 0) + 0.2 * engine.normal(source);
  }
  const inputs = Float64Array.from({ length: rows * 4 }, () => engine.normal(source));
  const width = engine.targetWidth(specification.loss, 3);
  const targets = Float64Array.from({ length: rows * width }, () =>
    specification.loss === 'mean squared error'
      ? engine.normal(source)
      : engine.integerBelow(source, 2),
  );
  const pass = (): number => {
    const masks = engine.noiseSources(specification, 3);
    const y = engine.forwardPass(workspace, parameters, inputs, rows, 'train', masks);
    const { outputGradient } = workspace;
    return engine.lossAndGradient(specification.loss, y, targets, outputGradient, rows, 3);
  };
  pass();
  engine.backwardPass(workspace, parameters, inputs, rows);
  const gradients = workspace.gradients.map((gradient) => gradient.slice());
  const inputGradient = workspace.layers[0]?.inputGradient.slice() ?? new Float64Array();
  parameters.trainable.forEach((array, k) => {
    compare(array, gradients[k] ?? new Float64Array(), pass, `parameter ${k}`);
  });
  compare(inputs, inputGradient, pass, 'inputs');
}

// A bias right before BatchNorm has gradient 0, of which differences see rounding only: hence the floor.
function compare(
  values: Float64Array,
  gradient: Float64Array,
  loss: () => number,
  what: string,
): void {
  const largest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 1e-3);
  values.forEach((value, i) => {
    const step = 1e-5;
    values[i] = value + step;
    const above = loss();
    values[i] = value - step;
    const below = loss();
    values[i] = value;
    const numeric = (above - below) / (2 * step);
    const difference = Math.abs(numeric - (gradient[i] ?? NaN));
    assert.ok(difference <= 1e-5 * largest, `${what}[${i}]: ${gradient[i]} against ${numeric}`);
  });
}
