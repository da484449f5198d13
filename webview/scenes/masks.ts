import { keptUnits, recomputationMismatch } from '../../engine';
import { formatNumber, formatShare } from '../format';
import { maskCells, stateCells } from './figures';
import { maskFor } from './general';
import { say, type Scene, type SceneView, type Situation } from './scene';

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
      {
        name: 'dropped in forward, gradient in backward: p·(1−p)',
        yours: share,
        other: 0,
        as: 'share',
      },
      { name: 'kept in forward, no gradient in backward', yours: share, other: 0, as: 'share' },
      { name: 'disagreeing in this pass', yours: wrong / width, other: 0, as: 'share' },
    ],
    lesson:
      'Activation checkpointing throws values away and computes them again in backward. Dropout then draws once more; unless the generator’s state is kept, the gradient belongs to another network than the loss.',
    formula: 'recomputed',
  };
}

function drawRepeated(situation: Situation): SceneView {
  const { rate, width, pass, noun, phase } = situation;
  const active = phase === 'training' ? rate : 0;
  const first = maskFor({ ...situation, pass: 1 }, active);
  const now = maskFor(situation, active);
  const silent = width - Math.round(keptUnits(width, rate));
  return {
    verdict: say`Every pass draws the ${'same mask'}: the same ${formatNumber(first.filter((bit) => bit === 0).length)} of ${formatNumber(width)} ${noun}s are silent for the whole training and never learn.`,
    yours: {
      title: 'Your code',
      note: `pass ${pass}: the mask of pass 1 again`,
      headline: { value: '1', label: `mask in ${situation.passes} passes` },
      figure: maskCells(first, noun),
    },
    other: {
      title: 'After the fix',
      note: `pass ${pass}: a mask of its own`,
      headline: {
        value: formatNumber(situation.passes),
        label: `masks in ${situation.passes} passes`,
      },
      figure: maskCells(now, noun),
    },
    numbers: [
      { name: 'units that never learn', yours: silent, other: 0 },
      {
        name: 'chance that a unit is silent in every one of the passes',
        yours: rate,
        other: rate ** situation.passes,
        as: 'share',
      },
    ],
    lesson:
      'Dropout trains an ensemble only because each step draws another sub-network. A fixed seed or key freezes one of them: the dropped units are removed for good, and evaluation switches them on untrained.',
    formula: 'repeated',
  };
}
