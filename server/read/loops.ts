import type { Expression, LoopStatement, Statement } from '../model/syntax';
import type { ContainerItem, ContainerValue, Value } from '../model/value';
import { apply, joinOutcomes, tryWays, UNCHANGED } from './branching';
import { bindTarget, elementOf } from './containers';
import { evaluate, recordCondition } from './expressions';
import type { Frame } from './reading';
import { textOf } from './reading';
import { execute } from './statements';
import { extendJoin, flowOf, openJoin, unite } from './tracer';
import { statementsOf } from './walk-syntax';

const UNROLLED = 12;

/** Executes a loop: unrolled over few known items in a trace, once with joined values otherwise. */
export function executeLoop(statement: LoopStatement, frame: Frame): void {
  const iterable = statement.iterable && evaluate(statement.iterable, frame);
  if (statement.test) recordCondition(statement.test, evaluate(statement.test, frame), frame);
  const outside = { loops: frame.loops, start: frame.loopStart, breaks: frame.breaks };
  frame.breaks = [];
  if (frame.tracer && iterable?.kind === 'container' && isUnrolled(iterable)) {
    unroll(statement, iterable, frame);
  } else {
    frame.loops += 1;
    frame.loopStart = statement.span.start + 1;
    runOnce(statement, iterable, frame);
  }
  for (const names of frame.breaks) joinNames(frame, names);
  frame.loops = outside.loops;
  frame.loopStart = outside.start;
  frame.breaks = outside.breaks;
  frame.ended = false;
  execute(statement.otherwise, frame);
}

function isUnrolled(container: ContainerValue): boolean {
  return container.complete && container.items.length <= UNROLLED;
}

/** One reading of the body for each item; items that were made in a loop come round again together. */
function unroll(statement: LoopStatement, container: ContainerValue, frame: Frame): void {
  const { items } = container;
  for (let from = 0; from < items.length;) {
    const { many } = items[from]!;
    const next = items.findIndex((item, index) => index > from && item.many !== many);
    const to = many === 0 ? from + 1 : next < 0 ? items.length : next;
    const round = items.slice(from, to);
    if (many > 0) repeat(statement, round, frame);
    else round.forEach((item) => runItem(statement, item, frame));
    from = to;
  }
}

function repeat(statement: LoopStatement, round: readonly ContainerItem[], frame: Frame): void {
  frame.loops += 1;
  const joins = openJoins(statement, frame);
  for (const item of round) runItem(statement, item, frame);
  closeJoins(joins, frame);
  frame.loops -= 1;
}

function runItem(statement: LoopStatement, item: ContainerItem, frame: Frame): void {
  if (!item.optional) {
    run();
    return;
  }
  const after = tryWays(frame, (way) => way(run));
  apply(joinOutcomes(undefined, UNCHANGED, after, frame), frame);

  function run(): void {
    if (statement.target) bindTarget(statement.target, item.value, frame);
    execute(statement.body, frame);
    frame.ended = false;
  }
}

/** One reading of the body; tensors that it changes come from before the loop or from the round before. */
function runOnce(statement: LoopStatement, iterable: Value | undefined, frame: Frame): void {
  const joins = openJoins(statement, frame);
  if (statement.target && iterable) bindTarget(statement.target, elementOf(iterable), frame);
  const after = tryWays(frame, (way) => way(run));
  const runsAtLeastOnce =
    iterable?.kind === 'container' && iterable.items.some((item) => !item.optional);
  const joined = runsAtLeastOnce ? after : joinOutcomes(undefined, UNCHANGED, after, frame);
  apply(joined, frame);

  function run(): void {
    const guards = frame.guards;
    if (statement.test) frame.guards = [...guards, whileGuard(statement.test, frame)];
    execute(statement.body, frame);
    frame.guards = guards;
    closeJoins(joins, frame);
  }
}

function whileGuard(test: Expression, frame: Frame): Frame['guards'][number] {
  const { recorder: _, tracer: __, ...silent } = frame;
  const value = evaluate(test, { ...silent, budget: { left: 100 } });
  return { test: value, holds: true, text: textOf(frame.reading, test.span), span: test.span };
}

function openJoins(statement: LoopStatement, frame: Frame): Map<string, number> {
  const joins = new Map<string, number>();
  if (!frame.tracer) return joins;
  for (const name of assignedNames(statement.body)) {
    const value = frame.names.get(name);
    const flow = value && flowOf(value);
    if (!flow) continue;
    const join = openJoin(frame.tracer, flow);
    joins.set(name, join);
    frame.names.set(name, { kind: 'tensor', sources: [join] });
  }
  return joins;
}

function closeJoins(joins: ReadonlyMap<string, number>, frame: Frame): void {
  for (const [name, join] of joins) {
    const flow = flowOf(frame.names.get(name) ?? { kind: 'unknown' });
    if (flow && frame.tracer) extendJoin(frame.tracer, join, flow);
  }
}

/** What a `break` leaves of the tensors. */
function joinNames(frame: Frame, names: ReadonlyMap<string, Value>): void {
  for (const [name, value] of names) {
    const current = frame.names.get(name);
    if (current?.kind !== 'tensor' || value.kind !== 'tensor') continue;
    const sources = unite([current.sources, value.sources]);
    frame.names.set(name, { kind: 'tensor', sources });
  }
}

function assignedNames(body: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  const pending = [...body];
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    if (statement.kind === 'assign') statement.targets.forEach(addTarget);
    if (statement.kind === 'loop' && statement.target) addTarget(statement.target);
    if (statement.kind !== 'function' && statement.kind !== 'class') {
      pending.push(...statementsOf(statement));
    }
  }
  return names;

  function addTarget(target: Expression): void {
    if (target.kind === 'name') names.add(target.name);
    if (target.kind === 'sequence') target.items.forEach(addTarget);
    if (target.kind === 'starred') addTarget(target.value);
  }
}
