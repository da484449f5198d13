import { keepProbability, keptUnits, noiseFactor, scale } from '../../engine/closed-forms';
import { formatNumber, formatShare, plural } from '../format';
import { stateCells } from './figures';
import { maskSide } from './general';
import {
  row,
  say,
  saidByFinding,
  type Scene,
  type SceneView,
  type Side,
  type Situation,
} from './scene';
import { assumedRate, isAsWritten } from './situation';

/** A rate that means the opposite, or too much: what is left of the layer's units. */
export const rateScene: Scene = { id: 'rate', phase: 'training', draw };

function draw(situation: Situation): SceneView {
  const { phase } = situation;
  const rate = effectiveRate(situation);
  const intended = intendedRate({ ...situation, rate });
  const drops = phase === 'training';
  return {
    verdict: verdictOf({ ...situation, rate }, situation.rate, intended),
    yours: runs(situation)
      ? maskSide(situation, {
          title: 'Your code',
          drops,
          rate,
          note: `p = ${formatNumber(rate)} is the share that is dropped`,
        })
      : brokenSide(situation),
    other: maskSide(situation, {
      title: intended.title,
      drops: drops && !intended.off,
      rate: intended.rate,
      note: intended.off ? 'nothing is dropped' : `p = ${formatNumber(intended.rate)}`,
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

// A flag that stands for the rate counts as 1 in training; a framework may take a rate of 50 for 0.
function effectiveRate(situation: Situation): number {
  if (!isAsWritten(situation)) return situation.rate;
  if (hasFinding(situation, 'training-flag-as-rate')) return 1;
  return /no dropout|scaled only/.test(situation.input.outcome ?? '') ? 0 : situation.rate;
}

/** Whether any pass runs at all with the rate as it is written. */
function runs(situation: Situation): boolean {
  if (!isAsWritten(situation)) return true;
  const { outcome, rate } = situation.input;
  if (outcome) return !/error|not finite/.test(outcome);
  return rate !== undefined || hasFinding(situation, 'training-flag-as-rate');
}

function brokenSide({ input, width, noun }: Situation): Side {
  const { outcome, rate } = input;
  return {
    title: 'Your code',
    note: rate === undefined ? 'no number stands for the rate' : `p = ${formatNumber(rate)}`,
    headline: {
      value: outcome === 'not finite' ? 'NaN' : 'no pass',
      label: outcome?.replace('error', 'ends in an error') ?? 'can be told without a rate',
    },
    figure: stateCells(new Uint8Array(width).fill(2), {
      2: `${plural(width, noun)} that never get a value`,
      1: '',
      0: '',
    }),
  };
}

function hasFinding({ input }: Situation, name: string): boolean {
  return input.findings.some(({ rule }) => rule === name);
}

interface Intended {
  readonly rate: number;
  readonly title: string;
  /** Nothing better is known, so that evaluation is shown beside. */
  readonly off?: boolean;
}

function intendedRate({ rate, input }: Situation): Intended {
  const rules = new Set(input.findings.map(({ rule }) => rule));
  if (rules.has('keep-prob-as-rate')) {
    return { rate: roundedRate(1 - rate), title: 'Meant as keep probability' };
  }
  if (rules.has('high-rate-on-input'))
    return { rate: Math.min(rate, 0.2), title: 'As usual for inputs' };
  if (rules.has('training-flag-as-rate')) return { rate: assumedRate, title: 'After the fix' };
  const written = input.rate ?? rate;
  if (written > 1 && written <= 100)
    return { rate: roundedRate(written / 100), title: 'Meant as per cent' };
  if (rate > 0.5) return { rate: 0.5, title: 'At the usual limit' };
  return { rate, title: 'In evaluation', off: true };
}

// 1 − 0.9 is 0.09999999999999998, and nobody writes that.
function roundedRate(rate: number): number {
  return Math.round(rate * 1e6) / 1e6;
}

function verdictOf(situation: Situation, written: number, intended: Intended) {
  const { rate, width, noun, input } = situation;
  const units = plural(width, noun);
  const isOdd = input.outcome !== undefined && (input.outcome !== 'all zero' || input.rate !== 1);
  const isUnread = input.rate === undefined || intended.off;
  const said = (isOdd || isUnread) && isAsWritten({ input, rate: written }) && saidByFinding(input);
  if (said) return said;
  if (rate === 1)
    return say`Everything is dropped: all ${`${width} ${units}`} give 0, and no gradient passes.`;
  const kept = formatNumber(Math.round(keptUnits(width, rate)));
  const meant = formatNumber(Math.round(keptUnits(width, intended.rate)));
  return say`p = ${formatNumber(rate)} silences ${formatShare(rate)}: only about ${`${kept} of ${width}`} ${units} speak in a pass, instead of ${meant}.`;
}
