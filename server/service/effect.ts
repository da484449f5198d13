import {
  alphaDropoutConstants,
  keepProbability,
  keptUnits,
  scale,
  standardDeviationOfKept,
} from '../../engine';
import type { ApiFact, DropoutVariant, Outcome } from '../model/fact';
import type { Mode } from '../model/model';
import { percent, trimmed } from '../rules/wording';
import type { RateReading } from './dropout-places';
import { significant } from './numbers';

/** What one mask value decides about, in the singular and plural that sentences need. */
interface Unit {
  readonly one: string;
  readonly many: string;
}

/** What a variant masks: a unit, a channel, a whole branch. */
export function unitOf(variant: DropoutVariant | undefined): Unit {
  return units[variant ?? 'element'];
}

/** One sentence that says what the dropout does with this rate. */
export function effectOf(fact: ApiFact, { rate, text, certainty }: RateReading): string {
  const verb = verbs[fact.variant ?? 'element'];
  if (rate === undefined) {
    const unknown = text === '' ? 'a probability' : `probability \`${text}\``;
    return `${verb} with ${unknown}, which is not known here.`;
  }
  const unusual = unusualEffect(fact, rate);
  if (certainty === 'likely') {
    const byDefault = `${verb} with probability \`${text}\`, by default ${significant(rate)}`;
    return `${byDefault}${unusual === undefined ? remainder(fact.variant, rate) : ''}.`;
  }
  if (unusual !== undefined) return `${unusual}.`;
  return `${verb} with probability ${significant(rate)}${remainder(fact.variant, rate)}.`;
}

/** The numbers of a dropout in one line: the share kept and the factor on what stays. */
export function numbersOf(fact: ApiFact, rate: number): string {
  const kept = `keeps ${percent(keepProbability(rate))}`;
  return rescales(fact.variant)
    ? `${kept} · scales survivors by ${significant(scale(rate))}`
    : kept;
}

/** How many units of a known width are kept: the mean and the standard deviation. */
export function keptOf(fact: ApiFact, rate: number, width: number): string {
  const deviation = trimmed(standardDeviationOfKept(width, rate), 1);
  return `${trimmed(keptUnits(width, rate), 1)} ± ${deviation} of ${width} ${unitOf(fact.variant).many}`;
}

/** When the dropout is active, in words. */
export function activityOf(mode: Mode, { options, training }: ApiFact): string {
  // Such a layer is told by each call, and has no methods that switch it.
  const isTold = mode === 'module' && training?.applied === 'training';
  if (!isTold) return activities[mode];
  const flag = options === undefined ? 'training=True' : '{training: true}';
  return `active in \`fit\` and where a call passes \`${flag}\`, off in \`predict\``;
}

/** A rate for which the numbers of inverted dropout make sense. */
export function isOrdinary(rate: number | undefined): rate is number {
  return rate !== undefined && rate > 0 && rate < 1;
}

const units: Record<DropoutVariant, Unit> = {
  element: { one: 'unit', many: 'units' },
  channel: { one: 'channel', many: 'channels' },
  alpha: { one: 'unit', many: 'units' },
  channelAlpha: { one: 'channel', many: 'channels' },
  attention: { one: 'attention weight', many: 'attention weights' },
  path: { one: 'sample', many: 'samples' },
  block: { one: 'block', many: 'blocks' },
  locked: { one: 'unit', many: 'units' },
  gaussian: { one: 'unit', many: 'units' },
  recurrent: { one: 'unit', many: 'units' },
  recurrentInput: { one: 'input', many: 'inputs' },
  edge: { one: 'edge', many: 'edges' },
  inner: { one: 'unit', many: 'units' },
};

const verbs: Record<DropoutVariant, string> = {
  element: 'Zeroes each unit',
  channel: 'Zeroes each whole channel',
  alpha: 'Sets each unit to the SELU floor',
  channelAlpha: 'Sets each whole channel to the SELU floor',
  attention: 'Zeroes each attention weight after the softmax',
  path: 'Skips the whole branch of each sample',
  block: 'Zeroes square blocks of each map',
  locked: 'Zeroes each unit for the whole sequence',
  gaussian: 'Multiplies each unit by noise of mean 1',
  recurrent: 'Zeroes each unit between the stacked layers',
  recurrentInput: 'Zeroes each input of the cell for the whole sequence',
  edge: 'Removes each edge or feature of the graph',
  inner: 'Zeroes units in the dropout layers inside',
};

const activities: Record<Mode, string> = {
  module: 'active after `train()`, off after `eval()`',
  on: 'always active, after `eval()` too',
  off: 'never active',
  argument: 'active where its flag is true',
  none: 'active whenever it runs',
  unknown: 'when it is active could not be read',
};

const outcomes: Record<Outcome, string> = {
  'error at construction': 'raises an error when the layer is made',
  'error at call': 'raises an error when it is called',
  'error in training': 'raises an error in training',
  'no dropout': 'silently drops nothing',
  'all zero': 'gives zeros only',
  'scaled only': 'only scales',
  'not finite': 'gives NaN',
  accepted: 'is accepted',
};

/** What does not multiply survivors by 1/(1 − p). */
const withoutFixedScale: readonly DropoutVariant[] = ['alpha', 'channelAlpha', 'edge', 'block'];

function rescales(variant: DropoutVariant | undefined): boolean {
  return variant === undefined || !withoutFixedScale.includes(variant);
}

function remainder(variant: DropoutVariant | undefined, rate: number): string {
  if (variant === 'block') return ', and rescales the rest by the share that is left';
  if (variant === 'edge') return ', and rescales nothing';
  if (variant === 'alpha' || variant === 'channelAlpha') {
    const { a, b } = alphaDropoutConstants(rate);
    return `, then scales by ${significant(a)} and shifts by ${significant(b)}, so that mean and variance stay`;
  }
  return `, and multiplies the others by ${significant(scale(rate))}`;
}

function unusualEffect(fact: ApiFact, rate: number): string | undefined {
  const { range } = fact;
  if (rate === 0) return 'Does nothing: the rate is 0';
  const outcome = outcomeOf(fact, rate);
  if (isOrdinary(rate) || !range || !outcome) return undefined;
  if (rate === 1) return `Rate 1 ${outcomes[outcome]}`;
  return `Rate ${significant(rate)} lies outside [${range.low}, ${range.high}] and ${outcomes[outcome]}`;
}

/** What becomes of a rate of 1, or of one outside the range; undefined for ordinary ones. */
export function outcomeOf({ range }: ApiFact, rate: number): Outcome | undefined {
  if (!range || (rate >= range.low && rate <= range.high && rate !== 1)) return undefined;
  return rate === 1 ? range.one : rate < range.low ? range.below : range.above;
}
