import { frameworkTraits } from '../facts/frameworks';
import { lookup } from '../facts/lookup';
import type { Attribute, AttributeStore, ClassModel, Store } from '../model/model';
import type { Span } from '../model/span';
import type { Expression } from '../model/syntax';
import type { Value } from '../model/value';
import { Bindings } from './bindings';
import { parameterValue } from './functions';
import {
  baseFacts,
  buildersOf,
  findMethod,
  forwardName,
  frameworkOfClass,
  resolutionOrder,
} from './inheritance';
import { readLoads, type Stored } from './loads';
import type { ClassEntry, Frame, FunctionEntry, Reading } from './reading';
import { childFrame, withinAllowance } from './reading';
import { writtenName } from './names';
import { execute } from './statements';
import { alternatives, joinValues } from './values';
import { walkStatements } from './walk-syntax';

/** Reads what instances of a class keep under `self`: what builds them first, then the other methods. */
export function readAttributes(entry: ClassEntry, reading: Reading): ReadonlyMap<string, Value> {
  if (entry.attributes) return entry.attributes;
  const attributes = new Bindings();
  entry.attributes = attributes;
  for (const name of buildersOf(entry, reading)) {
    const builder = findMethod(entry, name, reading);
    if (builder) runMethod(builder, entry, attributes, reading);
  }
  const built = builtWith(entry, reading);
  for (const method of methodsOf(entry, reading)) {
    if (built.has(method.statement.name) || reading.quiet.has(method)) continue;
    const after = copyAttributes(attributes);
    runMethod(method, entry, after, reading);
    for (const [name, value] of after) addLate(attributes, name, value);
  }
  return attributes;
}

/** Attributes for one more reading of a method: what it adds to lists stays its own. */
export function copyAttributes(attributes: ReadonlyMap<string, Value>): Bindings {
  return new Bindings([...attributes].map(([name, value]) => [name, copyContainer(value)]));
}

function copyContainer(value: Value): Value {
  return value.kind === 'container' ? { ...value, items: [...value.items] } : value;
}

/** What builds an instance and the methods that run as part of it: what they store is known already. */
function builtWith(entry: ClassEntry, reading: Reading): ReadonlySet<string> {
  const built = new Set(buildersOf(entry, reading));
  const classes = resolutionOrder(entry, reading);
  for (const name of built) {
    for (const method of classes.flatMap((one) => one.methods.get(name) ?? [])) {
      walkStatements(method.statement.body, (expression) => {
        const called = methodCalledOn(method.selfName, expression);
        if (called) built.add(called);
      });
    }
  }
  return built;
}

/** The name in `self.name(…)`. */
function methodCalledOn(selfName: string | undefined, expression: Expression): string | undefined {
  if (expression.kind !== 'call' || expression.callee.kind !== 'attribute') return undefined;
  const { object, name } = expression.callee;
  return object.kind === 'name' && object.name === selfName ? name : undefined;
}

/** All methods that instances have, nearest definition of each. */
export function methodsOf(entry: ClassEntry, reading: Reading): readonly FunctionEntry[] {
  const methods = new Map<string, FunctionEntry>();
  for (const one of resolutionOrder(entry, reading)) {
    for (const [name, method] of one.methods) {
      if (!methods.has(name)) methods.set(name, method);
    }
  }
  return [...methods.values()];
}

/** Whether instances of a class are modules of a framework. */
export function moduleStatus(entry: ClassEntry, reading: Reading): ClassModel['isModule'] {
  if (baseFacts(entry, reading).some((fact) => fact.form === 'module')) return 'yes';
  const bases = resolutionOrder(entry, reading).flatMap((one) => one.bases);
  const open = bases.filter((base) => base.kind !== 'function' && !isPlainBase(base));
  if (open.length === 0) return 'no';
  const holdsLayers = [...readAttributes(entry, reading).values()].some(isLayer);
  return holdsLayers && findMethod(entry, forwardName(entry, reading), reading)
    ? 'likely'
    : 'unknown';
}

/** Describes the classes of a file for rules. */
export function describeClasses(reading: Reading, stores: readonly Store[]): readonly ClassModel[] {
  const loads = readLoads(reading);
  const stored = namesStored(stores);
  const storesOf = storesByClass(stores);
  const subclassesOf = subclassesByClass(reading);
  return reading.classes.map((entry) => {
    const facts = baseFacts(entry, reading);
    const own = storesOf.get(entry.index) ?? [];
    return {
      name: entry.name,
      span: entry.statement.span,
      nameSpan: entry.statement.nameSpan,
      bases: entry.bases.map(baseName),
      framework: frameworkOfClass(entry, reading),
      isModule: moduleStatus(entry, reading),
      returnsNothing: frameworkTraits[frameworkOfClass(entry, reading)].modesReturnNothing === true,
      modeCopy: writtenName(frameworkTraits[frameworkOfClass(entry, reading)].modeCopy, reading),
      managed: facts.some((fact) => fact.managed === true),
      methods: [...entry.methods.keys()],
      attributes: describeAttributes(own, reading, (name) => loads.of(entry, name, stored)),
      dynamic: resolutionOrder(entry, reading).some((one) => loads.dynamic.has(one)),
      openBases: hasOpenBases(entry, reading),
      reads: [...(loads.names.get(entry) ?? [])],
      subclasses: subclassesOf.get(entry) ?? [],
    };
  });
}

