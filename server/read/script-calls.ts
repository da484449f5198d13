import { frameworkTraits } from '../facts/frameworks';
import { isScript } from '../model/document';
import type { CallExpression } from '../model/syntax';
import type { Value } from '../model/value';
import type { ReadArguments } from './arguments';
import type { ReadCall } from './calls';
import { callFunction } from './functions';
import type { Frame } from './reading';
import { alternatives } from './values';

/** `layer.apply(x, {training: true})` as a call of the layer itself, with what the object names as keywords. */
export function appliedLayer(parts: ReadCall, frame: Frame): ReadCall | undefined {
  const { expression, callee, read } = parts;
  if (callee.kind !== 'attribute' && expression.callee.kind !== 'attribute') return undefined;
  const name = expression.callee.kind === 'attribute' ? expression.callee.name : '';
  const applies = frame.reading.frameworks.some((one) => frameworkTraits[one].apply === name);
  const receiver = callee.kind === 'attribute' ? callee.object : callee;
  if (!applies || !alternatives(receiver).every(isModule)) return undefined;
  return { ...parts, callee: receiver, read: withEntries(read) };
}

/** What a function among the arguments returns, where it is called at once. */
export function runArgument(parts: ReadCall, frame: Frame): Value | undefined {
  const given = parts.read.list.find(({ value }) => value.kind === 'function');
  const nothing: ReadArguments = { list: [], open: false };
  return given && callFunction(given.value, nothing, parts.expression, frame, parts.fate);
}

/** Reads the arguments of `items.forEach(…)` and its like as what runs several times. */
export function inIteration<Result>(
  { callee, span }: CallExpression,
  frame: Frame,
  read: () => Result,
): Result {
  const iterates =
    callee.kind === 'attribute' &&
    isScript(frame.reading.document.language) &&
    /^(forEach|map|flatMap|filter|reduce|some|every|find)$/.test(callee.name);
  if (!iterates) return read();
  const { loops, loopStart } = frame;
  frame.loops += 1;
  frame.loopStart = span.start + 1;
  const result = read();
  frame.loops = loops;
  frame.loopStart = loopStart;
  return result;
}

function isModule(value: Value): boolean {
  return (
    value.kind === 'layer' ||
    value.kind === 'instance' ||
    (value.kind === 'container' && value.type === 'sequential')
  );
}

function withEntries(read: ReadArguments): ReadArguments {
  const list = read.list.flatMap((arg) =>
    arg.entries && arg.position !== 'keyword' && arg.position > 0 ? arg.entries : [arg],
  );
  const isOpen = read.list.some(({ openEntries, position }) => openEntries && position !== 0);
  return { ...read, list, open: read.open || isOpen };
}
