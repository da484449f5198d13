import { constantOf } from '../model/walks/constants';
import type { Expression } from '../model/syntax';
import type { ContainerItem, ContainerValue, Value } from '../model/value';
import { storeAttribute } from './stores';
import type { Frame } from './reading';
import { UNKNOWN } from './reading';
import { evaluate } from './expressions';
import { constant, joinAll, makeContainer } from './values';

/** What one element of an iterable is; known items are joined. */
export function elementOf(iterable: Value): Value {
  if (iterable.kind === 'tensor') return iterable;
  if (iterable.kind !== 'container') return UNKNOWN;
  if (iterable.type === 'dict' || iterable.type === 'moduleDict') {
    return joinAll(iterable.items.map((item) => keyOf(item)));
  }
  if (!iterable.complete && iterable.items.length === 0) return UNKNOWN;
  return joinAll(iterable.items.map((item) => item.value));
}

/** `container[index]`: one item for a known index, any of them else. */
export function itemAt(container: ContainerValue, index: Value): Value {
  const known = constantOf(index);
  if (typeof known === 'number' && container.complete) {
    const item = known < 0 ? container.items.at(known) : container.items[known];
    const way = known < 0 ? container.items.slice(known) : container.items.slice(0, known + 1);
    if (item && way.every(isExact)) return item.value;
  }
  if (typeof known === 'string') {
    const item = container.items.find((one) => one.key === known);
    if (item) return item.value;
  }
  return container.items.length > 0 ? joinAll(container.items.map((item) => item.value)) : UNKNOWN;
}

/** `container[from:to]`; bounds that are not known leave any of the items. */
export function sliceOf(
  container: ContainerValue,
  from: number | undefined,
  to: number | undefined,
  isKnown: boolean,
): Value {
  const { items } = container;
  // A cut is exact where everything that it counts over is: `layers[:-1]` counts over the last one only.
  const counted = [cutOff(items, 0, from), cutOff(items, items.length, to)].flat();
  if (isKnown && container.complete && counted.every(isExact)) {
    return { ...container, items: items.slice(from, to) };
  }
  return { ...container, items: items.map(asOneOfMany), complete: false };
}

/** The items that a bound of a slice counts over. */
function cutOff(
  items: readonly ContainerItem[],
  whole: number,
  bound: number | undefined,
): readonly ContainerItem[] {
  if (bound === undefined || bound === whole) return [];
  return bound < 0 ? items.slice(bound) : items.slice(0, bound);
}

/** An item that is certainly there, once. */
export function isExact(item: ContainerItem): boolean {
  return item.many === 0 && !item.optional;
}

/** Adds to a list or module container that the code changes in place. */
export function addItem(container: ContainerValue, value: Value, frame: Frame, key?: string): void {
  addItems(container, [{ key, value, many: 0, optional: false }], frame);
}

/** Adds several items: under a condition they may be missing, in a loop they come several times. */
export function addItems(
  container: ContainerValue,
  added: readonly ContainerItem[],
  frame: Frame,
): void {
  const items = container.items as ContainerItem[];
  const made = container.made ?? { branches: 0, loops: 0 };
  for (const item of [...added]) {
    if (items.length >= 200 || holds(item.value, container)) {
      markIncomplete(container);
      return;
    }
    items.push({
      ...item,
      many: item.many || (frame.loops > made.loops ? frame.loopStart : 0),
      optional: item.optional || frame.branches > made.branches,
    });
  }
}

/** Whether a value is the container or has it inside: put into it, it would have no end. */
function holds(value: Value, container: ContainerValue): boolean {
  const seen = new Set<Value>();
  const pending = [value];
  for (let one = pending.pop(); one; one = pending.pop()) {
    if (one === container) return true;
    if (seen.has(one)) continue;
    seen.add(one);
    if (one.kind === 'container') pending.push(...one.items.map((item) => item.value));
    if (one.kind === 'choice') pending.push(...one.options);
  }
  return false;
}

/** Something of unknown content was put into the container. */
export function markIncomplete(container: ContainerValue): void {
  (container as { complete: boolean }).complete = false;
}

