import type { BranchNode, ExitNode, FlowNode, LoopNode, TryNode, WithNode } from '../flow';
import { applyEffects, leaveManager } from './modes-apply';
import { disturb, runCall } from './modes-calls';
import type { Observation } from './modes-observations';
import { bindThings, keyOf, thingsOf } from './modes-operands';
import type { LoopFrame, RoutineWalk } from './modes-routine';
import { factsOf } from './modes-routine';
import type { ModeState } from './modes-state';
import { carryModes, dropCarried, joinStates } from './modes-join';
import { assignState, copyState, modesOf, setMode, uniteModes } from './modes-state';

const ROUNDS = 3;

/** Runs a block on a state, changing it. */
export function runBlock(nodes: readonly FlowNode[], walk: RoutineWalk, state: ModeState): void {
  for (const node of nodes) {
    const isCostly = node.kind === 'branch' || node.kind === 'loop' || node.kind === 'try';
    walk.shared.budget.left -= isCostly ? 1 + ((state.modes.size + state.held.size) >> 3) : 1;
    if (state.dead || walk.shared.budget.left <= 0) return;
    runNode(node, walk, state);
  }
}

function runNode(node: FlowNode, walk: RoutineWalk, state: ModeState): void {
  switch (node.kind) {
    case 'call':
      runCall(node, walk, state);
      return;
    case 'bind':
      runBind(node, walk, state);
      return;
    case 'branch':
      runBranch(node, walk, state);
      return;
    case 'loop':
      runLoop(node, walk, state);
      return;
    case 'try':
      runTry(node, walk, state);
      return;
    case 'with':
      runWith(node, walk, state);
      return;
    case 'exit':
      runExit(node, walk, state);
      return;
    case 'mention':
      walk.shared.mentions.set(node.span.start, { node, things: thingsOf(node.operand, state) });
  }
}

function runBind(
  { target, source }: Extract<FlowNode, { kind: 'bind' }>,
  walk: RoutineWalk,
  state: ModeState,
): void {
  if (source.kind === 'training') {
    const things = thingsOf(source.of, state);
    const key = keyOf(target);
    const modes = things.map((thing) => modesOf(state, thing)).reduce(uniteModes, []);
    if (key) state.saved.set(key, { things, modes });
    return;
  }
  if (target.kind === 'attribute' && target.name === 'requires_grad') {
    for (const thing of thingsOf(target.of, state)) {
      factsOf(walk.shared, thing.replace(/\.\*$/, '')).frozen ||= thing.endsWith('.*');
    }
    return;
  }
  if (target.kind === 'tuple') return;
  bindThings(target, thingsOf(source, state), walk.shared.program.watched, state);
}

function runBranch(node: BranchNode, walk: RoutineWalk, state: ModeState): void {
  const otherwise = copyState(state);
  const outside = walk.branches;
  const bothTrain = hasBackward(node.then) && hasBackward(node.otherwise);
  if (!bothTrain) walk.branches = [...outside, node.span.start];
  runBlock(node.then, walk, state);
  if (!bothTrain) walk.branches = [...outside, -node.span.start - 1];
  runBlock(node.otherwise, walk, otherwise);
  walk.branches = outside;
  const joined = joinStates(state, otherwise);
  joined.dead = state.dead && otherwise.dead;
  restoreSaved(node, state, joined);
  assignState(state, joined);
}

/** `if was_training: model.train()` puts back what was. */
function restoreSaved(node: BranchNode, then: ModeState, joined: ModeState): void {
  const tested = node.tested && keyOf(node.tested);
  const saved = tested ? joined.saved.get(tested) : undefined;
  for (const thing of saved?.things ?? []) {
    const set = then.modes.get(thing);
    if (saved && set?.every((one) => one.mode === 'train')) setMode(joined, thing, saved.modes);
  }
}

