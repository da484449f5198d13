import { constantOf, isTruthy } from '../model/walks/constants';
import type {
  AssignStatement,
  Expression,
  IfStatement,
  Statement,
  TryStatement,
  WithStatement,
} from '../model/syntax';
import type { Value } from '../model/value';
import { Bindings } from './bindings';
import type { Outcome } from './branching';
import { apply, joinOutcomes, tryWays, UNCHANGED } from './branching';
import { extend } from './builtins';
import { bindTarget } from './containers';
import { evaluate, operate, recordCondition } from './expressions';
import { executeLoop } from './loops';
import { importedValue } from './names';
import type { Fate, Frame } from './reading';
import { OTHER, textOf, UNKNOWN } from './reading';
import { storeAttribute } from './stores';
import { joinValues } from './values';

/** Executes a block; a condition whose branch ends the block guards what follows it. */
export function execute(statements: readonly Statement[], frame: Frame): void {
  const before = { guards: frame.guards, branches: frame.branches };
  for (const statement of statements) {
    if (frame.ended || frame.budget.left <= 0) break;
    frame.statement = statement.span;
    executeStatement(statement, frame);
  }
  frame.guards = before.guards;
  frame.branches = before.branches;
}

function executeStatement(statement: Statement, frame: Frame): void {
  switch (statement.kind) {
    case 'expression':
      evaluate(statement.value, frame, { result: 'discarded' });
      return;
    case 'assign':
      executeAssign(statement, frame);
      return;
    case 'return':
      frame.returns.push(
        statement.value
          ? evaluate(statement.value, frame, { result: 'returned' })
          : { kind: 'constant', value: null },
      );
      frame.ended = true;
      return;
    case 'if':
      executeIf(statement, frame);
      return;
    case 'loop':
      executeLoop(statement, frame);
      return;
    case 'with':
      executeWith(statement, frame);
      return;
    case 'try':
      executeTry(statement, frame);
      return;
    case 'function':
      for (const decorator of statement.decorators) evaluate(decorator, frame);
      defineFunction(statement, frame);
      return;
    case 'class':
      defineClass(statement, frame);
      return;
    case 'import':
      for (const item of statement.items) importItem(item, frame);
      return;
    case 'flow':
      for (const value of statement.values) evaluate(value, frame);
      if (statement.type === 'break' && frame.tracer) frame.breaks.push(new Map(frame.names));
      if (/^(break|continue|raise)$/.test(statement.type)) frame.ended = true;
      return;
    case 'match':
      evaluate(statement.subject, frame);
      alternate(
        statement.cases.map((one) => () => execute(one.body, frame)),
        frame,
      );
      return;
    case 'unknown':
      for (const part of statement.parts) evaluate(part, frame);
  }
}

function executeAssign(statement: AssignStatement, frame: Frame): void {
  if (!statement.value) return;
  const [target] = statement.targets;
  const fate: Fate = {
    result: 'assigned',
    target: target && textOf(frame.reading, target.span),
  };
  const given = evaluate(statement.value, frame, fate);
  const value = statement.shared ? joinValues(undefined, given, UNKNOWN) : given;
  if (statement.operator && target) {
    assignOperated(statement.operator, target, value, statement, frame);
    return;
  }
  for (const one of statement.targets) {
    if (one.kind === 'attribute') storeAttribute(one, value, statement.value.span, frame);
    else bindTarget(one, value, frame);
  }
}

function assignOperated(
  operator: string,
  target: Expression,
  value: Value,
  statement: AssignStatement,
  frame: Frame,
): void {
  const before = evaluate(target, { ...frame, recorder: undefined });
  if (operator === '+' && before.kind === 'container') {
    extend(before, value, statement.span, frame);
    return;
  }
  const after = operate(operator, [before, value], statement.span, frame, OTHER);
  bindTarget(target, after, frame);
}

function executeIf(statement: IfStatement, frame: Frame): void {
  const test = evaluate(statement.test, frame);
  recordCondition(statement.test, test, frame);
  const known = constantOf(test);
  if (known !== undefined && !frame.recorder) {
    execute(isTruthy(known) ? statement.then : statement.otherwise, frame);
    return;
  }
  const text = textOf(frame.reading, statement.test.span);
  const guard = { test, text, span: statement.test.span };
  const outside = frame.guards;
  frame.branches += 1;
  const runWay = (body: readonly Statement[], holds: boolean): void => {
    frame.ended = false;
    frame.guards = [...outside, { ...guard, holds }];
    execute(body, frame);
  };
  const [then, otherwise, thenEnded] = tryWays(frame, (way) => {
    const first = way(() => runWay(statement.then, true));
    const ended = frame.ended;
    return [first, way(() => runWay(statement.otherwise, false)), ended] as const;
  });
  const otherwiseEnded = frame.ended;
  frame.guards = outside;
  // What follows a `continue` runs in some rounds only; what follows a return or raise runs or nothing matters.
  const mayBeSkipped = frame.loops > 0 && thenEnded !== otherwiseEnded;
  if (!mayBeSkipped) frame.branches -= 1;
  if (thenEnded !== otherwiseEnded)
    frame.guards = [...outside, { ...guard, holds: otherwiseEnded }];
  if (thenEnded) apply(otherwise, frame);
  else if (otherwiseEnded) apply(then, frame);
  else apply(joinOutcomes(test, then, otherwise, frame), frame);
  frame.ended = thenEnded && otherwiseEnded;
}

