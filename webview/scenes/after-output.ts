import {
  argmaxFlips,
  negativeLogLikelihood,
  tenClasses,
  noiseFactor,
  regressionNoise,
} from '../../engine/closed-forms';
import { outputDropout } from '../../engine/experiments';
import { formatNumber, formatShare } from '../format';
import { answers } from './answers';
import { stateCells } from './figures';
import { layerOf } from './situation';
import { say, type CellsFigure, type Scene, type SceneView, type Situation, row } from './scene';

/** Dropout behind the output: the answer itself is drawn at random while the model trains. */
export const afterOutput: Scene = {
  id: 'after-output',
  phase: 'training',
  draw: (situation) => (situation.width === 1 ? drawRegression(situation) : drawClasses(situation)),
};

/** Classes that are looked at where the code tells none, or more than the closed form is quick for. */
const assumedClasses = 10;

function drawClasses(situation: Situation): SceneView {
  const { rate, passes, phase } = situation;
  const classes = classesOf(situation);
  const drops = phase === 'training';
  const logits = { ...tenClasses, classes };
  const run = outputDropout(layerOf(situation, { kind: 'dropout', units: classes }), passes);
  const flips = argmaxFlips(rate, logits);
  const [loss, before] = [rate, 0].map((at) => negativeLogLikelihood(at, logits)) as [
    number,
    number,
  ];
  const all = new Uint8Array(passes).fill(1);
  const label = `of the predictions name another class in ${phase}`;
  return {
    verdict: verdictOf(rate, flips, before, loss),
    yours: {
      title: 'Your code',
      note: drops ? 'dropout on the logits' : 'in evaluation the logits pass unchanged',
      headline: { value: formatShare(drops ? flips : 0), label },
      figure: predictions(drops ? run.same : all),
    },
    other: {
      title: 'After the fix',
      note: 'the logits are left alone',
      headline: { value: formatShare(0), label },
      figure: predictions(all),
    },
    numbers: [
      row('predictions that name another class, closed form', drops ? flips : 0, 0, 'share'),
      row(`the same, counted in ${passes}`, drops ? run.flips : 0, 0, 'share'),
      row('loss (negative log-likelihood), closed form', drops ? loss : before, before),
      row(
        `the same, measured on ${passes}`,
        drops ? run.loss : run.evaluationLoss,
        run.evaluationLoss,
      ),
      row(
        'confidence less accuracy (0 is calibrated)',
        drops ? run.overconfidence : run.evaluationOverconfidence,
        run.evaluationOverconfidence,
        'share',
      ),
    ],
    lesson: `In hidden layers dropout removes evidence; here it removes the answer, and the loss punishes what no weight can mend. Computed for ${classes} classes with standard normal logits and the right one ahead by 3.`,
    formula: 'logits',
  };
}

function classesOf({ input, width }: Situation): number {
  return input.width !== undefined && width <= 16 ? width : assumedClasses;
}

function predictions(same: Uint8Array): CellsFigure {
  return stateCells(same, { 1: 'predictions as without dropout', 0: 'another class wins', 2: '' });
}

function verdictOf(rate: number, flips: number, before: number, after: number) {
  if (rate === 0) return say`At rate 0 the logits pass unchanged.`;
  if (rate === 1) return say`At rate 1 every logit is ${'zero'}: nothing is predicted at all.`;
  return say`Dropout on the output changes ${formatShare(flips)} of the predictions in training and raises the loss from ${formatNumber(before)} to ${formatNumber(after)}.`;
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
      row('noise factor p/(1−p)', noiseFactor(rate), 0),
      row('irreducible mean squared error, in units of E[y²]', noise, 0),
    ],
    lesson:
      'A prediction is set to 0 or scaled up by chance, so the loss never falls below this error.',
    formula: 'regression',
  };
}
