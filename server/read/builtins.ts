import type { CallExpression } from '../model/syntax';
import type { Span } from '../model/span';
import type { ContainerItem, ContainerValue, Value } from '../model/value';
import { constantOf } from '../model/walks/constants';
import type { ReadArguments } from './arguments';
import { attributeOf } from './attributes';
import { addItem, addItems, isExact, iterateBuiltin, markIncomplete, viewOf } from './containers';
import type { Frame } from './reading';
import { placeOf, textOf, UNKNOWN } from './reading';
import { storeNamed } from './stores';
import { constant, makeContainer, singleItem, spreadItems, unreadItems } from './values';

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
        return {
          ...makeContainer(name === 'tuple' ? 'tuple' : 'list', [], expression.span),
          made: placeOf(frame),
        };
      }
      return values.some((value) => value.kind === 'container')
        ? iterateBuiltin(name, values, expression.span)
        : undefined;
    case 'collections.OrderedDict':
    case 'OrderedDict':
    case 'dict':
      return makeDict(read, first, expression.span, frame);
    case 'range':
      return rangeOf(values, expression.span);
    case 'len':
      return lengthOf(first);
    case 'float':
    case 'int':
      return first && convertNumber(name, first);
    case 'getattr': {
      const attribute = second && constantOf(second);
      return first && typeof attribute === 'string'
        ? attributeOf(first, attribute, frame)
        : undefined;
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
    case 'add':
    case 'push':
      for (const value of values) addItem(container, value, frame);
      return constant(null);
    case 'add_module':
    case 'register_module': {
      const key = first && constantOf(first);
      if (second) addItem(container, second, frame, typeof key === 'string' ? key : undefined);
      return constant(null);
    }
    case 'extend':
      extend(container, first, span, frame);
      return constant(null);
    case 'unshift':
      for (const value of [...values].reverse()) insertFirst(container, value, frame);
      return constant(null);
    case 'concat': {
      const added = values.flatMap((value) =>
        value.kind === 'container' ? spreadItems(value, span) : [unreadItems(span)],
      );
      return { ...container, items: [...container.items, ...added], span, made: placeOf(frame) };
    }
    case 'splice':
    case 'shift':
    case 'sort':
    case 'reverse':
      return loseTrack(container);
    case 'insert':
      if (second && first && constantOf(first) === 0) insertFirst(container, second, frame);
      else markIncomplete(container);
      return constant(null);
    case 'pop':
      return values.length === 0 ? popLast(container, frame) : loseTrack(container);
    case 'update':
    case 'remove':
    case 'clear':
      return loseTrack(container);
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
export function extend(
  container: ContainerValue,
  more: Value | undefined,
  span: Span,
  frame: Frame,
): void {
  addItems(container, spreadItems(more ?? UNKNOWN, span), frame);
}

/** Only where nothing else can have come or gone is the first place known. */
function insertFirst(container: ContainerValue, value: Value, frame: Frame): void {
  if (isHere(container, frame)) (container.items as ContainerItem[]).unshift(singleItem(value));
  else markIncomplete(container);
}

function popLast(container: ContainerValue, frame: Frame): Value {
  const last = container.items.at(-1);
  if (!last || !isExact(last) || !isHere(container, frame)) return loseTrack(container);
  (container.items as ContainerItem[]).pop();
  return last.value;
}

function loseTrack(container: ContainerValue): Value {
  markIncomplete(container);
  return UNKNOWN;
}

/** Neither a branch nor a loop lies between the making of the container and this place. */
function isHere({ made }: ContainerValue, frame: Frame): boolean {
  return frame.branches <= (made?.branches ?? 0) && frame.loops <= (made?.loops ?? 0);
}

const LONGEST_RANGE = 12;

/** The numbers of a short range with known bounds; of any other it is only known that there are some. */
function rangeOf(values: readonly Value[], span: Span): Value {
  const bounds = values.map(constantOf);
  const [from, to] = bounds.length > 1 ? bounds : [0, bounds[0]];
  const made = makeContainer('list', [], span);
  if (typeof from === 'number' && typeof to === 'number' && bounds.length < 3) {
    const length = Math.max(0, to - from);
    if (length <= LONGEST_RANGE && Number.isInteger(length)) {
      const numbers = Array.from({ length }, (_, index) => singleItem(constant(from + index)));
      return { ...made, items: numbers };
    }
  }
  return { ...made, items: [unreadItems(span)] };
}

function lengthOf(value: Value | undefined): Value | undefined {
  const isKnown = value?.kind === 'container' && value.complete && value.items.every(isExact);
  return isKnown ? constant(value.items.length) : undefined;
}

function makeDict(read: ReadArguments, first: Value | undefined, span: Span, frame: Frame): Value {
  const made = placeOf(frame);
  if (first?.kind === 'container')
    return { ...first, type: 'dict', items: first.items.map(keyed), made };
  if (read.list.some((arg) => arg.position !== 'keyword') || read.open) return UNKNOWN;
  const items = read.list.map((arg) => ({ key: arg.name, value: arg.value }));
  return { ...makeContainer('dict', items, span), made };
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
