import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {
  prepare,
  startOptimiser,
  trainBatch,
  type BatchRules,
  type NetworkSpecification,
  type Parameters,
} from '../../engine';
import { near } from '../engine/near';

interface Result {
  readonly losses: number[];
  readonly trainable: number[][];
  readonly statistics: number[][];
}

interface Fixture {
  readonly name: 'regression' | 'classes' | 'binary';
  readonly initial: Result;
  readonly inputs: number[][];
  readonly targets: number[][];
  readonly masks: (string[] | null)[];
  readonly results: Record<string, { readonly float64: Result; readonly float32: Result }>;
}

const file = path.resolve('test/oracle/golden/training.json');
const { version, networks } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
  version: string;
  networks: Fixture[];
};

const specifications: Record<Fixture['name'], NetworkSpecification> = {
  regression: {
    inputs: 2,
    loss: 'mean squared error',
    layers: [
      { kind: 'linear', units: 8 },
      { kind: 'activation', name: 'relu' },
      { kind: 'batch norm', style: 'torch' },
      { kind: 'dropout', rate: 0.25 },
      { kind: 'linear', units: 1 },
    ],
  },
  classes: {
    inputs: 3,
    loss: 'softmax cross-entropy',
    layers: [
      { kind: 'dropout', rate: 0.1 },
      { kind: 'linear', units: 6 },
      { kind: 'activation', name: 'tanh' },
      { kind: 'linear', units: 5 },
      { kind: 'batch norm', style: 'torch' },
      { kind: 'activation', name: 'leaky relu' },
      { kind: 'dropout', rate: 0.5 },
      { kind: 'linear', units: 4 },
    ],
  },
  binary: {
    inputs: 2,
    loss: 'binary cross-entropy',
    layers: [
      { kind: 'linear', units: 6 },
      { kind: 'activation', name: 'selu' },
      { kind: 'linear', units: 4 },
      { kind: 'activation', name: 'sigmoid' },
      { kind: 'dropout', rate: 0.4 },
      { kind: 'linear', units: 1 },
    ],
  },
};

const everything = { biases: true, batchNorm: true };
const rules: Record<string, BatchRules> = {
  sgd: { optimiser: { kind: 'sgd', learningRate: 0.05 }, regularisation: {} },
  momentum: { optimiser: { kind: 'momentum', learningRate: 0.05 }, regularisation: {} },
  nesterov: {
    optimiser: { kind: 'nesterov', learningRate: 0.05, momentum: 0.8 },
    regularisation: {},
  },
  adam: { optimiser: { kind: 'adam', learningRate: 0.01 }, regularisation: {} },
  adamw: {
    optimiser: { kind: 'adam', learningRate: 0.01 },
    regularisation: { weightDecay: 0.1, ...everything },
  },
  l2: {
    optimiser: { kind: 'sgd', learningRate: 0.05 },
    regularisation: { l2: 0.02, ...everything },
  },
};

// A bias right before BatchNorm has gradient 0 but for rounding, which Adam blows up to full steps.
const meaningless: Partial<Record<Fixture['name'], number>> = { classes: 3 };

for (const fixture of networks) {
  for (const [name, rule] of Object.entries(rules)) {
    test(`${fixture.name}: 20 steps of ${name} are torch ${version}'s`, () => {
      const expected = fixture.results[name];
      assert.ok(expected);
      const { losses, parameters } = train(fixture, rule);
      const skipped = name.startsWith('adam') ? meaningless[fixture.name] : undefined;
      for (const [type, tolerance] of [
        ['float64', 1e-10],
        ['float32', 1e-4],
      ] as const) {
        compare([losses], [expected[type].losses], tolerance, 'loss');
        compare(parameters.trainable, expected[type].trainable, tolerance, 'parameter', skipped);
        // The running mean follows such a bias, too.
        const means = skipped === undefined ? undefined : 0;
        compare(parameters.statistics, expected[type].statistics, tolerance, 'statistic', means);
      }
    });
  }
}

function train(fixture: Fixture, rule: BatchRules): { losses: number[]; parameters: Parameters } {
  const workspace = prepare(specifications[fixture.name], 16);
  const parameters = {
    trainable: fixture.initial.trainable.map((values) => Float64Array.from(values)),
    statistics: fixture.initial.statistics.map((values) => Float64Array.from(values)),
  };
  const sizes = parameters.trainable.map((values) => values.length);
  let memory = startOptimiser(rule.optimiser, sizes);
  const losses = fixture.inputs.map((inputs, step) => {
    const masks = fixture.masks.map(
      (texts) => texts && Uint8Array.from([...(texts[step] ?? '')], Number),
    );
    const batch = {
      inputs: Float64Array.from(inputs),
      targets: Float64Array.from(fixture.targets[step] ?? []),
      rows: 16,
    };
    const supply = masks.map((mask) => mask ?? undefined);
    const { loss, finite } = trainBatch(workspace, parameters, memory, rule, batch, supply);
    assert.ok(finite);
    memory = { ...memory, steps: memory.steps + 1 };
    return loss;
  });
  return { losses, parameters };
}

function compare(
  actual: readonly ArrayLike<number>[],
  expected: readonly number[][],
  tolerance: number,
  what: string,
  skipped?: number,
): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((values, k) => {
    if (k === skipped) return;
    const scale = Math.max(1e-2, ...values.map(Math.abs));
    values.forEach((value, i) => {
      near(actual[k]?.[i] ?? NaN, value, tolerance * scale, `${what} ${k}[${i}]`);
    });
  });
}
