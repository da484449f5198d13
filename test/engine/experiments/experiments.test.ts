import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alphaDropoutConstants,
  argmaxFlips,
  batchNormOutputDeviation,
  missingEvalDeviation,
  negativeLogLikelihood,
  noiseFactor,
  reluOfStandardNormal,
} from '../../../engine/closed-forms';
import { frameworks } from '../../../engine/framework';
import { drawMasks } from '../../../engine/masks';
import { frameworkPasses } from '../../../engine/experiments/framework-passes';
import {
  activate,
  activationMoments,
  applyLayer,
  batchNormShift,
  correlation,
  dot,
  drawActivations,
  drawCorrelated,
  drawFeatureMaps,
  drawWeights,
  indexOfLargest,
  leakThroughNeighbours,
  maskBits,
  maskOfPass,
  masksOfPasses,
  outputDropout,
  runReadout,
  softmax,
  spreadChannelMask,
  runPass,
  summarise,
  type ActivationKind,
} from '../../../engine/experiments';

test('a summary is that of the sample', () => {
  const summary = summarise([0, 2, 0, 6]);
  assert.deepEqual(
    [summary.mean, summary.variance, summary.lowest, summary.highest, summary.zeros],
    [2, 6, 0, 6, 0.5],
  );
  assert.equal(correlation([1, 2, 3], [6, 4, 2]), -1);
  assert.equal(dot([1, 2], [3, 4]), 11);
  assert.equal(indexOfLargest([1, 5, 5]), 1);
});

test('activations have the moments of their closed forms, and no two seeds agree', () => {
  for (const kind of ['identity', 'relu', 'selu'] as const) {
    const summary = summarise(drawActivations(kind, 100_000, 3));
    const moments = activationMoments(kind);
    assert.ok(Math.abs(summary.mean - (moments?.mean ?? NaN)) < 0.015, kind);
    assert.ok(Math.abs(summary.variance - (moments?.variance ?? NaN)) < 0.03, kind);
  }
  assert.notDeepEqual(drawActivations('relu', 8, 1), drawActivations('relu', 8, 2));
});

test('activations are what their names say', () => {
  const values: Readonly<Partial<Record<ActivationKind, number>>> = {
    leakyRelu: -0.01,
    gelu: -0.15865525,
    silu: -0.26894143,
    elu: -0.63212056,
    sigmoid: 0.26894143,
    softplus: 0.31326169,
    tanh: -0.76159418,
    selu: -1.1113307,
  };
  for (const [kind, expected] of Object.entries(values)) {
    const [value] = activateOne(kind as ActivationKind, -1);
    assert.ok(Math.abs((value ?? NaN) - expected) < 1e-6, `${kind} ${value}`);
  }
  const probabilities = softmax([1000, 1000, -1000]);
  assert.deepEqual([...probabilities], [0.5, 0.5, 0]);
});

test('passes continue one stream as successive calls of torch do', () => {
  const layer = { kind: 'dropout', rate: 0.5, units: 16, seed: 42 } as const;
  const [first, second] = masksOfPasses(layer, 2);
  assert.equal(first?.join(''), '1111010011110010');
  assert.equal(second?.join(''), '1001101111011111');
  assert.deepEqual(maskOfPass(layer, 2).masks[0], second);
});

test('a unit’s gradient has the mask and the factor of its value', () => {
  const layer = { kind: 'dropout', rate: 0.75, units: 4, seed: 42 } as const;
  const input = Float32Array.of(0.5, -1, 2, 0.25);
  const { mask, outputs, slopes } = runPass(layer, input, 1);
  assert.deepEqual(mask, maskBits(layer, 1));
  outputs.forEach((output, i) =>
    assert.equal(output, (input[i] as number) * (slopes[i] as number)),
  );
  assert.deepEqual(
    slopes,
    Float32Array.from(mask, (bit) => 4 * bit),
  );
  const { a } = alphaDropoutConstants(0.5);
  const alpha = runPass({ ...layer, kind: 'alpha dropout', rate: 0.5 }, input, 1);
  alpha.slopes.forEach((slope, i) => {
    assert.ok(Math.abs(slope - a * (alpha.mask[i] as number)) < 1e-6);
  });
});

test('Gaussian dropout drops nothing, and its factors have mean 1 and the variance of dropout', () => {
  const layer = { kind: 'gaussian dropout', rate: 0.3, units: 20_000, seed: 1 } as const;
  const { mask, outputs, slopes } = runPass(layer, new Float32Array(20_000).fill(1), 2);
  assert.ok(mask.every((bit) => bit === 1));
  assert.deepEqual(outputs, slopes);
  const { mean, variance } = summarise(outputs);
  assert.ok(Math.abs(mean - 1) < 0.02 && Math.abs(variance - noiseFactor(0.3)) < 0.02);
});

