import type { Severity } from '../model/finding';
import type { FileModel, Model } from '../model/model';
import { rateOf, type Rate } from '../model/walks/dropout';
import { placedSteps, type Placed } from '../model/walks/steps';
import type { Call } from '../model/model';

/** A use of a dropout that may drop something, in one model of the file. */
export interface ActiveDropout extends Placed {
  readonly model: Model;
  readonly call: Call;
  readonly rate: Rate;
}

/** Every use of a dropout in every model, but for those that are certainly off. */
export function activeDropouts(file: FileModel): readonly ActiveDropout[] {
  return file.models.flatMap((model) =>
    placedSteps(model).flatMap((placed) => asActiveDropout(model, placed) ?? []),
  );
}

/** A step as a dropout that may drop something; undefined for other steps and for a rate of zero. */
export function asActiveDropout(
  model: Model,
  placed: Placed | undefined,
): ActiveDropout | undefined {
  const call = placed?.layer.call;
  if (!placed || call?.fact.kind !== 'dropout' || placed.step.mode === 'off') return undefined;
  const rate = rateOf(call);
  if (!rate || rate.likely === 0 || rate.certain === 0 || isNothing(rate)) return undefined;
  if (isNotPassed(call, rate)) return undefined;
  return { ...placed, model, call, rate };
}

/** Drops single numbers of a tensor, each on its own. */
export function isElementwise({ call }: ActiveDropout): boolean {
  return call.fact.variant === 'element';
}

/** Drops single numbers or whole channels. */
export function isOrdinary({ call }: ActiveDropout): boolean {
  return call.fact.variant === 'element' || call.fact.variant === 'channel';
}

/** The probability of dropping, as far as it is written or a default tells. */
export function shownRate({ rate }: ActiveDropout): number | undefined {
  const shown = rate.certain ?? rate.likely;
  return shown !== undefined && shown > 0 && shown < 1 ? shown : undefined;
}

/** The severity for a rate that is known; one that may be anything, zero too, weighs one level less. */
export function severityFor(
  severity: 'error' | 'warning' | 'information',
  dropout: ActiveDropout,
): Exclude<Severity, 'off'> {
  if ((dropout.rate.certain ?? dropout.rate.likely) !== undefined) return severity;
  return severity === 'error' ? 'warning' : 'information';
}

/** Without its rate in the object that it takes a layer does nothing. */
function isNotPassed({ fact, open }: Call, { arg }: Rate): boolean {
  return fact.options !== undefined && arg === undefined && !open;
}

function isNothing(rate: Rate): boolean {
  const value = rate.arg?.value;
  const fallback = value && 'default' in value ? value.default : value;
  return fallback?.kind === 'constant' && (fallback.value === null || fallback.value === false);
}
