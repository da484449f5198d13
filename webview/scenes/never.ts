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
    other: maskSide(situation, {
      title: situation.rate === 0 ? `At the usual ${usualRate}` : 'After the fix',
      drops: situation.phase === 'training',
      rate: fixedRate(situation),
    }),
    numbers: [
      row('drop probability in training', 0, fixedRate(situation)),
      row(
        'expected number kept',
        situation.width,
        keptUnits(situation.width, fixedRate(situation)),
      ),
      row('factor on what is kept', 1, scale(fixedRate(situation))),
    ],
    lesson:
      'Nothing fails, so nobody notices: the network is not regularised, and every search over the rate compares equal runs.',
    formula: 'inverted',
  }),
};

/** What a rate of 0 is compared with. */
const usualRate = 0.2;

function fixedRate({ rate }: Situation): number {
  return rate === 0 ? usualRate : rate;
}

function verdictOf({ rate, width, noun }: Situation) {
  if (rate === 0) {
    return say`At rate 0 the layer does ${'nothing'}: all ${formatCount(width, noun)} pass in every step of the training.`;
  }
  const dropped = formatNumber(Math.round(width - keptUnits(width, rate)));
  return say`Nothing is dropped while training: all ${formatCount(width, noun)} pass in every step. After the fix about ${dropped} would be silenced each time.`;
}
