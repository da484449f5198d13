import type { Arg, Call } from '../model';
import type { Value } from '../value';
import { constantOf, likelyConstant } from './constants';

/** What is known about the rate of a dropout call, always as the probability of dropping. */
export interface Rate {
  /** The argument, where one is written. */
  readonly arg?: Arg;
  /** The value as written in the API's own unit; the API's default where nothing is written. */
  readonly written: number | undefined;
  /** Certain probability of dropping. */
  readonly certain: number | undefined;
  /** Probability of dropping unless somebody says otherwise (parameter defaults count). */
  readonly likely: number | undefined;
  /** Nothing forbids that the rate is 0 at run time: it is a variable, or its default is 0. */
  readonly mayBeZero: boolean;
}

/** The rate of a call of a row that has one; undefined for other rows. */
export function rateOf(call: Call): Rate | undefined {
  return call.fact.rate === undefined ? undefined : rateUnder(call.fact.rate, call);
}

/** All rates of a call: `dropout` and `recurrent_dropout`. */
export function ratesOf(call: Call): readonly Rate[] {
  const { rate, otherRates = [] } = call.fact;
  return rate === undefined ? [] : [rate, ...otherRates].map((name) => rateUnder(name, call));
}

function rateUnder(name: string, call: Call): Rate {
  const { fact } = call;
  const arg = call.args[name];
  const row = fact.args.find((one) => one.name === name);
  const fallback = call.open ? undefined : row?.default;
  const written = arg ? arg.constant : fallback;
  const likely = arg ? likelyConstant(arg.value) : fallback;
  const certain = asProbability(written, fact.unit);
  return {
    arg,
    written: typeof written === 'number' ? written : undefined,
    certain,
    likely: asProbability(likely, fact.unit),
    mayBeZero: certain === undefined || certain === 0,
  };
}

/** Whether a value may be zero as far as its default tells: parameters without a default may be anything. */
export function defaultsToZero(value: Value): boolean {
  const known = constantOf(value) ?? likelyConstant(value);
  return known === 0 || known === null || known === false;
}

/** A layer whose own job is dropout, whatever its variant. */
export function isDropoutCall(call: Call | undefined): call is Call {
  return call?.fact.kind === 'dropout';
}

function asProbability(value: unknown, unit: 'drop' | 'keep' | undefined): number | undefined {
  if (typeof value !== 'number') return undefined;
  return unit === 'keep' ? 1 - value : value;
}
