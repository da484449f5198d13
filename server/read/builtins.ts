import type { CallExpression } from '../model/syntax';
import type { Span } from '../model/span';
import type { ContainerValue, Value } from '../model/value';
import { constantOf } from '../model/walks/constants';
import type { ReadArguments } from './arguments';
import { attributeOf } from './attributes';
import { addItem, iterateBuiltin, markIncomplete, viewOf } from './containers';
import type { Frame } from './reading';
import { textOf, UNKNOWN } from './reading';
import { storeNamed } from './stores';
import { constant, makeContainer } from './values';

/** What a builtin gives; undefined for a name that is none of them. */
export function callBuiltin(
  name: string,
  expression: CallExpression,
  read: ReadArguments,
  frame: Frame,
): Value | undefined {
  const values = read.list.map((arg) => arg.value);
  const [first, second] = values;
  switch (name) {
    case 'enumerate':
    case 'zip':
    case 'reversed':
    case 'list':
    case 'tuple':
    case 'iter':
      if (values.length === 0) {
        return makeContainer(name === 'tuple' ? 'tuple' : 'list', [], expression.span);
      }
      return values.some((value) => value.kind === 'container')
        ? iterateBuiltin(name, values, expression.span)
        : undefined;
    case 'collections.OrderedDict':
    case 'OrderedDict':
    case 'dict':
      return makeDict(read, first, expression.span);
    case 'float':
    case 'int':
      return first && convertNumber(name, first);
    case 'getattr': {
      const attribute = second && constantOf(second);
      return first && typeof attribute === 'string' ? attributeOf(first, attribute, frame) : undefined;
    }
    case 'setattr':
      storeSetattr(expression, read, frame);
      return undefined;
    case 'min':
    case 'max':
      return extremum(name, values);
    default:
      return undefined;
  }
}

/** A method of a list, dict or module container; undefined for one that has no special meaning here. */
export function callContainer(
  container: ContainerValue,
  name: string,
  read: ReadArguments,
  span: Span,
  frame: Frame,
): Value | undefined {
  const values = read.list.map((arg) => arg.value);
  const [first, second] = values;
  switch (name) {
    case 'append':
      if (first) addItem(container, first, frame);
      return constant(null);
    case 'add_module':
    case 'register_module': {
      const key = first && constantOf(first);
      if (second) addItem(container, second, frame, typeof key === 'string' ? key : undefined);
      return constant(null);
    }
    case 'extend':
      extend(container, first, frame);
      return constant(null);
    case 'insert':
    case 'update':
    case 'pop':
    case 'remove':
    case 'clear':
      markIncomplete(container);
      return UNKNOWN;
    case 'items':
    case 'values':
    case 'keys':
    case 'children':
      return viewOf(container, name === 'children' ? 'values' : name);
    case 'copy':
      return { ...container, items: [...container.items], span };
    default:
      return undefined;
  }
}

/** `layers += […]` and `layers.extend([…])`. */
export function extend(container: ContainerValue, more: Value | undefined, frame: Frame): void {
  if (more?.kind !== 'container' || more.type === 'dict') {
    markIncomplete(container);
    return;
  }
  for (const item of more.items) addItem(container, item.value, frame);
  if (!more.complete) markIncomplete(container);
}

function makeDict(read: ReadArguments, first: Value | undefined, span: Span): Value {
  if (first?.kind === 'container') return { ...first, type: 'dict', items: first.items.map(keyed) };
  if (read.list.some((arg) => arg.position !== 'keyword') || read.open) return UNKNOWN;
  return makeContainer('dict', read.list.map((arg) => ({ key: arg.name, value: arg.value })), span);
}

function keyed(item: ContainerValue['items'][number]): ContainerValue['items'][number] {
  const pair = item.value;
  if (pair.kind !== 'container' || pair.type !== 'tuple' || pair.items.length !== 2) return item;
  const key = constantOf(pair.items[0]!.value);
  return { ...item, key: key === undefined ? undefined : String(key), value: pair.items[1]!.value };
}

/** A conversion keeps what is known about a value: `float(dropout)` is still the dropout rate. */
function convertNumber(name: string, value: Value): Value {
  const known = constantOf(value);
  if (known === undefined) return value;
  const number = typeof known === 'string' ? Number(known) : Number(known ?? Number.NaN);
  if (Number.isNaN(number)) return UNKNOWN;
  return constant(name === 'int' ? Math.trunc(number) : number);
}

function extremum(name: 'min' | 'max', values: readonly Value[]): Value | undefined {
  const numbers = values.map(constantOf);
  return numbers.length > 1 && numbers.every((one) => typeof one === 'number')
    ? constant(Math[name](...(numbers as number[])))
    : undefined;
}

function storeSetattr(expression: CallExpression, read: ReadArguments, frame: Frame): void {
  const [object, name, value] = read.list;
  const attribute = name && constantOf(name.value);
  if (!object || !value || typeof attribute !== 'string') return;
  const spans = { span: expression.span, value: value.span };
  const text = textOf(frame.reading, object.span);
  storeNamed(object.value, text, attribute, value.value, spans, frame);
}
