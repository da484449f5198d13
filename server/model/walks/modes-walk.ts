import type { BranchNode, ExitNode, FlowNode, LoopNode, Routine, TryNode, WithNode } from '../flow';
import type { FileModel } from '../model';
import { applyEffects, leaveManager, type Translation } from './modes-apply';
import { runCall, disturb } from './modes-calls';
import type { Mention, Observation, Summary, ThingFacts } from './modes-observations';
import { noFacts } from './modes-observations';
import { bindThings, keyOf, thingsOf } from './modes-operands';
import type { ModeState, Thing } from './modes-state';
import {
  assignState,
  carryModes,
  copyState,
  dropCarried,
  joinStates,
  modesOf,
  uniteModes,
} from './modes-state';

/** What the walks of all routines of a file share. */
export interface SharedWalk {
  readonly file: FileModel;
  readonly summaries: Map<number, Summary>;
  readonly running: Set<number>;
  readonly facts: Map<Thing, ThingFacts>;
  /** What callers pass for the objects of a called function. */
  readonly passed: Map<Thing, Set<Thing>>;
  readonly mentions: Map<number, Mention>;
  readonly budget: { left: number };
  /** Last names of what is run or switched anywhere in the file: nothing else needs to be followed. */
  readonly watched: ReadonlySet<string>;
  readonly summaryOf: (routine: number) => Summary | undefined;
}

/** The walk of one routine. */
export interface RoutineWalk {
  readonly shared: SharedWalk;
  readonly routine: Routine;
  readonly observations: Map<string, Observation>;
  readonly exits: {
    readonly state: ModeState;
    readonly things: readonly Thing[];
    readonly items: readonly (readonly Thing[])[];
  }[];
  readonly yields: ModeState[];
  readonly managers: Map<number, Translation>;
  /** What constructors were given, by call. */
  readonly passed: Map<number, readonly Thing[]>;
  loops: readonly LoopFrame[];
  branches: readonly number[];
  finallies: readonly (readonly FlowNode[])[];
  /** Forward passes that a backward pass may still follow. */
  pending: Observation[];
  backward: boolean;
}

interface LoopFrame {
  readonly node: LoopNode;
  readonly breaks: ModeState[];
  readonly continues: ModeState[];
}

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

export function factsOf(shared: SharedWalk, thing: Thing): ThingFacts {
  let facts = shared.facts.get(thing);
  if (!facts) shared.facts.set(thing, (facts = noFacts()));
  return facts;
}

/** Keeps an observation; a later round of the same place replaces what an earlier one saw. */
export function noteObservation(one: Observation, walk: RoutineWalk): void {
  const key = `${one.kind}${one.node.id}/${one.via.map((span) => span.start).join()}`;
  const before = walk.observations.get(key);
  const kept = {
    ...one,
    trained: before && before.trained !== 'never' ? before.trained : one.trained,
  };
  walk.observations.set(key, kept);
  if (kept.kind === 'forward' && !kept.withoutGradient) walk.pending.push(kept);
}

/** A backward pass: the forward passes before it in the same round were training. */
export function markTrained(walk: RoutineWalk): void {
  const loops = walk.loops.map((one) => one.node);
  if (walk.pending.length === 0) walk.backward = true;
  for (const one of walk.pending) {
    const here = one.loops.slice(0, loops.length);
    if (here.length < loops.length || here.some((loop, index) => loop !== loops[index])) continue;
    const always = walk.branches.every((branch) => one.branches.includes(branch));
    if (one.trained !== 'always') one.trained = always ? 'always' : 'sometimes';
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
  bindThings(target, thingsOf(source, state), walk.shared.watched, state);
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
    if (saved && set?.every((one) => one.mode === 'train')) joined.modes.set(thing, saved.modes);
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
  if ([...head.names].some(([name, things]) => next.names.get(name)?.length !== things.length)) return false;
  return [...next.modes].every(([thing, modes]) => head.modes.get(thing)?.length === modes.length);
}

function runTry(node: TryNode, walk: RoutineWalk, state: ModeState): void {
  const start = copyState(state);
  const outside = walk.finallies;
  walk.finallies = [...outside, node.finally];
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
  walk.finallies = outside;
  runBlock(node.finally, walk, after);
  assignState(state, after);
}

function runWith(node: WithNode, walk: RoutineWalk, state: ModeState): void {
  for (const id of node.managers) {
    const translation = walk.managers.get(id);
    if (translation) applyEffects(translation, translation.summary.enter, state);
    else disturb(id, walk, state);
  }
  runBlock(node.body, walk, state);
  for (const id of node.managers) {
    const translation = walk.managers.get(id);
    if (translation) leaveManager(translation, state);
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
    const { finallies } = walk;
    walk.finallies = [];
    for (const block of [...finallies].reverse()) runBlock(block, walk, last);
    walk.finallies = finallies;
    walk.exits.push({ state: last, things, items });
  }
  state.dead = true;
}
