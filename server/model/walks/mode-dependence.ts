import type { Dependence, Holding } from '../flow';
import type { FileModel } from '../model';
import type { ClassSummary } from '../summary';
import type { Value } from '../value';
import { drawsMask, holdingOf, unite } from './holdings';
import type { ThingFacts } from './modes-observations';
import type { Program } from './program';

export type { Dependence } from '../flow';

/** Classes inside classes are looked into this deeply. */
const DEEPEST = 6;

/** The dependence of an object by all that is known of it; where several are possible one that depends is enough. */
export function dependenceOf(program: Program, facts: readonly ThingFacts[]): Dependence {
  return unite(
    facts.map((one) => {
      if (one.class !== undefined) return dependenceOfClass(program, one.class);
      const known = one.holding ? dependenceOfHolding(program, one.holding) : 'unknown';
      if (known !== 'unknown') return known;
      return one.fact?.kind === 'pretrained' ? 'yes' : 'unknown';
    }),
  );
}

/** The dependence of instances of a class of the file, or of another file that it reaches. */
export function dependenceOfClass(program: Program, name: string, depth = 0): Dependence {
  const owner = program.classNamed(name);
  if (!owner || depth > DEEPEST) return 'unknown';
  if (owner.acts.byMode) return 'yes';
  const parts = owner.parts
    .filter((part) => part.kind !== 'instance' || part.class !== name)
    .map((part) => dependenceOfHolding(program, part, depth + 1));
  const bases = owner.bases
    .filter((base) => base !== name && program.classNamed(base) !== undefined)
    .map((base) => dependenceOfClass(program, base, depth + 1));
  const isPlain = owner.isModule === 'yes' && !owner.dynamic;
  return unite([...parts, ...bases, isPlain ? 'no' : 'unknown'], 'no');
}

/** Whether a class, a base or a part of it calls functional dropout with a flag that follows its mode. */
export function functionalDropoutOf(program: Program, name: string): boolean {
  return relatives(program, name).some(({ acts }) => acts.functional);
}

/** A class with its bases and with the classes of its parts, nearest first. */
export function relatives(program: Program, name: string): readonly ClassSummary[] {
  const found = new Map<string, ClassSummary>();
  const pending = [name];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const one = program.classNamed(next);
    if (!one || found.has(next) || found.size > 40) continue;
    found.set(next, one);
    pending.push(...one.bases, ...one.parts.flatMap(classesIn));
  }
  return [...found.values()];
}

/** A class with all classes that it derives from; undefined stands for one that is not in view. */
export function basesOf(program: Program, name: string): readonly (ClassSummary | undefined)[] {
  const found = new Map<string, ClassSummary | undefined>();
  const pending = [name];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (found.has(next) || found.size > 40 || ROOTS.test(next)) continue;
    const one = program.classNamed(next);
    found.set(next, one);
    pending.push(...(one?.bases ?? []));
  }
  return [...found.values()];
}

/** Classes outside the workspace that use no attribute of their heirs. */
const ROOTS = /^(object|.*\.Module|(abc\.)?ABC|.*Generic.*|(typing\.)?Protocol)$/;

/** Whether something that is recomputed draws random numbers: dropout with a rate, or a random function. */
export function randomnessOf(file: FileModel, value: Value | undefined): Dependence {
  if (value?.kind !== 'function') return randomnessOfHolding(file, value && holdingOf(value));
  const { program } = file.modeRuns;
  const owner = value.name.split('.').slice(0, -1).join('.');
  if (program.classNamed(owner)) return randomnessOfClass(program, owner);
  const index = file.functions.findIndex((one) => one.name === value.name);
  const inside = file.calls.filter((call) => call.context.function === index);
  return index >= 0 && inside.some(drawsMask) ? 'yes' : 'unknown';
}

function randomnessOfHolding(file: FileModel, holding: Holding | undefined): Dependence {
  const { program } = file.modeRuns;
  switch (holding?.kind) {
    case 'instance':
      return randomnessOfClass(program, holding.class);
    case 'imported': {
      const name = program.classImported(holding.name);
      return name === undefined ? 'unknown' : randomnessOfClass(program, name);
    }
    case 'layer':
      return holding.random;
    case 'several':
      return unite(
        [
          ...holding.items.map((item) => randomnessOfHolding(file, item)),
          holding.complete ? 'no' : 'unknown',
        ],
        'no',
      );
    case 'choice':
      return unite(holding.options.map((one) => randomnessOfHolding(file, one)));
    default:
      return 'unknown';
  }
}

function randomnessOfClass(program: Program, name: string): Dependence {
  if (relatives(program, name).some(({ acts }) => acts.random)) return 'yes';
  return dependenceOfClass(program, name) === 'no' ? 'no' : 'unknown';
}

function dependenceOfHolding(program: Program, holding: Holding, depth = 0): Dependence {
  switch (holding.kind) {
    case 'instance':
      return dependenceOfClass(program, holding.class, depth + 1);
    case 'layer':
      return holding.acts;
    case 'several':
      return unite(
        [
          ...holding.items.map((item) => dependenceOfHolding(program, item, depth + 1)),
          holding.complete ? 'no' : 'unknown',
        ],
        'no',
      );
    case 'choice':
      return unite(holding.options.map((one) => dependenceOfHolding(program, one, depth + 1)));
    case 'plain':
      return 'no';
    default:
      return 'unknown';
  }
}

function classesIn(holding: Holding): readonly string[] {
  if (holding.kind === 'instance') return [holding.class];
  if (holding.kind === 'several') return holding.items.flatMap(classesIn);
  return holding.kind === 'choice' ? holding.options.flatMap(classesIn) : [];
}