function hasBackward(nodes: readonly FlowNode[]): boolean {
  return nodes.some((node) => {
    if (node.kind === 'call') return node.action.kind === 'backward';
    if (node.kind === 'branch') return hasBackward(node.then) && hasBackward(node.otherwise);
    return node.kind === 'with' && hasBackward(node.body);
  });
}

function runLoop(node: LoopNode, walk: RoutineWalk, state: ModeState): void {
  const outside = { loops: walk.loops, pending: walk.pending };
  const breaks: ModeState[] = [];
  let head = copyState(state);
  let made: Observation[] = [];
  const rounds = outside.loops.length > 2 ? 2 : ROUNDS;
  for (let round = 0; round < rounds; round++) {
    const frame: LoopFrame = { node, breaks, continues: [] };
    walk.loops = [...outside.loops, frame];
    walk.pending = [];
    const body = copyState(head);
    runBlock(node.body, walk, body);
    made = walk.pending;
    const back = frame.continues.reduce(joinStates, body);
    if (back.dead) break;
    const next = joinStates(head, carryModes(back, head, node.span.start));
    const settled = isSettled(head, next);
    head = next;
    if (settled) break;
  }
  walk.loops = outside.loops;
  walk.pending = [...outside.pending, ...made];
  if (node.endless) head.dead = true;
  runBlock(node.otherwise, walk, head);
  assignState(state, breaks.reduce(joinStates, head));
  dropCarried(state, node.span.start);
}

function isSettled(head: ModeState, next: ModeState): boolean {
  if (next.held.size !== head.held.size) return false;
  if ([...head.names].some(([name, things]) => next.names.get(name)?.length !== things.length))
    return false;
  return [...next.modes].every(([thing, modes]) => head.modes.get(thing)?.length === modes.length);
}

function runTry(node: TryNode, walk: RoutineWalk, state: ModeState): void {
  const start = copyState(state);
  const outside = walk.cleanups;
  walk.cleanups = [...outside, (leaving) => runBlock(node.finally, walk, leaving)];
  runBlock(node.body, walk, state);
  const failed = joinStates(start, state);
  failed.dead = false;
  runBlock(node.otherwise, walk, state);
  let after = copyState(state);
  for (const handler of node.handlers) {
    const caught = copyState(failed);
    runBlock(handler, walk, caught);
    after = joinStates(after, caught);
  }
  walk.cleanups = outside;
  runBlock(node.finally, walk, after);
  assignState(state, after);
}

function runWith(node: WithNode, walk: RoutineWalk, state: ModeState): void {
  for (const id of node.managers) {
    const translation = walk.managers.get(id);
    if (translation) applyEffects(translation, translation.summary.enter, state);
    else disturb(id, walk, state);
  }
  const outside = walk.cleanups;
  walk.cleanups = [...outside, leave];
  runBlock(node.body, walk, state);
  walk.cleanups = outside;
  leave(state);

  function leave(leaving: ModeState): void {
    for (const id of node.managers) {
      const translation = walk.managers.get(id);
      if (translation) leaveManager(translation, leaving);
    }
  }
}

function runExit(node: ExitNode, walk: RoutineWalk, state: ModeState): void {
  if (node.how === 'yield') {
    walk.yields.push(copyState(state));
    return;
  }
  const innermost = walk.loops.at(-1);
  if (node.how === 'break') innermost?.breaks.push(copyState(state));
  if (node.how === 'continue') innermost?.continues.push(copyState(state));
  if (node.how === 'return') {
    const things = thingsOf(node.value, state);
    const items =
      node.value.kind === 'tuple' ? node.value.items.map((one) => thingsOf(one, state)) : [];
    const last = copyState(state);
    const { cleanups } = walk;
    walk.cleanups = [];
    for (const cleanup of [...cleanups].reverse()) cleanup(last);
    walk.cleanups = cleanups;
    walk.exits.push({ state: last, things, items });
  }
  state.dead = true;
}
