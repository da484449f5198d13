import { keptUnits, scale } from '../../engine/closed-forms';
import { formatCount, formatNumber } from '../format';
import { maskSide } from './general';
import { say, type Scene, type Situation } from './scene';

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
      { name: 'drop probability in training', yours: 0, other: situation.rate },
      {
        name: 'expected number kept',
        yours: situation.width,
        other: keptUnits(situation.width, situation.rate),
      },
      { name: 'factor on what is kept', yours: 1, other: scale(situation.rate) },
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