/** Runs alternatives from one start and joins what they leave; one that ends leaves nothing. */
function alternate(branches: readonly (() => void)[], frame: Frame): void {
  frame.branches += 1;
  const joined = tryWays(frame, (way) => {
    let all = UNCHANGED;
    for (const branch of branches) {
      frame.ended = false;
      const after = way(branch);
      if (!frame.ended) all = joinOutcomes(undefined, all, after, frame);
    }
    return all;
  });
  frame.branches -= 1;
  apply(joined, frame);
  frame.ended = false;
}

function executeTry(statement: TryStatement, frame: Frame): void {
  const [afterBody, joined] = tryWays(frame, (way) => {
    const body = way(() => {
      execute(statement.body, frame);
      if (!frame.ended) execute(statement.otherwise, frame);
    });
    let all: Outcome | undefined = frame.ended ? undefined : body;
    const failed = joinOutcomes(undefined, UNCHANGED, body, frame);
    for (const handler of statement.handlers) {
      const after = way(() => executeHandler(handler, failed, frame));
      if (!frame.ended) all = all ? joinOutcomes(undefined, all, after, frame) : after;
    }
    return [body, all] as const;
  });
  apply(joined ?? afterBody, frame);
  frame.ended = false;
  execute(statement.finally, frame);
  frame.ended ||= joined === undefined;
}

/** A handler starts with what the body may have done before it failed. */
function executeHandler(
  handler: TryStatement['handlers'][number],
  failed: Outcome,
  frame: Frame,
): void {
  apply(failed, frame);
  frame.ended = false;
  if (handler.name) frame.names.set(handler.name, UNKNOWN);
  frame.branches += 1;
  execute(handler.body, frame);
  frame.branches -= 1;
}

function executeWith(statement: WithStatement, frame: Frame): void {
  const before = frame.withoutGradient;
  for (const item of statement.items) {
    const context = evaluate(item.context, frame);
    if (stopsGradient(context)) frame.withoutGradient = true;
    if (item.target) bindTarget(item.target, UNKNOWN, frame);
  }
  execute(statement.body, frame);
  frame.withoutGradient = before;
}

/** `torch.no_grad()`, `torch.inference_mode()`, `torch.set_grad_enabled(False)`. */
export function stopsGradient(context: Value): boolean {
  if (context.kind === 'layer') return isStopping(context.call.fact.names, context);
  if (context.kind === 'call' && context.fact) return isStopping(context.fact.names, context);
  return context.kind === 'global' && /(^|\.)(no_grad|inference_mode)$/.test(context.name);
}

function isStopping(names: readonly string[], context: Value): boolean {
  if (names.some((name) => /(^|\.)(no_grad|inference_mode)$/.test(name))) return true;
  if (!names.some((name) => name.endsWith('set_grad_enabled'))) return false;
  return context.kind === 'call' && context.args.some((one) => constantOf(one) === false);
}

function defineFunction(statement: Extract<Statement, { kind: 'function' }>, frame: Frame): void {
  const entry = frame.reading.functionOf.get(statement);
  if (!entry) return;
  // A method does not see the names of its class body.
  const closure = entry.class ? (frame.outer ?? frame) : frame;
  if (frame.recorder || !entry.closure) entry.closure = closure;
  frame.names.set(statement.name, { kind: 'function', name: entry.name, bound: false });
}

function defineClass(statement: Extract<Statement, { kind: 'class' }>, frame: Frame): void {
  const entry = frame.reading.classOf.get(statement);
  if (!entry) return;
  frame.names.set(statement.name, { kind: 'function', name: entry.name, bound: false });
  if (!frame.recorder) return;
  entry.bases = statement.bases
    .filter((base) => !base.name)
    .map((base) => evaluate(base.value, frame));
  const inner: Frame = { ...frame, names: new Bindings(), outer: frame, returns: [], breaks: [] };
  execute(statement.body, inner);
  for (const [name, value] of inner.names) {
    if (!entry.methods.has(name)) entry.body.set(name, value);
  }
}

function importItem(
  item: Extract<Statement, { kind: 'import' }>['items'][number],
  frame: Frame,
): void {
  if (item.member === '*') frame.reading.starImports.push('.'.repeat(item.level) + item.module);
  else frame.names.set(item.local, importedValue(item));
}
