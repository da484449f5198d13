import assert from 'node:assert/strict';
import test from 'node:test';
import * as engine from '../../../engine';
import { closeTo, near } from '../near';

const hidden = Float64Array.of(0.5, 1.2, 0, 2, 0.3, 0.9, 1.1, 0.7);
const weights = Array.from({ length: 3 }, (_, j) => hidden.map((_, i) => Math.sin(3 * i + j)));

for (const rate of [0, 0.2, 0.5, 0.9]) {
  const logits = (mask: ArrayLike<number>, outputs: Float64Array): void => {
    weights.forEach((row, j) => {
      outputs[j] = row.reduce(
        (sum, w, i) => sum + (w * (hidden[i] ?? 0) * (mask[i] ?? 0)) / (1 - rate),
        0,
      );
    });
  };
  const evaluation = weights.map((row) => row.reduce((sum, w, i) => sum + w * (hidden[i] ?? 0), 0));

  test(`a linear layer's sub-networks average to the evaluation at p = ${rate}`, () => {
    const state = enumerate({ units: 8, rate, outputs: 3, predict: logits });
    near(state.weight, 1, 1e-12);
    closeTo(state.means, evaluation, 1e-10);
  });

  test(`a softmax layer's sub-networks average geometrically to the evaluation at p = ${rate}`, () => {
    const state = enumerate({
      units: 8,
      rate,
      outputs: 3,
      predict(mask, outputs) {
        logits(mask, outputs);
        outputs.set(engine.rowSoftmax(outputs, 3));
      },
    });
    const expected = engine.rowSoftmax(Float64Array.from(evaluation), 3);
    closeTo(engine.geometricMean(state), expected, 1e-10);
    const differences = engine.ensembleDifferences(state, expected);
    assert.ok(differences.geometric < 1e-10);
    if (rate > 0) assert.ok(differences.arithmetic > 1e-3);
  });
}

test('all 2^16 masks weigh 1 together, in as many steps as one likes', () => {
  const state = enumerate({ units: 16, rate: 0.37, outputs: 0, predict: () => undefined }, 1000);
  near(state.weight, 1, 1e-12);
  assert.equal(state.done, 65536);
  assert.throws(
    () => engine.startEnsemble({ units: 17, rate: 0.5, outputs: 0, predict: () => undefined }),
    RangeError,
  );
});

function enumerate(config: engine.EnsembleConfig, count = 37): engine.EnsembleState {
  let state = engine.startEnsemble(config);
  while (state.done < state.total) state = engine.stepEnsemble(state, config, count);
  return state;
}
