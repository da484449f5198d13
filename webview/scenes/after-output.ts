import {
  argmaxFlipsOf,
  negativeLogLikelihoodOf,
  noiseFactor,
  regressionNoise,
  softmaxRowVariance,
} from '../../engine';
import {
  indexOfLargest,
  outputDropout,
  maskOfPass,
} from '../../engine/experiments';
import { formatNumber, formatShare } from '../format';
import { answers } from './answers';
import { say, type BarsFigure, type Scene, type SceneView, type Situation } from './scene';

/** Dropout behind the output: the answer itself is drawn at random while the model trains. */
export const afterOutput: Scene = {
  id: 'after-output',
  phase: 'training',
  draw: (situation) => (situation.width === 1 ? drawRegression(situation) : drawClasses(situation)),
};

/** Classes that are looked at where the code does not tell how many there are. */
const assumedClasses = 10;

/** More bars than this cannot be told apart. */
const mostClasses = 128;

function drawClasses(situation: Situation): SceneView {
  const { rate, seed, passes, pass, phase } = situation;
  const known = situation.input.width !== undefined;
  const classes = Math.min(mostClasses, known ? situation.width : assumedClasses);
  const layer = { kind: 'dropout', rate, units: classes, seed } as const;
  const run = outputDropout(layer, passes);
  const mask = maskOfPass(layer, pass).masks[0] ?? new Uint8Array();
  const drops = phase === 'training';
  const flips = drops ? argmaxFlipsOf(run.logits, rate) : 0;
  const loss = (at: number): number => negativeLogLikelihoodOf(run.logits, 0, at);
  const yoursLoss = drops ? loss(Math.min(rate, 0.999)) : loss(0);
  const yours = bars(
    drops ? (run.passes[pass - 1] ?? run.probabilities) : run.probabilities,
    drops ? mask : undefined,
  );
  return {
    verdict: verdictOf(rate, argmaxFlipsOf(run.logits, rate), loss(0), loss(Math.min(rate, 0.999))),
    yours: {
      title: 'Your code',
      note: drops
        ? `dropout on the logits, pass ${pass}`
        : 'in evaluation the logits pass unchanged',
      headline: {
        value: formatShare(flips),
        label: `of the predictions change their class in ${phase}`,
      },
      figure: yours,
    },
    other: {
      title: 'After the fix',
      note: 'dropout before the last layer; the logits are left alone',
      headline: {
        value: formatShare(0),
        label: `of the predictions change their class in ${phase}`,
      },
      figure: bars(run.probabilities),
    },
    numbers: [
      {
        name: 'predictions that change their class, exact over all masks',
        yours: flips,
        other: 0,
        as: 'share',
      },
      {
        name: `the same, counted in ${passes} passes`,
        yours: drops ? run.flips / passes : 0,
        other: 0,
        as: 'share',
      },
      { name: 'expected loss (negative log-likelihood)', yours: yoursLoss, other: loss(0) },
      {
        name: 'variance of the sum of the probabilities, if dropout came after softmax',
        yours: drops ? softmaxRowVariance(run.probabilities, rate) : 0,
        other: 0,
      },
    ],
    lesson: `Dropout in hidden layers removes evidence; here it removes the answer. A dropped logit is 0 whatever the network computed, the loss punishes what no weight can mend, and in evaluation all of it is gone. Computed for ${classes} classes with the right one ahead by about 3.`,
    formula: 'logits',
  };
}

function bars(probabilities: Float32Array, mask?: Uint8Array): BarsFigure {
  const chosen = indexOfLargest(probabilities);
  const right = formatShare(probabilities[0] ?? 0);
  return {
    kind: 'bars',
    values: Array.from(probabilities),
    truth: 0,
    chosen,
    dropped: Array.from(probabilities, (_, index) => mask?.[index] === 0),
    ceiling: 1,
    axis: 'probability of each class',
    summary: `Class ${chosen} is predicted${chosen === 0 ? ', rightly' : ' instead of class 0'}; the right class has ${right}.`,
  };
}

function verdictOf(rate: number, flips: number, before: number, after: number) {
  if (rate === 0) return say`At rate 0 the logits pass unchanged.`;
  return say`Dropout behind the output changes ${formatShare(flips)} of this input’s predictions in training and raises its loss from ${formatNumber(before)} to ${formatNumber(after)}.`;
}

function drawRegression(situation: Situation): SceneView {
  const { rate, phase } = situation;
  const noise = regressionNoise(1, rate);
  const view = answers.draw({ ...situation, width: 1 });
  const label = `irreducible squared error in ${phase}, in units of E[y²]`;
  return {
    ...view,
    verdict: say`Dropout on the output adds an error no training can remove: ${formatNumber(noise)} times the mean square of the prediction.`,
    yours: {
      ...view.yours,
      title: 'Your code',
      note: 'dropout on the prediction itself',
      headline: { value: formatNumber(phase === 'training' ? noise : 0), label },
    },
    other: {
      ...view.other,
      note: 'dropout before the last layer',
      headline: { value: formatNumber(0), label },
    },
    numbers: [
      { name: 'noise factor p/(1−p)', yours: noiseFactor(rate), other: 0 },
      { name: 'irreducible mean squared error, in units of E[y²]', yours: noise, other: 0 },
    ],
    lesson:
      'A prediction is set to 0 or scaled up by chance, so the loss never falls below this error, and the gradient chases noise.',
    formula: 'regression',
  };
}
