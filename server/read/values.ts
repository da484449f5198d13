import type { Span } from '../model/span';
import type { ContainerItem, ContainerValue, TensorValue, Value } from '../model/value';
import { UNKNOWN } from './reading';

/** The value after two branches: equal values stay, tensors unite their sources, others become a choice. */
export function joinValues(test: Value | undefined, one: Value, other: Value): Value {
  if (one === other || sameConstant(one, other)) return one;
  if (one.kind === 'tensor' && other.kind === 'tensor') return uniteTensors(one, other);
  if (one.kind === 'tensor' && isNothing(other)) return one;
  if (other.kind === 'tensor' && isNothing(one)) return other;
  const tuples = joinTuples(test, one, other);
  if (tuples) return tuples;
  const options = [...optionsOf(one, test), ...optionsOf(other, test)];
  return bounded({ kind: 'choice', test, options }, test ? [test, ...options] : options);
}

/** Walks visit every value inside a value, shared ones once per place, so what is too large is given up. */
const HEAVIEST = 250;

/** The value with its weight, or unknown when it holds too much. */
export function bounded<V extends Value & { readonly weight?: number }>(
  value: V,
  parts: readonly Value[],
): Value {
  const weight = parts.reduce((sum, part) => sum + weightOf(part), 1);
  return weight > HEAVIEST ? UNKNOWN : Object.assign({}, value, { weight });
}

function weightOf(value: Value): number {
  if (value.kind === 'attribute') return 1 + weightOf(value.object);
  const own = 'weight' in value ? (value.weight ?? 1) : 1;
  return value.kind === 'container' ? Math.max(own, value.items.length) : own;
}

/** Unites any number of alternatives whose tests are not known. */
export function joinAll(values: readonly Value[]): Value {
  const [first, ...rest] = values;
  if (!first) return UNKNOWN;
  if (rest.length > 0 && values.every((value): value is TensorValue => value.kind === 'tensor')) {
    return { kind: 'tensor', sources: [...new Set(values.flatMap((value) => value.sources))] };
  }
  return rest.reduce((joined, value) => joinValues(undefined, joined, value), first);
}

export function constant(value: number | string | boolean | null): Value {
  return { kind: 'constant', value };
}

/** The single values that a value may be. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options.flatMap(alternatives) : [value];
}

/** A container literal whose items are all known. */
export function makeContainer(
  type: ContainerValue['type'],
  values: readonly { key?: string; value: Value }[],
  span: ContainerValue['span'],
): ContainerValue {
  const weight = values.reduce((sum, { value }) => sum + weightOf(value), 1);
  const isHeavy = weight > 4 * HEAVIEST;
  return {
    kind: 'container',
    type,
    items: isHeavy
      ? []
      : values.map(({ key, value }) => ({ key, value, many: 0, optional: false })),
    complete: !isHeavy,
    span,
    weight: isHeavy ? 1 : weight,
  };
}

/** An item that is certainly there once. */
export function singleItem(value: Value): ContainerItem {
  return { value, many: 0, optional: false };
}

/** Any number of items of which nothing is known, at their place among others. */
export function unreadItems(span: Span): ContainerItem {
  return { value: UNKNOWN, many: span.start + 1, optional: false };
}

/** What `*value` puts at its place: the items as far as they are known. */
export function spreadItems(value: Value, span: Span): readonly ContainerItem[] {
  if (value.kind !== 'container') return [unreadItems(span)];
  if (value.complete) return value.items;
  return [unreadItems(span), ...value.items.flatMap((item) => [item, unreadItems(span)])];
}

function isNothing(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

function sameConstant(one: Value, other: Value): boolean {
  return one.kind === 'constant' && other.kind === 'constant' && one.value === other.value;
}

function uniteTensors(one: TensorValue, other: TensorValue): TensorValue {
  const sources = [...new Set([...one.sources, ...other.sources])];
  return { kind: 'tensor', sources };
}

function joinTuples(test: Value | undefined, one: Value, other: Value): Value | undefined {
  const alike =
    one.kind === 'container' &&
    other.kind === 'container' &&
    one.type === 'tuple' &&
    other.type === 'tuple' &&
    one.items.length === other.items.length &&
    one.complete &&
    other.complete;
  if (!alike) return undefined;
  const items = one.items.map((item, index) => ({
    ...item,
    value: joinValues(test, item.value, other.items[index]!.value),
  }));
  return { ...one, items };
}

/** A choice without a test of its own is spread into the new one; a tested one stays whole. */
function optionsOf(value: Value, test: Value | undefined): readonly Value[] {
  return value.kind === 'choice' && test === undefined && value.test === undefined
    ? value.options
    : [value];
}
