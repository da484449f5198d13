import { keptUnits, scale, standardDeviationOfKept } from '../../engine/closed-forms';
import { drawActivations, maskBits } from '../../engine/experiments';
import { formatCount, formatNumber, formatScaling, plural } from '../format';
import { maskCells } from './figures';
import {
  say,
  saidByFinding,
  type Scene,
  type Sentence,
  type Side,
  type Situation,
  row,
} from './scene';
import { dropsIn, layerOf } from './situation';

/** Any layer: what one pass in the chosen phase does beside evaluation. */
export const general: Scene = {
  id: 'general',
  phase: 'training',
  draw: (situation) => ({
    verdict: saidByFinding(situation.input) ?? verdictOf(situation),
    yours: maskSide(situation, {
      title: situation.phase === 'training' ? 'In training' : 'Your code in evaluation',
      drops: dropsIn(situation),
    }),
    other: maskSide(situation, { title: 'In evaluation', drops: false }),
    numbers: numbersOf(situation),
    lesson: lessonOf(situation),
    formula: situation.kind === 'alpha dropout' ? 'alpha' : 'inverted',
  }),
};

/** One side that shows the mask of a pass, or that nothing is dropped. */
export function maskSide(
  situation: Situation,
  side: {
    readonly title: string;
    readonly drops: boolean;
    readonly note?: string;
    readonly rate?: number;
  },
): Side {
  const rate = side.rate ?? situation.rate;
  const mask = maskFor(situation, side.drops ? rate : 0);
  const kept = mask.reduce((sum, bit) => sum + bit, 0);
  const factor = formatNumber(scale(rate));
  return {
    title: side.title,
    note:
      side.note ??
      (side.drops
        ? `${situation.noun}s kept are multiplied by ${factor}`
        : 'nothing is dropped or scaled'),
    headline: {
      value: `${formatNumber(kept)} of ${formatNumber(mask.length)}`,
      label: `${plural(mask.length, situation.noun)} kept${side.drops ? ` in pass ${situation.pass}` : ''}`,
    },
    figure: maskCells(mask, situation.noun),
  };
}

/** The mask of the pass that is looked at; all kept at rate 0. */
export function maskFor(situation: Situation, rate: number): Uint8Array {
  return maskBits(layerOf(situation, { rate }), situation.pass);
}

function verdictOf(situation: Situation): Sentence {
  const { rate, width, noun } = situation;
  const all = formatCount(width, noun);
  if (situation.input.mode === 'off')
    return say`Nothing is dropped here, in training or evaluation: all ${all} pass unchanged.`;
  if (rate === 0) return say`At rate 0 nothing is ever dropped: all ${all} pass unchanged.`;
  if (rate === 1)
    return say`At rate 1 everything is dropped: the output is ${'zero'}, and so is every gradient.`;
  const dropped = `about ${formatNumber(Math.round(width - keptUnits(width, rate)))} of ${all}`;
  if (situation.kind === 'alpha dropout') {
    return say`Each training pass sets ${dropped} to SELU’s lower limit and corrects mean and variance; in evaluation all pass unchanged.`;
  }
  const rest = formatScaling(scale(rate), 'the rest');
  return say`Each training pass silences ${dropped} and ${rest}; in evaluation all pass ${'unchanged'}.`;
}

function numbersOf(situation: Situation) {
  const { width } = situation;
  const rate = dropsIn(situation) ? situation.rate : 0;
  const input = drawActivations(situation.activation, width, situation.seed);
  const mean = input.reduce((sum, value) => sum + value, 0) / width;
  return [
    row('drop probability p', rate, 0),
    row('expected number kept, n·(1−p)', keptUnits(width, rate), width),
    row('its standard deviation, √(n·p·(1−p))', standardDeviationOfKept(width, rate), 0),
    row('factor on what is kept, 1/(1−p)', scale(rate), 1),
    row('expected mean of the output', mean, mean),
  ];
}

function lessonOf({ kind, noun }: Situation): string {
  if (kind === 'alpha dropout') {
    return 'A dropped unit takes SELU’s lower limit instead of 0, and an affine map restores mean 0 and variance 1.';
  }
  return `Every forward pass in training draws a new mask, so no ${noun} can count on another. What is kept is scaled up at once, so that the expected output equals the one in evaluation and nothing needs scaling there.`;
}
