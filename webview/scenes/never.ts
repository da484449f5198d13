import { keptUnits, scale } from '../../engine/closed-forms';
import { formatCount, formatNumber } from '../format';
import { maskSide } from './general';
import { say, type Scene, type Situation, row } from './scene';

/** Dropout that the training never meets. */
export const never: Scene = {
  id: 'never',
  phase: 'training',
  draw: (situation) => ({
    verdict: verdictOf(situation),
    yours: maskSide(situation, {
      title: 'Your code',
      drops: false,
      note: 'the layer has no effect',
    }),
    other: maskSide(situation, { title: 'After the fix', drops: situation.phase === 'training' }),
    numbers: [
      row('drop probability in training', 0, situation.rate),
      row('expected number kept', situation.width, keptUnits(situation.width, situation.rate)),
      row('factor on what is kept', 1, scale(situation.rate)),
    ],
    lesson:
      'Nothing fails, so nobody notices: the network is not regularised, and every search over the rate compares equal runs.',
    formula: 'inverted',
  }),
};

function verdictOf({ rate, width, noun }: Situation) {
  const dropped = formatNumber(Math.round(width - keptUnits(width, rate)));
  return say`Nothing is dropped while training: all ${formatCount(width, noun)} pass in every step. After the fix about ${dropped} would be silenced each time.`;
}
