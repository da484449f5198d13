import { alphaDropoutValue } from '../../engine/closed-forms';
import { applyLayer, drawActivations, maskBits, summarise } from '../../engine/experiments';
import { formatFixed, formatNumber } from '../format';
import { distributionSides, type HalfPlan } from './figures';
import { say, type Scene, type SceneView, type Situation } from './scene';

/** Alpha dropout outside a SELU network, or ordinary dropout inside one. */
export const alpha: Scene = { id: 'alpha', phase: 'training', draw };

const samples = 32768;

function draw(situation: Situation): SceneView {
  const { rate, seed, phase } = situation;
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
    half(isAlpha ? 'nn.Dropout instead' : 'nn.AlphaDropout instead', other),
  );
  return {
    verdict: isAlpha
      ? say`Behind ${activation === 'relu' ? 'ReLU' : (situation.input.producer?.title ?? 'this layer')}, alpha dropout moves the mean from ${formatNumber(before.mean)} in evaluation to ${formatNumber(after.mean)} in training, and dropped units become ${formatNumber(summarise(yours).lowest)}, not 0.`
      : say`Behind SELU, ordinary dropout raises the variance from ${formatNumber(before.variance)} to ${formatNumber(after.variance)} in training; alpha dropout keeps it at ${formatNumber(fixed.variance)}.`,
    ...sides,
    numbers: [
      { name: 'mean in training', yours: after.mean, other: fixed.mean },
      { name: 'mean in evaluation', yours: before.mean, other: before.mean },
      { name: 'variance in training', yours: after.variance, other: fixed.variance },
      { name: 'variance in evaluation', yours: before.variance, other: before.variance },
      {
        name: 'value alpha dropout puts in before its correction',
        yours: isAlpha ? alphaDropoutValue : 0,
        other: isAlpha ? 0 : alphaDropoutValue,
      },
    ],
    lesson:
      'Alpha dropout restores mean 0 and variance 1, which SELU networks live on. Other activations have other moments, so there its correction is itself the shift; behind SELU, ordinary dropout breaks the balance.',
    formula: 'alpha',
  };
}
