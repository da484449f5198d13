import type { CallExpression } from '../model/syntax';
import type { Arg } from '../model/model';
import type { ContainerValue, Value } from '../model/value';
import { applySequential, operandFlows } from './apply';
import type { ReadArguments } from './arguments';
import { Bindings } from './bindings';
import { evaluate } from './expressions';
import { belongsToGraph, noteOwnGraph } from './graph-calls';
import { baseFacts, findSuperMethod } from './inheritance';
import type { Fate, Frame, FunctionEntry } from './reading';
import { contentOf } from './modules';
import { childFrame, OTHER, placeOf, SEQUENTIAL_ITEMS, UNKNOWN, withinAllowance } from './reading';
import { execute } from './statements';
import { bounded, joinAll } from './values';

const DEEPEST = 8;

/** Calls a function or class of the file; undefined when the callee is neither. */
export function callFunction(
  callee: Value,
  read: ReadArguments,
  expression: CallExpression,
  frame: Frame,
  fate: Fate = OTHER,
): Value | undefined {
  if (callee.kind !== 'function') return undefined;
  const { reading } = frame;
  if (reading.classNamed.has(callee.name)) return makeInstance(callee.name, read, expression);
  const entry = reading.functionNamed.get(callee.name);
  if (!entry) return undefined;
  const self = callee.bound ? frame.self : undefined;
  if (frame.tracer?.graph) {
    if (!belongsToGraph(read)) return readForResult(entry, read, self ? { self } : {}, frame);
    frame.tracer.graph.entered.add(entry.name);
  }
  const isIdle = frame.recorder && fate.result === 'discarded' && reading.quiet.has(entry);
  if (isIdle && !frame.tracer) return undefined;
  return readThrough(entry, read, self ? { self } : {}, frame);
}

/** `super().method(…)`: reads the parent's method for the same instance, or what the base row does. */
export function callSuper(
  method: string,
  read: ReadArguments,
  expression: CallExpression,
  frame: Frame,
  note: () => void,
): Value {
  note();
  const self = frame.self;
  const within = frame.function?.class;
  if (!self || !within) return UNKNOWN;
  const entry = findSuperMethod(self.class, within, method, frame.reading);
  if (entry) return readThrough(entry, read, { self }, frame) ?? UNKNOWN;
  if (method === '__init__') noteOwnGraph(read, expression.span, frame);
  const sequential = baseFacts(within, frame.reading).some((fact) =>
    fact.names[0]?.endsWith('.Sequential'),
  );
  if (!sequential) return UNKNOWN;
  if (method === '__init__') {
    const items = sequentialItems(read, expression, frame);
    self.attributes.set(SEQUENTIAL_ITEMS, items);
    return UNKNOWN;
  }
  return applySelf(self.attributes, read.list, frame) ?? UNKNOWN;
}

/** Runs the items of an instance that derives from Sequential. */
export function applySelf(
  attributes: ReadonlyMap<string, Value>,
  args: readonly Arg[],
  frame: Frame,
): Value | undefined {
  const items = attributes.get(SEQUENTIAL_ITEMS);
  if (items?.kind !== 'container' || !frame.tracer) return undefined;
  return applySequential(items, operandFlows(args), frame, frame.tracer, 0);
}

/** Binds arguments to the parameters of a function; what is not passed takes its default. */
export function bindParameters(
  entry: FunctionEntry,
  read: ReadArguments,
  bound: boolean,
  frame: Frame,
): Bindings {
  const names = new Bindings();
  const parameters = entry.statement.parameters;
  const positional = parameters.filter((one) => one.star === 0 && !one.keywordOnly);
  const skipped = bound ? 1 : 0;
  for (const arg of read.list) {
    if (arg.position === 'keyword') names.set(arg.name, arg.value);
    else {
      const parameter = positional[arg.position + skipped];
      if (parameter) names.set(parameter.name, arg.value);
      else for (const entry of arg.entries ?? []) names.set(entry.name, entry.value);
    }
  }
  for (const parameter of parameters) {
    if (names.has(parameter.name)) continue;
    const fallback = parameter.default && !read.open;
    names.set(
      parameter.name,
      fallback
        ? evaluate(parameter.default, silent(frame))
        : parameterValue(entry, parameter, frame),
    );
  }
  return names;
}

