import type { ContainerValue, TensorValue, Value } from '../model/value';
import { UNKNOWN } from './reading';

/** The value after two branches: equal values stay, tensors unite their sources, others become a choice. */
export function joinValues(test: Value | undefined, one: Value, other: Value): Value {
  if (one === other || sameConstant(one, other)) return one;
  if (one.kind === 'tensor' && other.kind === 'tensor') return uniteTensors(one, other);
  if (one.kind === 'tensor' && isNothing(other)) return one;
  if (other.kind === 'tensor' && isNothing(one)) return other;
  const tuples = joinTuples(test, one, other);
  if (tuples) return tuples;
  return { kind: 'choice', test, options: [...optionsOf(one, test), ...optionsOf(other, test)] };
}

/** Unites any number of alternatives whose tests are not known. */
export function joinAll(values: readonly Value[]): Value {
  const [first, ...rest] = values;
  if (!first) return UNKNOWN;
  return rest.reduce((joined, value) => joinValues(undefined, joined, value), first);
}

export function constant(value: number | string | boolean | null): Value {
  return { kind: 'constant', value };
}

export function isConstant(value: Value, wanted: number | string | boolean | null): boolean {
  return value.kind === 'constant' && value.value === wanted;
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
  return {
    kind: 'container',
    type,
    items: values.map(({ key, value }) => ({ key, value, many: 0, optional: false })),
    complete: true,
    span,
  };
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
