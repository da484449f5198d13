import type { Dependence, Holding } from '../flow';
import type { Call } from '../model';
import type { Value } from '../value';
import { rateOf } from './dropout';

/** What is known of the modes of an object by the value that was read for it. */
export function holdingOf(value: Value): Holding {
  switch (value.kind) {
    case 'instance':
      return { kind: 'instance', class: value.class };
    case 'layer':
      return layerHolding(value.call);
    case 'container':
      return {
        kind: 'several',
        items: value.items.map((item) => holdingOf(item.value)),
        complete: value.complete,
      };
    case 'choice':
      return { kind: 'choice', options: value.options.map(holdingOf) };
    case 'call':
      return resultHolding(value);
    case 'constant':
      return { kind: 'plain' };
    case 'self':
      return { kind: 'self' };
    default:
      return { kind: 'unknown' };
  }
}

/** Whether a call makes a layer, or is a function, that acts by mode. */
export function dependsOnMode(call: Call): boolean {
  const { fact } = call;
  if (fact.kind === 'pretrained') return true;
  if (fact.modeDependent === 'always') return call.args['track_running_stats']?.constant !== false;
  if (fact.modeDependent === 'if rate') return mayDrop(call);
  const flag = fact.training?.argument;
  return (
    fact.kind === 'dropout' &&
    flag !== undefined &&
    call.args[flag]?.constant === undefined &&
    flag in call.args
  );
}

/** Whether a call draws random numbers in a forward pass: dropout with a rate, or a random function. */
export function drawsMask(call: Call): boolean {
  if (call.fact.kind === 'random') return true;
  return (call.fact.kind === 'dropout' || call.fact.modeDependent === 'if rate') && mayDrop(call);
}

/** One answer of several: one that depends is enough, one that is unknown spoils a no. */
export function unite(all: readonly Dependence[], otherwise: Dependence = 'unknown'): Dependence {
  if (all.includes('yes')) return 'yes';
  if (all.includes('unknown')) return 'unknown';
  return all.length > 0 ? 'no' : otherwise;
}

function layerHolding(call: Call): Holding {
  const isUnread = call.fact.kind === 'module';
  return {
    kind: 'layer',
    acts: dependsOnMode(call) ? 'yes' : isUnread ? 'unknown' : 'no',
    random: drawsMask(call) ? 'yes' : isUnread ? 'unknown' : 'no',
  };
}

function resultHolding({ callee, fact }: Extract<Value, { kind: 'call' }>): Holding {
  if (fact?.kind === 'pretrained') return { kind: 'layer', acts: 'yes', random: 'unknown' };
  const isMoved =
    callee.kind === 'attribute' && /^(to|cuda|cpu|double|float|half)$/.test(callee.name);
  if (isMoved) return holdingOf(callee.object);
  return callee.kind === 'global' && fact === undefined
    ? { kind: 'imported', name: callee.name }
    : { kind: 'unknown' };
}

function mayDrop(call: Call): boolean {
  const rate = rateOf(call);
  return rate !== undefined && rate.certain !== 0 && rate.likely !== 0;
}
