import { frameworkTraits } from '../facts/frameworks';
import { lookup } from '../facts/lookup';
import type { ApiFact, Framework } from '../model/fact';
import type { ClassEntry, FunctionEntry, Reading } from './reading';

/** The class and its bases in the file, nearest first; a cycle or a diamond is cut. */
export function resolutionOrder(entry: ClassEntry, reading: Reading): readonly ClassEntry[] {
  if (entry.bases.every(({ kind }) => kind !== 'function')) return [entry];
  const order: ClassEntry[] = [];
  const pending = [entry];
  for (let one = pending.shift(); one && order.length < 50; one = pending.shift()) {
    if (order.includes(one)) continue;
    order.push(one);
    pending.unshift(...basesInFile(one, reading));
  }
  return order;
}

/** The bases of a class that stand in the file. */
export function basesInFile(entry: ClassEntry, reading: Reading): readonly ClassEntry[] {
  return entry.bases.flatMap((base) => {
    const found = base.kind === 'function' ? reading.classNamed.get(base.name) : undefined;
    return found && found !== entry ? [found] : [];
  });
}

/** The method that a call of `self.name()` on an instance of the class runs. */
export function findMethod(
  entry: ClassEntry,
  name: string,
  reading: Reading,
): FunctionEntry | undefined {
  for (const one of resolutionOrder(entry, reading)) {
    const method = one.methods.get(name);
    if (method) return method;
  }
  return undefined;
}

/** The method that `super().name()` runs when written in `within` for an instance of `entry`. */
export function findSuperMethod(
  entry: ClassEntry,
  within: ClassEntry,
  name: string,
  reading: Reading,
): FunctionEntry | undefined {
  const order = resolutionOrder(entry, reading);
  const position = order.indexOf(within);
  return order
    .slice(position + 1)
    .map((one) => one.methods.get(name))
    .find((method) => method !== undefined);
}

/** Rows of the knowledge base that a class derives from, through the classes of the file. */
export function baseFacts(entry: ClassEntry, reading: Reading): readonly ApiFact[] {
  return resolutionOrder(entry, reading).flatMap((one) =>
    one.bases.flatMap((base) => {
      const fact = base.kind === 'global' ? lookup(base.name) : undefined;
      return fact ? [fact] : [];
    }),
  );
}

/**
 * The framework whose module a class is: that of the base it derives from, else the first of those that the file
 * imports whose forward method it has, else the first of all.
 */
export function frameworkOfClass(entry: ClassEntry, reading: Reading): Framework {
  const base = baseFacts(entry, reading).find((fact) => fact.form === 'module');
  if (base) return base.framework;
  const [first = 'pytorch', ...others] = reading.frameworks;
  const isFitting = (framework: Framework): boolean =>
    findMethod(entry, frameworkTraits[framework].forward, reading) !== undefined;
  return others.length === 0 ? first : (reading.frameworks.find(isFitting) ?? first);
}

/** The method that runs when an instance of the class is called. */
export function forwardName(entry: ClassEntry, reading: Reading): string {
  return frameworkTraits[frameworkOfClass(entry, reading)].forward;
}

/** The methods that make the layers of an instance before data go through it. */
export function buildersOf(entry: ClassEntry, reading: Reading): readonly string[] {
  return frameworkTraits[frameworkOfClass(entry, reading)].builders ?? ['__init__'];
}
