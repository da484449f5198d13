import { gaussianDropoutDeviation, noiseFactor } from '../../engine/closed-forms';
import { drawActivations, runPass, summarise } from '../../engine/experiments';
import { formatFixed, formatNumber } from '../format';
import { distributionSides } from './figures';
import { row, say, type Scene, type SceneView, type Situation } from './scene';
import { layerOf } from './situation';

/** Gaussian dropout: noise of the same mean and variance as dropout, without any zeros. */
export const gaussian: Scene = { id: 'gaussian', phase: 'training', draw };

const samples = 8192;

function draw(situation: Situation): SceneView {
  const { seed, phase, pass } = situation;
  const rate = Math.min(situation.rate, 0.99);
  const kind = situation.activation === 'softmax' ? 'identity' : situation.activation;
  const inputs = drawActivations(kind, samples, seed);
  const through = (name: Situation['kind']): Float32Array =>
    phase === 'evaluation'
      ? inputs
      : runPass(layerOf(situation, { kind: name, rate, units: samples }), inputs, pass).outputs;
  const [noisy, dropped] = [through('gaussian dropout'), through('dropout')];
  const [own, other] = [summarise(noisy), summarise(dropped)];
  const deviation = gaussianDropoutDeviation(rate);
  const sides = distributionSides(
    {
      domain: [-3.5, 4.5],
      axis: `outputs in ${phase}`,
      outline: { values: inputs, label: 'the same in evaluation' },
      label: `variance in ${phase}`,
    },
    { note: 'multiplied by noise', value: formatFixed(own.variance), values: noisy },
    { note: 'dropped or scaled up', value: formatFixed(other.variance), values: dropped },
  );
  return {
    verdict: say`${'Nothing is dropped'} here: in training every value is multiplied by 1 ± ${formatNumber(deviation)}, which has the mean and the variance of dropout at the same rate.`,
    yours: sides.yours,
    other: { ...sides.other, title: 'Dropout instead' },
    numbers: [
      row('standard deviation of the factor, √(p/(1−p))', deviation, Math.sqrt(noiseFactor(rate))),
      row('mean of the outputs, measured', own.mean, other.mean),
      row('variance of the outputs, measured', own.variance, other.variance),
      row('outputs that are exactly 0', own.zeros, other.zeros, 'share'),
    ],
    lesson:
      'The noise needs no scaling in evaluation, because its mean is 1 already. A factor may be negative, so a value can even change its sign.',
    formula: 'gaussian',
  };
}
