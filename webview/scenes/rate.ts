import { keepProbability, keptUnits, noiseFactor, scale } from '../../engine/closed-forms';
import { formatNumber, formatShare, plural } from '../format';
import { maskSide } from './general';
import { say, type Scene, type SceneView, type Situation, row } from './scene';
import { wordsOf } from './situation';

/** A rate that means the opposite, or too much: what is left of the layer's units. */
export const rateScene: Scene = { id: 'rate', phase: 'training', draw };

function draw(situation: Situation): SceneView {
  const { rate, phase } = situation;
  const intended = intendedRate(situation);
  const drops = phase === 'training';
  return {
    verdict: verdictOf(situation, intended),
    yours: maskSide(situation, {
      title: 'Your code',
      drops,
      note: `p = ${formatNumber(rate)} is the share that is dropped`,
    }),
    other: maskSide(situation, {
      title: intended.title,
      drops,
      rate: intended.rate,
      note: `p = ${formatNumber(intended.rate)}`,
    }),
    numbers: [
      row('drop probability p', rate, intended.rate),
      row('keep probability 1−p', keepProbability(rate), keepProbability(intended.rate)),
      row(
        'expected number kept',
        keptUnits(situation.width, rate),
        keptUnits(situation.width, intended.rate),
      ),
      row('factor on what is kept', scale(rate), scale(intended.rate)),
      row('noise factor p/(1−p)', noiseFactor(rate), noiseFactor(intended.rate)),
    ],
    lesson:
      'The number is the probability of dropping. Close to 1 almost nothing is left to learn from, and what is left is multiplied: the noise grows as p/(1−p).',
    formula: 'inverted',
  };
}

function intendedRate({ rate, input }: Situation): { rate: number; title: string } {
  const rules = new Set(input.findings.map(({ rule }) => rule));
  if (rules.has('keep-prob-as-rate')) {
    return { rate: roundedRate(1 - rate), title: 'Meant as keep probability' };
  }
  if (rules.has('high-rate-on-input'))
    return { rate: Math.min(rate, 0.2), title: 'As usual for inputs' };
  const written = input.rate ?? rate;
  if (written > 1 && written <= 100)
    return { rate: roundedRate(written / 100), title: 'Meant as per cent' };
  return { rate: Math.min(rate, 0.5), title: 'At the usual limit' };
}

// 1 − 0.9 is 0.09999999999999998, and nobody writes that.
function roundedRate(rate: number): number {
  return Math.round(rate * 1e6) / 1e6;
}

function verdictOf(situation: Situation, intended: { rate: number }) {
  const { rate, width, noun, input } = situation;
  const units = plural(width, noun);
  if (input.rate !== undefined && (input.rate > 1 || input.rate < 0)) {
    const { title, raises } = wordsOf(situation);
    const number = formatNumber(input.rate);
    return raises
      ? say`A probability of ${number} does not exist: ${title} raises ${raises}.`
      : say`A probability of ${number} does not exist, and ${title} may not say so.`;
  }
  if (rate === 1)
    return say`Everything is dropped: all ${`${width} ${units}`} give 0, and no gradient passes.`;
  const kept = formatNumber(Math.round(keptUnits(width, rate)));
  const meant = formatNumber(Math.round(keptUnits(width, intended.rate)));
  return say`p = ${formatNumber(rate)} silences ${formatShare(rate)}: only about ${`${kept} of ${width}`} ${units} speak in a pass, instead of ${meant}.`;
}
