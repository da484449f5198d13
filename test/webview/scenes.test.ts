import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  argmaxFlips,
  batchNormOutputDeviation,
  evaluationVariance,
  keptUnits,
  maxPoolInflation,
  negativeLogLikelihood,
  recomputationMismatch,
  reluOfStandardNormal,
  scale,
  stackedRate,
  tenClasses,
  trainingVariance,
  varianceRatioThroughLinear,
  weightAlignment,
} from '../../engine';
import { drawWeights, maskOfPass } from '../../engine/experiments';
import { untouched, type ViewSettings } from '../../server/webview-messages';
import { computeView, rememberLast, type ComputedView } from '../../webview/compute';
import { formatNumber, formatShare } from '../../webview/format';
import { rulesOfScenes, sceneOf } from '../../webview/scenes';
import { runAnswers } from '../../webview/scenes/answers';
import { plainText } from '../../webview/scenes/scene';
import { inputs, layer } from './inputs';

type Name = keyof typeof inputs;

test('every finding of the examples opens the scene of its name', () => {
  for (const [name, input] of Object.entries(inputs)) assert.equal(sceneOf(input).id, name);
});

test('no rule has two scenes', () => {
  const rules = rulesOfScenes.flatMap(([, names]) => names);
  assert.equal(new Set(rules).size, rules.length);
});

test('every scene draws at every edge of the controls, in both phases, without a broken number', () => {
  for (const input of Object.values(inputs)) {
    for (const settings of edges()) {
      const view = compute(input, settings);
      const text = plainText(view.scene.verdict);
      assert.match(text, /\.$/);
      assert.doesNotMatch(text, /NaN|undefined|Infinity/);
      assert.ok(view.scene.numbers.length >= 2);
    }
  }
});

test('the shift into BatchNorm is the engine’s', () => {
  const unit = { ...reluOfStandardNormal, rate: 0.5 };
  const { scene } = compute(inputs['before-batchnorm']);
  assert.equal(value(scene, 'variance BatchNorm learns in training'), trainingVariance(unit));
  assert.equal(value(scene, 'variance it meets in evaluation'), evaluationVariance(unit));
  assert.equal(scene.yours.headline.value, batchNormOutputDeviation(unit).toFixed(2));
  const words = plainText(scene.verdict);
  assert.ok(words.includes(formatNumber(trainingVariance(unit))));
  assert.ok(words.includes(formatShare(batchNormOutputDeviation(unit))));
  const measured = value(scene, 'the same, measured on 8,192 values');
  assert.ok(Math.abs(measured - batchNormOutputDeviation(unit)) < 0.02, String(measured));
});

test('behind a linear layer the shift follows width, correlation and weights', () => {
  const input = {
    ...inputs['before-batchnorm'],
    followers: [
      { kind: 'linear', title: 'nn.Linear(256, 256)' },
      { kind: 'batchNorm', title: 'nn.BatchNorm1d(256)' },
    ],
  };
  const { scene } = compute(input, { correlation: 0.2 });
  const ratio = varianceRatioThroughLinear({
    ...{ ...reluOfStandardNormal, rate: 0.5, inputs: 256, correlation: 0.2 },
    weightAlignment: weightAlignment(drawWeights(256, untouched.seed)),
  });
  assert.equal(value(scene, 'ratio, evaluation to training'), ratio);
});

test('dropout on the output shows the engine’s flips and losses', () => {
  const { scene } = compute(inputs['after-output'], { passes: 2000 });
  assert.equal(scene.yours.headline.value, formatShare(argmaxFlips(0.5)));
  const loss = value(scene, 'loss (negative log-likelihood), closed form');
  assert.equal(loss, negativeLogLikelihood(0.5, tenClasses));
  const counted = value(scene, 'the same, counted in 2000');
  assert.ok(Math.abs(counted - argmaxFlips(0.5)) < 0.04, String(counted));
});

test('forgotten eval gives as many answers as passes, and one after the fix', () => {
  const { scene } = compute(inputs.answers, { passes: 2000 });
  const measured = value(scene, 'standard deviation, measured');
  const expected = value(scene, 'standard deviation, closed form');
  assert.ok(Math.abs(measured - expected) < 0.06 * expected, `${measured} ${expected}`);
  assert.equal(scene.other.headline.value, '± 0.00');
});

test('two dropouts in a row are the two that the finding names', () => {
  const partner = { kind: 'dropout', title: 'nn.Dropout(0.2)', rate: 0.2 };
  const { scene } = compute({ ...inputs.stacked, partner });
  assert.equal(value(scene, 'effective drop probability'), stackedRate([0.5, 0.2]));
});

test('the other scenes show the engine’s numbers', () => {
  const first = (name: Name): number => compute(inputs[name]).scene.numbers[0]?.yours ?? NaN;
  assert.equal(first('stacked'), stackedRate([0.5, 0.3]));
  assert.equal(first('max-pool'), maxPoolInflation(4, 0.5));
  assert.equal(first('recomputed'), recomputationMismatch(0.5));
  const { scene } = compute(inputs.rate);
  assert.equal(value(scene, 'factor on what is kept'), scale(0.9));
  assert.equal(scene.numbers[0]?.other, 0.1);
});

test('the grid shows the mask that torch draws in that pass', () => {
  const { layer: shown } = compute(inputs.general, { pass: 3 });
  const [mask] = maskOfPass({ kind: 'dropout', rate: 0.5, units: 64, seed: 42 }, 3).masks;
  assert.deepEqual(shown.pass.mask.states, mask);
  assert.equal(shown.pass.expected, keptUnits(64, 0.5));
  assert.equal(shown.stream.firstMask, '1111010011110010');
});

test('the verdict tells of the fault whatever phase is looked at', () => {
  for (const [name, input] of Object.entries(inputs)) {
    const words = (['training', 'evaluation'] as const).map((phase) =>
      plainText(compute(input, { phase }).scene.verdict),
    );
    assert.equal(words[0], words[1], name);
  }
});

test('stepping to another pass does not repeat the many passes', () => {
  let runs = 0;
  const remembered = rememberLast((situation) => (runs++, runAnswers(situation)));
  const input = inputs.general;
  for (const pass of [1, 2, 3]) {
    computeView({ input, settings: { ...untouched, pass } }, remembered);
  }
  assert.equal(runs, 1);
});

test('a rate or width that no layer can have is shown within its limits', () => {
  const view = compute(layer({ rate: 7, width: 1e9 }));
  assert.equal(view.situation.rate, 1);
  assert.equal(view.situation.width, 4096);
});

function compute(
  input: Parameters<typeof sceneOf>[0],
  settings: Partial<ViewSettings> = {},
): ComputedView {
  return computeView({ input, settings: { ...untouched, ...settings } }, runAnswers);
}

function value(scene: ComputedView['scene'], name: string): number {
  const row = scene.numbers.find((candidate) => candidate.name === name);
  assert.ok(row, `no row "${name}" among ${scene.numbers.map((each) => each.name).join('; ')}`);
  return row.yours;
}

function edges(): Partial<ViewSettings>[] {
  return [
    ...([0, 0.01, 0.99, 1] as const).map((rate) => ({ rate })),
    ...[{ width: 1 }, { passes: 1 }, { seed: 0 }, { seed: 2 ** 32 - 1 }],
    { phase: 'training' },
    { phase: 'evaluation' },
  ];
}
