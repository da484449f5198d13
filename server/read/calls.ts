import { lookupAll, lookupMethod } from '../facts/lookup';
import type { ApiFact } from '../model/fact';
import type { Arg, Call } from '../model/model';
import type { CallExpression, Expression } from '../model/syntax';
import type { Value } from '../model/value';
import { constantOf } from '../model/walks/constants';
import { modeSaid } from '../model/walks/flags';
import { layerOf } from './activations';
import { applyModule } from './apply';
import type { ReadArguments } from './arguments';
import { matchArguments, readArguments } from './arguments';
import { callBuiltin, callContainer } from './builtins';
import { evaluate } from './expressions';
import { callFunction, callSuper } from './functions';
import { enterGraph, noteGraph } from './graph-calls';
import { makeModules } from './modules';
import { appliedLayer, inIteration, runArgument } from './script-calls';
import type { Fate, Frame } from './reading';
import { contextOf, OTHER, textOf } from './reading';
import { storeNamed } from './stores';
import { chooseRow } from './choose-row';
import { addStep, flowOf, flowsWithin, importedMaker } from './tracer';
import { commonRow } from './common-row';
import { alternatives, bounded } from './values';

/** A call with callee and arguments evaluated. */
export interface ReadCall {
  readonly expression: CallExpression;
  readonly callee: Value;
  readonly read: ReadArguments;
  readonly fate: Fate;
}

/** Evaluates a call: layers are made, own functions read through, tensors traced, everything recorded. */
export function evaluateCall(expression: CallExpression, frame: Frame, fate: Fate): Value {
  const superMethod = superMethodOf(expression.callee);
  const callee = superMethod ? UNRESOLVED_SUPER : evaluateCallee(expression.callee, frame);
  const read = inIteration(expression, frame, () =>
    readArguments(expression, frame, (argument) =>
      evaluate(argument.value, frame, { result: 'argument' }),
    ),
  );
  if (superMethod) {
    return callSuper(superMethod, read, expression, frame, () =>
      noteUse(expression, callee, read, frame, fate),
    );
  }
  return call({ expression, callee, read, fate }, frame);
}

/** Calls an evaluated callee. */
export function call(given: ReadCall, frame: Frame): Value {
  const parts = appliedLayer(given, frame) ?? given;
  const { expression, callee, read, fate } = parts;
  const receiver = receiverOf(expression, callee);
  if (receiver?.kind === 'container') {
    const name = nameOf(expression.callee);
    const handled = callContainer(receiver, name, read, expression.span, frame);
    if (handled) return handled;
  }
  const partial = partialOf(callee);
  if (partial) {
    const list = [...partial.list, ...read.list];
    return call({ ...parts, callee: partial.callee, read: { ...read, list } }, frame);
  }
  const fact = factOf(callee, parts, frame, receiver);
  if (fact) return callFact(fact, parts, frame, receiver);
  const builtin = callee.kind === 'global' && callBuiltin(callee.name, expression, read, frame);
  if (builtin) return builtin;
  if (receiver?.kind === 'self') registerModule(nameOf(expression.callee), expression, read, frame);
  noteUse(expression, callee, read, frame, fate);
  return (
    callFunction(callee, read, expression, frame, fate) ??
    applyModule(callee, read.list, expression.span, frame) ??
    movedModule(receiver, nameOf(expression.callee)) ??
    unknownResult(parts, frame)
  );
}

/** `nn.Linear(8, 8).to(device)` is the layer itself. */
function movedModule(receiver: Value | undefined, method: string): Value | undefined {
  const isModule = receiver && /^(layer|instance|container)$/.test(receiver.kind);
  return isModule && RETURNS_ITSELF.test(method) ? receiver : undefined;
}

const RETURNS_ITSELF = /^(to|cuda|cpu|xpu|float|double|half|bfloat16|requires_grad_|apply)$/;