function namesStored(stores: readonly Store[]): Stored {
  const byClass = new Map<number, Set<string>>();
  for (const { object, name, context } of stores) {
    if (object.kind !== 'self') continue;
    const names = byClass.get(context.class) ?? new Set();
    byClass.set(context.class, names.add(name));
  }
  return (entry) => byClass.get(entry.index) ?? new Set();
}

/** What the classes keep under their own instances, by the index of the class. */
function storesByClass(stores: readonly Store[]): ReadonlyMap<number, readonly Store[]> {
  const found = new Map<number, Store[]>();
  for (const store of stores) {
    if (store.object.kind !== 'self') continue;
    const own = found.get(store.context.class) ?? [];
    found.set(store.context.class, own);
    own.push(store);
  }
  return found;
}

function subclassesByClass(reading: Reading): ReadonlyMap<ClassEntry, readonly string[]> {
  const found = new Map<ClassEntry, string[]>();
  for (const entry of reading.classes) {
    for (const base of resolutionOrder(entry, reading)) {
      if (base === entry) continue;
      const names = found.get(base) ?? [];
      found.set(base, names);
      names.push(entry.name);
    }
  }
  return found;
}

function hasOpenBases(entry: ClassEntry, reading: Reading): boolean {
  return resolutionOrder(entry, reading)
    .flatMap((one) => one.bases)
    .some((base) => {
      if (base.kind === 'function' || isPlainBase(base)) return false;
      return base.kind !== 'global' || lookup(base.name)?.kind !== 'moduleBase';
    });
}

function runMethod(
  method: FunctionEntry,
  entry: ClassEntry,
  attributes: Bindings,
  reading: Reading,
): void {
  const names = new Bindings(
    method.statement.parameters.map((one) => [
      one.name,
      parameterValue(method, one, reading.module),
    ]),
  );
  if (method.selfName) names.set(method.selfName, { kind: 'self' });
  withinAllowance(reading, 20_000, (budget) => {
    const frame: Frame = childFrame(reading.module, {
      names,
      outer: method.closure,
      function: method,
      self: { class: entry, attributes },
      recorder: undefined,
      stack: [method],
      budget,
      depth: 1,
    });
    execute(method.statement.body, frame);
  });
}

/** What a later method stores is one more possibility; tensors and unknown things say nothing. */
function addLate(attributes: Map<string, Value>, name: string, value: Value): void {
  const before = attributes.get(name);
  if (before === value || (before && isSameContainer(before, value))) return;
  if (!before) attributes.set(name, value);
  else if (['layer', 'container', 'instance', 'constant', 'choice'].includes(value.kind)) {
    attributes.set(name, joinValues(undefined, before, value));
  }
}

function isSameContainer(before: Value, after: Value): boolean {
  if (before.kind !== 'container' || after.kind !== 'container') return false;
  const isGrown = after.items.length !== before.items.length || after.complete !== before.complete;
  return before.span === after.span && !isGrown;
}

function isLayer(value: Value): boolean {
  return alternatives(value).some(
    (one) =>
      one.kind === 'layer' ||
      one.kind === 'instance' ||
      (one.kind === 'container' &&
        one.type !== 'list' &&
        one.type !== 'dict' &&
        one.type !== 'tuple'),
  );
}

function isPlainBase(base: Value): boolean {
  return (
    base.kind === 'global' &&
    /^(object|Exception|\w+Error|dict|list|tuple|str|int|float|type|(abc\.)?(ABC|ABCMeta)|(typing\.)?(Generic|Protocol|NamedTuple|TypedDict)|(enum\.)?(Enum|IntEnum|StrEnum)|torch\.autograd\.Function|torch\.utils\.data\.\w+)$/.test(
      base.name,
    )
  );
}

function baseName(base: Value): string {
  return base.kind === 'global' || base.kind === 'function' ? base.name : '?';
}

function describeAttributes(
  stores: readonly Store[],
  reading: Reading,
  loadsOf: (name: string) => readonly Span[],
): readonly Attribute[] {
  const byName = new Map<string, AttributeStore[]>();
  for (const store of stores) {
    const method = reading.functions[store.context.function];
    const list = byName.get(store.name) ?? [];
    byName.set(store.name, list);
    list.push({
      span: store.span,
      valueSpan: store.valueSpan,
      value: store.value,
      method: method?.statement.name ?? '',
      guards: store.context.guards,
      how: howStored(reading.document.text.slice(store.span.start, store.span.end)),
    });
  }
  return [...byName].map(([name, list]) => ({ name, stores: list, loads: loadsOf(name) }));
}

function howStored(text: string): AttributeStore['how'] {
  if (text.startsWith('setattr')) return 'setattr';
  return /\.(add_module|register_\w+)\s*\(/.test(text) ? 'register' : 'assign';
}
