import { recomputationMismatch } from '../../engine/closed-forms';
import { formatCount, formatNumber, formatShare } from '../format';
import { stateCells } from './figures';
import { maskFor } from './general';
import { say, type Scene, type SceneView, type Situation, row } from './scene';

/** Checkpointing that recomputes the forward pass under another mask. */
export const recomputed: Scene = { id: 'recomputed', phase: 'training', draw: drawRecomputed };

/** A seed or key that gives the same mask in every pass. */
export const repeated: Scene = { id: 'repeated', phase: 'training', draw: drawRepeated };

function drawRecomputed(situation: Situation): SceneView {
  const { rate, width, pass, phase } = situation;
  const active = phase === 'training' ? rate : 0;
  const forward = maskFor(situation, active);
  const backward = maskFor({ ...situation, pass: pass + 1 }, active);
  const states = forward.map((bit, unit) => (bit === backward[unit] ? bit : 2));
  const wrong = states.filter((state) => state === 2).length;
  const labels = {
    0: 'dropped in both',
    1: 'kept in both',
    2: 'dropped in one, kept in the other',
  };
  const share = recomputationMismatch(rate);
  return {
    verdict: say`Backward recomputes the forward pass under another mask: ${formatShare(share)} of the elements get a gradient although they were dropped, and as many kept ones get none.`,
    yours: {
      title: 'Your code',
      note: `forward of pass ${pass} against its recomputation`,
      headline: {
        value: `${wrong} of ${width}`,
        label: 'elements disagree between forward and backward',
      },
      figure: stateCells(states, labels),
    },
    other: {
      title: 'After the fix',
      note: 'the random state is restored, so both masks are one',
      headline: { value: `0 of ${width}`, label: 'elements disagree between forward and backward' },
      figure: stateCells(forward, labels),
    },
    numbers: [
      row('dropped in forward, gradient in backward: p·(1−p)', share, 0, 'share'),
      row('kept in forward, no gradient in backward', share, 0, 'share'),
      row('disagreeing in this pass', wrong / width, 0, 'share'),
    ],
    lesson:
      'Checkpointing throws values away and computes them again in backward. Unless the generator’s state is kept, dropout draws anew, and the gradient belongs to another network than the loss.',
    formula: 'recomputed',
  };
}

/** Passes and units that are shown as rows and columns. */
const shown = { passes: 8, units: 32 } as const;

function drawRepeated(situation: Situation): SceneView {
  const { rate, width, noun, phase, passes } = situation;
  const active = phase === 'training' ? rate : 0;
  const first = maskFor({ ...situation, pass: 1 }, rate);
  const silent = first.filter((bit) => bit === 0).length;
  const columns = Math.min(width, shown.units);
  const rows = (again: boolean): Uint8Array => {
    const states = new Uint8Array(shown.passes * columns);
    for (let row = 0; row < shown.passes; row++) {
      const mask = maskFor({ ...situation, pass: again ? 1 : row + 1 }, active);
      states.set(mask.subarray(0, columns), row * columns);
    }
    return states;
  };
  const note = `one row for each of the first ${shown.passes} passes`;
  const label = `different masks in ${passes} passes`;
  return {
    verdict: say`Every pass draws the ${'same mask'}: the same ${`${silent} of ${formatCount(width, noun)}`} are silent for the whole training and never learn.`,
    yours: {
      title: 'Your code',
      note,
      headline: { value: '1', label: label.replace('different masks', 'mask') },
      figure: stateCells(rows(true), { 1: 'kept', 0: 'dropped', 2: '' }, columns),
    },
    other: {
      title: 'After the fix',
      note,
      headline: { value: formatNumber(passes), label },
      figure: stateCells(rows(false), { 1: 'kept', 0: 'dropped', 2: '' }, columns),
    },
    numbers: [
      row(`${noun}s that never learn`, silent, 0),
      row(`chance that a ${noun} is silent in all ${passes} passes`, rate, rate ** passes, 'share'),
    ],
    lesson:
      'Dropout trains many sub-networks because each step draws another. A fixed seed freezes one: its dropped units are gone for good, and evaluation switches them on untrained.',
    formula: 'repeated',
  };
}
