import { keepProbability } from '../../engine/closed-forms';
import { formatNumber, formatShare } from '../format';
import { stateCells } from './figures';
import { maskFor } from './general';
import { row, say, type Scene, type SceneView, type Side, type Situation } from './scene';

/** Dropout along a sequence: a mask for each time step, or one for all of them. */
export const recurrent: Scene = { id: 'recurrent', phase: 'training', draw };

const steps = 12;
const most = 32;

function draw(situation: Situation): SceneView {
  const { rate, phase, input } = situation;
  const locked = input.variant === 'locked';
  const keep = keepProbability(rate);
  const through = keep ** steps;
  const sides = [true, false].map((fresh) => side(situation, fresh, phase === 'training'));
  const [fresh, same] = sides as [Side, Side];
  return {
    verdict: locked
      ? say`One mask serves all time steps: a unit is heard through ${`${steps} steps`} with chance ${formatShare(keep)}; with a new mask at each step it would be ${formatShare(through)}.`
      : say`Every time step draws a ${'new mask'}: a unit is heard through ${`${steps} steps`} with chance ${formatShare(through)} only; one mask for the sequence keeps that at ${formatShare(keep)}.`,
    yours: { ...(locked ? same : fresh), title: 'Your code' },
    other: { ...(locked ? fresh : same), title: locked ? 'A mask per step' : 'One mask' },
    numbers: [
      row(`chance to be heard in all ${steps} steps`, ...pair(locked, through, keep), 'share'),
      row('chance to be heard in one step', keep, keep, 'share'),
      row(`masks in ${steps} steps`, ...pair(locked, steps, 1)),
    ],
    lesson:
      'A memory that has to pass the mask at every step fades. Variational dropout draws one mask for each sequence and repeats it, in the inputs and in the recurrent state; the dropout argument of a stacked LSTM acts between its layers only, and anew at every step.',
    formula: 'recurrent',
  };
}

function side(situation: Situation, fresh: boolean, drops: boolean): Omit<Side, 'title'> {
  const columns = Math.min(most, situation.width);
  const states = new Uint8Array(steps * columns).fill(1);
  for (let step = 0; drops && step < steps; step++) {
    const pass = situation.pass + (fresh ? step : 0);
    const mask = maskFor({ ...situation, pass }, situation.rate);
    states.set(mask.subarray(0, columns), step * columns);
  }
  const heard = Array.from({ length: columns }, (_, unit) =>
    Array.from({ length: steps }, (_step, step) => states[step * columns + unit]),
  ).filter((column) => column.every((bit) => bit === 1)).length;
  return {
    note: fresh ? 'a new mask at every step, one row each' : 'the same mask in every row',
    headline: {
      value: `${formatNumber(heard)} of ${columns}`,
      label: `units heard in all ${steps} steps`,
    },
    figure: stateCells(states, { 1: 'kept', 0: 'dropped', 2: '' }, columns),
  };
}

function pair(locked: boolean, fresh: number, same: number): [number, number] {
  return locked ? [same, fresh] : [fresh, same];
}
