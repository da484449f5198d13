import { alphaDropoutValue } from '../../engine/closed-forms';
import {
  applyLayer,
  drawActivations,
  maskBits,
  summarise,
  type Summary,
} from '../../engine/experiments';
import { formatFixed, formatNumber } from '../format';
import { distributionSides, type HalfPlan } from './figures';
import { say, type Scene, type SceneView, type Situation, row } from './scene';
import { wordsOf } from './situation';

/** Alpha dropout outside a SELU network, or ordinary dropout inside one. */
export const alpha: Scene = { id: 'alpha', phase: 'training', draw };

const samples = 32768;

function draw(situation: Situation): SceneView {
  const { rate, seed, phase } = situation;
  const { dropout, alpha: alphaLayer } = wordsOf(situation);
  const isAlpha = situation.kind === 'alpha dropout';
  const activation = isAlpha && situation.activation === 'identity' ? 'relu' : situation.activation;
  const inputs = drawActivations(isAlpha ? activation : 'selu', samples, seed);
  const through = (kind: Situation['kind']): Float32Array => {
    const mask = maskBits({ kind, rate, units: samples, seed }, 1);
    return applyLayer({ kind, rate }, inputs, mask);
  };
  const yours = through(situation.kind);
  const other = through(isAlpha ? 'dropout' : 'alpha dropout');
  const [before, after, fixed] = [summarise(inputs), summarise(yours), summarise(other)];
  const measured = isAlpha ? 'mean' : 'variance';
  const half = (note: string, values: Float32Array): HalfPlan => {
    const shown = phase === 'training' ? values : inputs;
    return { note, value: formatFixed(summarise(shown)[measured]), values: shown };
  };
  const sides = distributionSides(
    {
      domain: [-3.5, 4.5],
      axis: `outputs in ${phase}`,
      outline: { values: inputs, label: 'the same in evaluation' },
      label: `${measured} in ${phase}; in evaluation it is ${formatFixed(before[measured])}`,
    },
    half(situation.input.title, yours),
    half(`${isAlpha ? dropout : (alphaLayer ?? 'alpha dropout')} instead`, other),
  );
  return {
    verdict: isAlpha
      ? misplacedVerdict(situation, before, after)
      : missingVerdict(before, after, fixed),
    ...sides,
    numbers: numbersOf(isAlpha, before, after, fixed),
    lesson:
      'Alpha dropout restores mean 0 and variance 1, which SELU networks live on. Other activations have other moments, so there its correction is itself the shift; behind SELU, ordinary dropout breaks the balance.',
    formula: 'alpha',
  };
}

function misplacedVerdict({ input, activation }: Situation, before: Summary, after: Summary) {
  const name = activation === 'identity' ? 'ReLU' : (input.producer?.title ?? activation);
  return say`Behind ${name}, alpha dropout moves the mean from ${formatNumber(before.mean)} in evaluation to ${formatNumber(after.mean)} in training, and dropped units become ${formatNumber(after.lowest)}, not 0.`;
}

function missingVerdict(before: Summary, after: Summary, fixed: Summary) {
  return say`Behind SELU, ordinary dropout raises the variance from ${formatNumber(before.variance)} to ${formatNumber(after.variance)} in training; alpha dropout keeps it at ${formatNumber(fixed.variance)}.`;
}

function numbersOf(isAlpha: boolean, before: Summary, after: Summary, fixed: Summary) {
  return [
    row('mean in training', after.mean, fixed.mean),
    row('mean in evaluation', before.mean, before.mean),
    row('variance in training', after.variance, fixed.variance),
    row('variance in evaluation', before.variance, before.variance),
    row(
      'value alpha dropout puts in before its correction',
      isAlpha ? alphaDropoutValue : 0,
      isAlpha ? 0 : alphaDropoutValue,
    ),
  ];
}