test('other frameworks draw their own masks, and the others say that they do not', () => {
  const layer = { kind: 'dropout', rate: 0.5, units: 24, seed: 42 } as const;
  for (const framework of frameworks) {
    const own = { ...layer, framework };
    const first = frameworkPasses(own, 1, 3);
    const alone = frameworkPasses(own, 3, 1);
    assert.deepEqual(
      alone.masks[0],
      first.masks[2],
      `${framework}: pass 3 depends on passes before`,
    );
    assert.notDeepEqual(first.masks[0], first.masks[1], framework);
    const reproduced = !/paddle|mindspore|mxnet|mlx|tinygrad|pytorch/.test(framework);
    assert.equal(first.verdict === 'exact', reproduced, framework);
    for (const rate of [0, 1]) {
      assert.ok(frameworkPasses({ ...own, rate }, 1, 1).masks[0]?.every((bit) => bit === 1 - rate));
    }
  }
  const keras = drawMasks({
    framework: 'keras-tf',
    api: 'Dropout',
    rate: 0.5,
    shape: [24],
    calls: 2,
    seed: 42n,
  });
  assert.deepEqual(
    frameworkPasses({ ...layer, framework: 'keras' }, 2, 1).masks[0],
    keras.masks[1],
  );
});

test('the spread of many passes is that of the closed form, and their mean the evaluation', () => {
  const layer = { kind: 'dropout', rate: 0.3, units: 64, seed: 7 } as const;
  const input = drawActivations('relu', 64, 7);
  const weights = drawWeights(64, 7);
  const passes = 4000;
  const run = runReadout(layer, input, weights, passes);
  const { mean, deviation } = summarise(run.answers);
  const expected = missingEvalDeviation(weights, input, 0.3);
  assert.ok(Math.abs(deviation - expected) < 0.06 * expected);
  assert.ok(Math.abs(mean - run.evaluation) < (4 * expected) / Math.sqrt(passes));
  assert.ok(Math.abs(summarise(run.kept).mean - 44.8) < 0.3);
  assert.ok(Math.abs(dot(run.meanOutputs, weights) - mean) < 1e-6);
});

test('a measured BatchNorm shift is that of the closed form', () => {
  const plan = { kind: 'relu', rate: 0.5, samples: 60_000, seed: 1 } as const;
  const shift = batchNormShift(plan);
  const expected = batchNormOutputDeviation({ ...reluOfStandardNormal, rate: 0.5 });
  assert.ok(Math.abs(summarise(shift.evaluation).deviation - expected) < 0.01);
  assert.ok(Math.abs(summarise(shift.training).deviation - 1) < 1e-4);
  assert.ok(Math.abs(summarise(shift.fixed).deviation - 1) < 1e-4);
});

test('correlated inputs have the correlation and the moments that are asked for', () => {
  const columns = 2;
  const rows = 50_000;
  const values = drawCorrelated({ kind: 'relu', rows, columns, correlation: 0.4, seed: 5 });
  const column = (index: number) => values.filter((_, i) => i % columns === index);
  assert.ok(Math.abs(correlation(column(0), column(1)) - 0.4) < 0.02);
  assert.ok(Math.abs(summarise(values).variance - reluOfStandardNormal.variance) < 0.01);
});

test('dropout on logits flips and costs as the closed forms say', () => {
  const run = outputDropout({ kind: 'dropout', rate: 0.5, units: 10, seed: 2 }, 8000);
  assert.ok(Math.abs(run.flips - argmaxFlips(0.5)) < 0.025, String(run.flips));
  assert.ok(Math.abs(run.loss - negativeLogLikelihood(0.5)) < 0.08, String(run.loss));
  assert.ok(Math.abs(run.evaluationLoss - negativeLogLikelihood(0)) < 0.04);
});

test('single holes in a feature map can be guessed, whole channels cannot', () => {
  const maps = drawFeatureMaps(32, 12, 4);
  assert.ok(Math.abs(summarise(maps.values).variance - 1) < 0.15);
  const element = { kind: 'dropout', rate: 0.3, units: maps.values.length, seed: 4 } as const;
  const leak = leakThroughNeighbours(maps, maskOfPass(element, 1).masks[0] ?? new Uint8Array());
  assert.ok(leak.correlation > 0.85 && leak.exposed > 0.97, JSON.stringify(leak));
  const channels = maskOfPass({ ...element, units: 32 }, 1).masks[0] ?? new Uint8Array();
  const none = leakThroughNeighbours(maps, spreadChannelMask(channels, 12));
  assert.equal(none.exposed, 0);
  assert.ok(Number.isNaN(none.correlation));
});

test('applying a layer is torch’s float32 arithmetic', () => {
  const layer = { kind: 'dropout', rate: 0.3 } as const;
  const [kept, dropped] = applyLayer(layer, Float32Array.of(1, 1), Uint8Array.of(1, 0));
  assert.equal(kept, Math.fround(1 / Math.fround(0.7)));
  assert.equal(dropped, 0);
});

function activateOne(kind: ActivationKind, x: number): Float32Array {
  return activate(kind, Float32Array.of(x));
}