/** `self.add_module('name', layer)`. */
function registerModule(
  name: string,
  expression: CallExpression,
  read: ReadArguments,
  frame: Frame,
): void {
  if (!/^(add_module|register_module|register_buffer|register_parameter)$/.test(name)) return;
  const [key, value] = read.list;
  const attribute = key && constantOf(key.value);
  if (!value || typeof attribute !== 'string') return;
  const spans = { span: expression.span, value: value.span };
  storeNamed({ kind: 'self' }, 'self', attribute, value.value, spans, frame);
}

/** The record of a call of a row. */
function makeCall(
  fact: ApiFact,
  { expression, read, fate }: ReadCall,
  frame: Frame,
  receiver?: Value,
): Call {
  const { args, surplus, open } = matchArguments(fact, read);
  return {
    fact,
    written: written(expression.callee, frame),
    args,
    surplus,
    open,
    span: expression.span,
    callee: expression.callee.span,
    context: contextOf(frame, fate),
    receiver,
  };
}

function callFact(fact: ApiFact, parts: ReadCall, frame: Frame, receiver?: Value): Value {
  const made = makeCall(fact, parts, frame, receiver);
  frame.recorder?.calls.push(made);
  if (fact.form === 'module' && fact.kind === 'container')
    return makeModules(made, parts.read, parts.fate, frame);
  if (fact.kind === 'input' && fact.form === 'function') return enterGraph(made, frame);
  if (fact.form === 'module' && fact.kind !== 'optimizer' && fact.kind !== 'trainer') {
    noteGraph(made, frame);
    return layerOf(made);
  }
  if (fact.runs) return runArgument(parts, frame) ?? unknownCall(parts, fact);
  if (/^(wrapper|checkpoint|batch|lift)$/.test(fact.kind)) {
    const wrapped = wrappedResult(fact, parts, frame);
    if (wrapped) return wrapped;
  }
  if (!frame.tracer) return unknownCall(parts, fact);
  const flows = [
    ...(receiver ? flowsWithin(receiver) : []),
    ...parts.read.list.flatMap((arg) => flowsWithin(arg.value)),
  ];
  if (flows.length > 0 && fact.kind !== 'random' && fact.kind !== 'key') {
    const span = parts.expression.span;
    const part = { kind: fact.kind, span, call: made, mode: modeSaid(made) } as const;
    return addStep(frame.tracer, part, flows, frame.guards);
  }
  return unknownCall(parts, fact);
}

/** `DataParallel(model)` is the model; `checkpoint(block, x)` applies the block. */
function wrappedResult(fact: ApiFact, parts: ReadCall, frame: Frame): Value | undefined {
  const [first, ...rest] = parts.read.list;
  if (!first) return undefined;
  if (fact.kind !== 'checkpoint') return isCallable(first.value) ? first.value : undefined;
  const positional = rest.filter((arg) => arg.position !== 'keyword').map(shiftPosition);
  return (
    callFunction(first.value, { list: positional, open: false }, parts.expression, frame) ??
    applyModule(first.value, positional, parts.expression.span, frame)
  );
}

function isCallable(value: Value): boolean {
  return ['layer', 'instance', 'container', 'function', 'choice'].includes(value.kind);
}

function factOf(
  callee: Value,
  { expression, read }: ReadCall,
  frame: Frame,
  receiver: Value | undefined,
): ApiFact | undefined {
  const { versions } = frame.reading;
  if (callee.kind === 'global') return chooseRow(lookupAll(callee.name), read, versions);
  if (callee.kind === 'choice') {
    const found = alternatives(callee).map(
      (one) => one.kind === 'global' && chooseRow(lookupAll(one.name), read, versions),
    );
    const rows = found.filter((row): row is ApiFact => Boolean(row));
    return rows.length === found.length ? commonRow(rows) : undefined;
  }
  if (callee.kind !== 'attribute' || !receiver) return undefined;
  const method = lookupMethod(callee.name, frame.reading.frameworks);
  if (!method) return undefined;
  if (frame.tracer) return flowOf(receiver) ? method : undefined;
  // Outside a trace nothing says that the receiver is a tensor, so only unmistakable names count.
  const plain = expression.callee.kind === 'attribute';
  return plain && (method.kind === 'dropout' || method.kind === 'random') ? method : undefined;
}