/** A parameter of which only name, default and annotation are known. */
export function parameterValue(
  entry: FunctionEntry,
  parameter: FunctionEntry['statement']['parameters'][number],
  frame: Frame,
): Value {
  if (parameter.star > 0) return UNKNOWN;
  const { annotation } = parameter;
  return {
    kind: 'parameter',
    name: parameter.name,
    default: parameter.default && evaluate(parameter.default, silent(frame)),
    annotation:
      annotation && frame.reading.document.text.slice(annotation.span.start, annotation.span.end),
    owner: entry.name,
  };
}

/** The same frame without recording or tracing. */
export function silent(frame: Frame): Frame {
  return { ...frame, recorder: undefined, tracer: undefined };
}

function readThrough(
  entry: FunctionEntry,
  read: ReadArguments,
  part: Pick<Frame, 'self'>,
  frame: Frame,
): Value | undefined {
  if (frame.recorder && !frame.tracer) return readForResult(entry, read, part, frame);
  if (frame.depth >= DEEPEST || runsAlready(entry, frame)) return undefined;
  return run(entry, read, part, frame);
}

/** While recording, a function is read through only for what it returns: its own calls are noted elsewhere. */
function readForResult(
  entry: FunctionEntry,
  read: ReadArguments,
  part: Pick<Frame, 'self'>,
  frame: Frame,
): Value | undefined {
  if (frame.depth >= DEEPEST || runsAlready(entry, frame)) return undefined;
  const { result: returned } = withinAllowance(frame.reading, 3000, (budget) =>
    run(entry, read, part, { ...silent(frame), budget }),
  );
  const useful = ['layer', 'container', 'instance', 'constant', 'choice', 'function'];
  return returned && useful.includes(returned.kind) ? returned : undefined;
}

function run(
  entry: FunctionEntry,
  read: ReadArguments,
  part: Pick<Frame, 'self'>,
  frame: Frame,
): Value | undefined {
  const inner = childFrame(frame, {
    self: part.self ?? entry.closure?.self,
    names: bindParameters(entry, read, Boolean(part.self && entry.selfName), frame),
    outer: entry.closure,
    function: entry,
    stack: [...frame.stack, entry],
  });
  if (part.self && entry.selfName) inner.names.set(entry.selfName, { kind: 'self' });
  execute(entry.statement.body, inner);
  return inner.returns.length > 0 ? joinAll(inner.returns) : { kind: 'constant', value: null };
}

function runsAlready(entry: FunctionEntry, frame: Frame): boolean {
  return frame.function === entry || frame.stack.includes(entry);
}

function makeInstance(name: string, read: ReadArguments, expression: CallExpression): Value {
  const positional = read.list.filter((arg) => arg.position !== 'keyword');
  const keywords = read.list.filter((arg) => arg.position === 'keyword');
  const instance: Value = {
    kind: 'instance',
    class: name,
    args: positional.map((arg) => arg.value),
    keywords: Object.fromEntries(keywords.map((arg) => [arg.name, arg.value])),
    span: expression.span,
  };
  const whole = bounded(
    instance,
    read.list.map((arg) => arg.value),
  );
  return whole.kind === 'instance' ? whole : { ...instance, args: [], keywords: {} };
}

function sequentialItems(
  read: ReadArguments,
  expression: CallExpression,
  frame: Frame,
): ContainerValue {
  const content = contentOf('sequential', read);
  return {
    kind: 'container',
    type: 'sequential',
    ...content,
    span: expression.span,
    made: placeOf(frame),
  };
}