/** Binds a target of an assignment, a loop, a with or a comprehension. */
export function bindTarget(target: Expression, value: Value, frame: Frame): void {
  switch (target.kind) {
    case 'name':
      frame.names.set(target.name, value);
      return;
    case 'attribute':
      storeAttribute(target, value, target.span, frame);
      return;
    case 'subscript': {
      const object = evaluate(target.object, frame);
      const key = constantOf(evaluate(target.index, frame));
      // Writing into a tensor, or into a dict of tensors that came in, adds one more place where it comes from.
      if (object.kind === 'tensor' && value.kind === 'tensor' && target.object.kind === 'name') {
        const sources = [...new Set([...object.sources, ...value.sources])];
        frame.names.set(target.object.name, { kind: 'tensor', sources });
      }
      if (object.kind !== 'container') return;
      if (key === undefined) addItem(object, value, frame);
      else addItem(object, value, frame, String(key));
      return;
    }
    case 'sequence':
      target.items.forEach((item, index) => bindTarget(item, part(value, index, target), frame));
      return;
    case 'starred':
      bindTarget(target.value, UNKNOWN, frame);
      return;
    default:
  }
}

/** `enumerate`, `zip`, `reversed` and their like: the container of what they give. */
export function iterateBuiltin(
  name: string,
  args: readonly Value[],
  span: Expression['span'],
): Value {
  const [first] = args;
  if (name === 'zip') return zipped(args, span);
  if (first?.kind !== 'container') return UNKNOWN;
  if (name === 'enumerate') {
    const isCounted = first.complete && first.items.every(isExact) && args.length === 1;
    const items = first.items.map((item, index) => ({
      ...item,
      value: makeContainer(
        'tuple',
        [{ value: isCounted ? constant(index) : UNKNOWN }, { value: item.value }],
        span,
      ),
    }));
    return { ...first, type: 'list', items };
  }
  if (name === 'reversed') return { ...first, items: [...first.items].reverse() };
  return { ...first, type: name === 'tuple' ? 'tuple' : 'list', items: [...first.items] };
}

/** `.items()`, `.values()`, `.keys()` of a dict or module dict. */
export function viewOf(container: ContainerValue, view: string): Value {
  const items = container.items.map((item) => {
    if (view === 'values') return item;
    if (view === 'keys') return { ...item, value: keyOf(item) };
    const pair = makeContainer(
      'tuple',
      [{ value: keyOf(item) }, { value: item.value }],
      container.span,
    );
    return { ...item, value: pair };
  });
  return { ...container, type: 'list', items };
}

function zipped(args: readonly Value[], span: Expression['span']): Value {
  const containers = args.filter((one) => one.kind === 'container');
  const [first] = containers;
  if (!first) return UNKNOWN;
  const exact =
    containers.length === args.length &&
    containers.every((one) => one.complete && one.items.length === first.items.length);
  if (!exact) {
    const element = makeContainer(
      'tuple',
      args.map((value) => ({ value: elementOf(value) })),
      span,
    );
    const items = [{ value: element, many: span.start + 1, optional: false }];
    return { kind: 'container', type: 'list', items, complete: false, span };
  }
  const items = first.items.map((item, index) => ({
    ...item,
    value: makeContainer(
      'tuple',
      containers.map((one) => ({ value: one.items[index]!.value })),
      span,
    ),
  }));
  return { kind: 'container', type: 'list', items, complete: true, span };
}

function keyOf(item: ContainerItem): Value {
  return item.key === undefined ? UNKNOWN : { kind: 'constant', value: item.key };
}

function asOneOfMany(item: ContainerItem): ContainerItem {
  return { ...item, optional: true };
}

function part(
  value: Value,
  index: number,
  target: { readonly items: readonly Expression[] },
): Value {
  if (value.kind === 'tensor') return value;
  // Each of several keys that are split off is one of its own.
  if (value.kind === 'call' && value.fact?.kind === 'key') return { ...value };
  if (value.kind !== 'container' || !value.complete) return UNKNOWN;
  if (value.items.length !== target.items.length) return UNKNOWN;
  const item = value.items[index];
  return item && item.many === 0 ? item.value : UNKNOWN;
}