/** `functools.partial(f, …)` as a callee. */
function partialOf(callee: Value): { callee: Value; list: readonly Arg[] } | undefined {
  if (callee.kind !== 'call' || callee.callee.kind !== 'global') return undefined;
  if (!/^(functools\.)?partial$/.test(callee.callee.name)) return undefined;
  const [wrapped] = callee.args;
  if (!wrapped || !callee.passed) return undefined;
  return { callee: wrapped, list: callee.passed.slice(1).map(shiftPosition) };
}

function unknownResult(parts: ReadCall, frame: Frame): Value {
  if (!frame.tracer) return unknownCall(parts);
  const { expression, read, callee } = parts;
  const receiver = callee.kind === 'attribute' ? callee.object : undefined;
  const flows = [
    ...(receiver ? flowsWithin(receiver) : []),
    ...read.list.flatMap((arg) => flowsWithin(arg.value)),
  ];
  const measures =
    callee.kind === 'attribute' &&
    /^(size|dim|ndim|numel|item|tolist|stride|type|ndimension|nelement|is_contiguous|get_device|new_\w+)$/.test(
      callee.name,
    );
  if (flows.length > 0 && !measures && !isPlainBuiltin(callee)) {
    const name = textOf(frame.reading, expression.callee.span);
    const imported = importedMaker(callee);
    const part = { kind: 'unknown', span: expression.span, name, imported } as const;
    return addStep(frame.tracer, part, flows, frame.guards);
  }
  return unknownCall(parts);
}

function isPlainBuiltin(callee: Value): boolean {
  return (
    callee.kind === 'global' &&
    /^(len|isinstance|print|hasattr|type|id|range|str|repr|int|bool|callable|ValueError|TypeError|(Array|console|Math|Number|Object|JSON|String|Boolean)\.\w+)$/.test(
      callee.name,
    )
  );
}

function unknownCall({ callee, read }: ReadCall, fact?: ApiFact): Value {
  const positional = read.list.filter((arg) => arg.position !== 'keyword');
  const keywords = read.list.filter((arg) => arg.position === 'keyword');
  const parts = [callee, ...read.list.map((arg) => arg.value)];
  const value: Value = {
    kind: 'call',
    callee,
    fact,
    args: positional.map((arg) => arg.value),
    keywords: Object.fromEntries(keywords.map((arg) => [arg.name, arg.value])),
    passed: read.list,
  };
  return bounded(value, parts);
}

function shiftPosition(arg: Arg): Arg {
  return arg.position === 'keyword' ? arg : { ...arg, position: arg.position - 1 };
}

function noteUse(
  expression: CallExpression,
  callee: Value,
  read: ReadArguments,
  frame: Frame,
  fate: Fate,
): void {
  frame.recorder?.uses.push({
    callee,
    written: written(expression.callee, frame),
    receiver: callee.kind === 'attribute' ? callee.object : undefined,
    name: nameOf(expression.callee),
    args: read.list,
    open: read.open,
    span: expression.span,
    calleeSpan: expression.callee.span,
    context: contextOf(frame, fate),
  });
}

function evaluateCallee(callee: Expression, frame: Frame): Value {
  return evaluate(callee, frame, callee.kind === 'call' ? { result: 'called' } : OTHER);
}

function receiverOf(expression: CallExpression, callee: Value): Value | undefined {
  if (callee.kind === 'attribute') return callee.object;
  return expression.callee.kind === 'attribute' && callee.kind === 'container' ? callee : undefined;
}

function nameOf(callee: Expression): string {
  if (callee.kind === 'name') return callee.name;
  return callee.kind === 'attribute' ? callee.name : '';
}

function written(callee: Expression, frame: Frame): string {
  return textOf(frame.reading, callee.span).replace(/\s+/g, '');
}

/** `super().name` or `super(Net, self).name`. */
function superMethodOf(callee: Expression): string | undefined {
  if (callee.kind !== 'attribute' || callee.object.kind !== 'call') return undefined;
  const inner = callee.object.callee;
  return inner.kind === 'name' && inner.name === 'super' ? callee.name : undefined;
}

const UNRESOLVED_SUPER: Value = { kind: 'global', name: 'super' };
