import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from '../../../engine';
import { near } from '../near';

for (const kind of ['moons', 'circles', 'spirals', 'xor'] as const) {
  test(`${kind}: seeded, balanced, bounded and separable`, () => {
    const options = { kind, count: 2000, noise: 0, seed: 6 };
    const points = engine.drawPoints(options);
    assert.deepEqual(points, engine.drawPoints(options));
    assert.notDeepEqual(points, engine.drawPoints({ ...options, seed: 7 }));
    assert.equal(
      points.classes.reduce((sum, label) => sum + label, 0),
      1000,
    );
    assert.ok(points.inputs.every((value) => Math.abs(value) <= 2));
    assert.ok(points.classes.every((label, i) => nearestLabel(points, i) === label));
  });
}

test('noise moves the points and flips the labels asked for, and nothing else', () => {
  const options = { kind: 'moons', count: 20000, noise: 0, seed: 6 } as const;
  const clean = engine.drawPoints(options);
  const flipped = engine.drawPoints({ ...options, flipped: 0.1 });
  assert.deepEqual(flipped.inputs, clean.inputs);
  const changed = clean.classes.filter((label, i) => label !== flipped.classes[i]).length;
  near(changed / 20000, 0.1, 4 * Math.sqrt(0.09 / 20000));
});

test('a linear regression has irrelevant features and the noise asked for', () => {
  const options = { count: 5000, features: 6, relevant: 2, noise: 0.5, seed: 1 };
  const { weights, inputs, targets } = engine.drawRegression(options);
  assert.deepEqual([...weights.subarray(2)], [0, 0, 0, 0]);
  const rest = targets.map((target, i) =>
    weights.reduce((sum, w, j) => sum - w * (inputs[6 * i + j] ?? 0), target),
  );
  near(engine.summariseRun(rest).variance ?? NaN, 0.25, 4 * 0.25 * Math.sqrt(2 / 5000));
});

test('a split shares nothing', () => {
  const examples = engine.drawRegression({
    count: 10,
    features: 3,
    relevant: 1,
    noise: 0,
    seed: 1,
  });
  const { training, validation } = engine.split(examples, 7);
  assert.deepEqual([training.count, validation.count], [7, 3]);
  assert.deepEqual([...training.inputs, ...validation.inputs], [...examples.inputs]);
  assert.deepEqual([...training.targets, ...validation.targets], [...examples.targets]);
  assert.equal(engine.outputsForPoints('softmax cross-entropy'), 2);
});

function nearestLabel({ inputs, classes, count }: engine.Points, of: number): number {
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < count; i++) {
    if (i === of) continue;
    const dx = (inputs[2 * i] ?? 0) - (inputs[2 * of] ?? 0);
    const dy = (inputs[2 * i + 1] ?? 0) - (inputs[2 * of + 1] ?? 0);
    if (dx * dx + dy * dy < least) {
      least = dx * dx + dy * dy;
      best = i;
    }
  }
  return classes[best] ?? NaN;
}
