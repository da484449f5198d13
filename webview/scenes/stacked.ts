import { keptUnits, noiseFactor, stackedRate, stackedScale } from '../../engine/closed-forms';
import { formatNumber, formatShare, plural } from '../format';
import { stateCells } from './figures';
import { maskFor, maskSide } from './general';
import { say, type Scene, type SceneView, type Situation, row } from './scene';

/** Two dropouts in a row act as one of a higher rate. */
export const stacked: Scene = { id: 'stacked', phase: 'training', draw };

function draw(situation: Situation): SceneView {
  const { rate, width, noun, phase } = situation;
  const second = secondRate(situation);
  const rates = [rate, second];
  const drops = phase === 'training';
  const states = drops ? combined(situation, second) : new Uint8Array(width).fill(1);
  const kept = states.reduce((sum, state) => sum + (state === 1 ? 1 : 0), 0);
  const total = stackedRate(rates);
  return {
    verdict: say`Two dropouts of ${formatNumber(rate)} and ${formatNumber(second)} in a row drop ${formatShare(total)} in training, not ${formatShare(rate)}.`,
    yours: {
      title: 'Your code',
      note: 'two dropouts in a row',
      headline: {
        value: `${kept} of ${width}`,
        label: `${plural(width, noun)} kept${drops ? ` in pass ${situation.pass}` : ''}`,
      },
      figure: stateCells(states, {
        1: 'kept',
        2: 'dropped by the second',
        0: 'dropped by the first',
      }),
    },
    other: maskSide(situation, { title: 'After the fix', drops, note: 'one dropout' }),
    numbers: [
      row('effective drop probability', total, rate),
      row('expected number kept', keptUnits(width, total), keptUnits(width, rate)),
      row('factor on what is kept', stackedScale(rates), stackedScale([rate])),
      row('noise factor p/(1−p)', noiseFactor(total), noiseFactor(rate)),
    ],
    lesson:
      'The keep probabilities multiply, and so do the factors on what is kept. One dropout with the rate you mean says it better.',
    formula: 'stacked',
  };
}

// The second layer goes on in the same stream, one call later, where the two rates are equal.
function combined(situation: Situation, second: number): Uint8Array {
  const first = maskFor(situation, situation.rate);
  const next = maskFor({ ...situation, pass: situation.pass + 1 }, second);
  return first.map((bit, unit) => (bit === 0 ? 0 : next[unit] === 1 ? 1 : 2));
}

function secondRate({ input, rate }: Situation): number {
  const { partner, producer, followers } = input;
  const near = [partner, producer, ...followers].find((one) => one?.kind === 'dropout');
  return Math.min(1, Math.max(0, near?.rate ?? rate));
}
