import type { Call, ClassModel, FileModel } from '../model';
import type { Value } from '../value';
import { rateOf } from './dropout';
import type { ThingFacts } from './modes-observations';

/** Whether training and evaluation mode differ for an object: it holds dropout, batch normalisation or the like. */
export type Dependence = 'yes' | 'no' | 'unknown';

/** The dependence of an object by all that is known of it; where several are possible one that depends is enough. */
export function dependenceOf(file: FileModel, facts: readonly ThingFacts[]): Dependence {
  return unite(
    facts.map((one) => {
      if (one.class !== undefined) return dependenceOfClass(file, one.class);
      const known = one.value ? dependenceOfValue(file, one.value, 0) : 'unknown';
      if (known !== 'unknown') return known;
      return one.fact?.kind === 'pretrained' ? 'yes' : 'unknown';
    }),
  );
}

/** The dependence of instances of a class of the file. */
export function dependenceOfClass(file: FileModel, name: string, depth = 0): Dependence {
  const index = file.classes.findIndex((one) => one.name === name);
  const owner = file.classes[index];
  if (!owner || depth > 6) return 'unknown';
  const calls = file.calls.filter((call) => call.context.class === index);
  if (calls.some(dependsOnMode)) return 'yes';
  const parts = partsOf(file, owner, index, depth);
  const bases = owner.bases
    .filter((base) => file.classes.some((one) => one.name === base) && base !== name)
    .map((base) => dependenceOfClass(file, base, depth + 1));
  const isPlain = owner.isModule === 'yes' && !owner.dynamic;
  return unite([...parts, ...bases, isPlain ? 'no' : 'unknown'], 'no');
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

function mayDrop(call: Call): boolean {
  const rate = rateOf(call);
  return rate !== undefined && rate.certain !== 0 && rate.likely !== 0;
}

/** The dependence of submodules that are instances of classes of the file, or come from elsewhere. */
function partsOf(
  file: FileModel,
  owner: ClassModel,
  index: number,
  depth: number,
): readonly Dependence[] {
  const made = file.uses
    .filter((use) => use.context.class === index && use.callee.kind === 'function')
    .map((use) => (use.callee.kind === 'function' ? use.callee.name : ''))
    .filter((name) => name !== owner.name && file.classes.some((one) => one.name === name))
    .map((name) => dependenceOfClass(file, name, depth + 1));
  const kept = owner.attributes.flatMap((attribute) =>
    attribute.stores.map((store) => store.value).filter(mayHoldModule),
  );
  return [...made, ...kept.map((value) => dependenceOfValue(file, value, depth + 1))];
}

/** Values that came from elsewhere and may be modules. */
function mayHoldModule(value: Value): boolean {
  if (value.kind === 'call') return value.fact === undefined && !isPlainCall(value);
  return value.kind === 'choice' && value.options.some(mayHoldModule);
}

function isPlainCall(value: Extract<Value, { kind: 'call' }>): boolean {
  const { callee } = value;
  return (
    callee.kind === 'global' &&
    (/^[a-z_]\w*$/.test(callee.name) || /^(torch|numpy|math|os|logging)\./.test(callee.name))
  );
}

function dependenceOfValue(file: FileModel, value: Value, depth: number): Dependence {
  switch (value.kind) {
    case 'instance':
      return dependenceOfClass(file, value.class, depth + 1);
    case 'layer':
      return dependsOnMode(value.call)
        ? 'yes'
        : value.call.fact.kind === 'module'
          ? 'unknown'
          : 'no';
    case 'container':
      return unite(
        [
          ...value.items.map((item) => dependenceOfValue(file, item.value, depth + 1)),
          value.complete ? 'no' : 'unknown',
        ],
        'no',
      );
    case 'choice':
      return unite(value.options.map((one) => dependenceOfValue(file, one, depth + 1)));
    case 'call':
      return value.fact?.kind === 'pretrained' ? 'yes' : 'unknown';
    case 'constant':
      return 'no';
    default:
      return 'unknown';
  }
}

function unite(all: readonly Dependence[], otherwise: Dependence = 'unknown'): Dependence {
  if (all.includes('yes')) return 'yes';
  if (all.includes('unknown')) return 'unknown';
  return all.length > 0 ? 'no' : otherwise;
}

/** Whether a class of the file calls functional dropout with a flag that follows its mode. */
export function functionalDropoutOf(file: FileModel, name: string): boolean {
  return file.calls.some(({ fact, args, context }) => {
    const flag = fact.training?.argument;
    const owner = file.classes[context.class];
    const isFunction = fact.kind === 'dropout' && fact.form === 'function';
    return owner?.name === name && isFunction && flag !== undefined && args[flag] !== undefined;
  });
}

/** Whether something that is recomputed draws random numbers: dropout with a rate, or a random function. */
export function randomnessOf(file: FileModel, value: Value | undefined): Dependence {
  switch (value?.kind) {
    case 'instance':
      return randomnessOfClass(file, value.class);
    case 'layer':
      return drawsMask(value.call) ? 'yes' : value.call.fact.kind === 'module' ? 'unknown' : 'no';
    case 'container':
      return unite(
        [
          ...value.items.map((item) => randomnessOf(file, item.value)),
          value.complete ? 'no' : 'unknown',
        ],
        'no',
      );
    case 'choice':
      return unite(value.options.map((one) => randomnessOf(file, one)));
    case 'self':
      return 'unknown';
    case 'function': {
      const owner = value.name.split('.').slice(0, -1).join('.');
      if (file.classes.some((one) => one.name === owner)) return randomnessOfClass(file, owner);
      const index = file.functions.findIndex((one) => one.name === value.name);
      const inside = file.calls.filter((call) => call.context.function === index);
      return index >= 0 && inside.some(drawsMask) ? 'yes' : 'unknown';
    }
    default:
      return 'unknown';
  }
}

function randomnessOfClass(file: FileModel, name: string): Dependence {
  const index = file.classes.findIndex((one) => one.name === name);
  if (file.calls.some((call) => call.context.class === index && drawsMask(call))) return 'yes';
  return dependenceOfClass(file, name) === 'no' ? 'no' : 'unknown';
}

function drawsMask(call: Call): boolean {
  if (call.fact.kind === 'random') return true;
  return (call.fact.kind === 'dropout' || call.fact.modeDependent === 'if rate') && mayDrop(call);
}
