import type { CallAction, CallNode } from '../flow';
import { applySummary, translate } from './modes-apply';
import { adapt, causeOf, copy, firstThings, give, heldFor, make } from './modes-make';
import { keyOf, partOf, thingsOf } from './modes-operands';
import type { ModeState, Modes, Thing } from './modes-state';
import { thingsBelow } from './modes-things';
import {
  modesOf,
  setMode,
  setModes,
  unique,
  uniteModes,
  UNKNOWN_MODE,
  UNTOLD,
} from './modes-state';
import type { RoutineWalk } from './modes-routine';
import { factsOf, markTrained, noteObservation } from './modes-routine';

/** Does to the state what a call does. */
export function runCall(node: CallNode, walk: RoutineWalk, state: ModeState): void {
  const { action } = node;
  const things = thingsOf(node.operand, state);
  switch (action.kind) {
    case 'mode':
      changeMode(node, action, things, walk, state);
      return;
    case 'forward':
      observe('forward', node, things, walk, state);
      if (!things.some((one) => isKnownModule(node, one, walk)))
        disturbArguments(node, walk, state);
      return;
    case 'own':
      callOwn(node, action, things, walk, state);
      return;
    case 'make':
      make(node, action, walk, state);
      return;
    case 'same':
      give(node, action.of === 'operand' ? things : firstThings(node, state), state);
      return;
    case 'copy':
      copy(node, action, walk, state);
      return;
    case 'prepare':
      give(node, firstThings(node, state), state);
      if (node.args.length > 1) {
        state.tuples.set(
          node.id,
          node.args.map((arg) => thingsOf(arg.operand, state)),
        );
      }
      return;
    case 'adapt':
      adapt(node, walk, state);
      return;
    case 'parts':
      give(node, things.map(partOf), state);
      for (const one of things) factsOf(walk.shared, one).isModule = true;
      return;
    case 'load':
      for (const one of things)
        Object.assign(factsOf(walk.shared, one), { isModule: true, loaded: true });
      return;
    case 'freeze':
      for (const one of things) factsOf(walk.shared, one.replace(/\.\*$/, '')).frozen = true;
      give(node, things, state);
      return;
    case 'backward':
      markTrained(walk);
      return;
    case 'step':
      return;
    case 'optimizer':
      noteOptimized(node, walk, state);
      return;
    case 'export':
      observe('export', node, firstThings(node, state), walk, state);
      return;
    case 'method':
    case 'outside':
      callUnknown(node, action, things, walk, state);
  }
}

/** What a context manager that was not read is given may be in another mode inside. */
export function disturb(id: number, walk: RoutineWalk, state: ModeState): void {
  const passed = walk.passed.get(id) ?? [];
  if (passed.length > 0) setModes(state, passed, UNKNOWN_MODE);
}

function changeMode(
  node: CallNode,
  action: Extract<CallAction, { kind: 'mode' }>,
  things: readonly Thing[],
  walk: RoutineWalk,
  state: ModeState,
): void {
  give(node, things, state);
  for (const one of things) if (!one.endsWith('.*')) factsOf(walk.shared, one).isModule = true;
  const whole = things.filter((one) => one.endsWith('.*')).map((one) => one.slice(0, -2));
  if (whole.length > 0 && (action.to === 'unknown' || !isUnderTest(walk))) {
    for (const one of whole) setMode(state, one, uniteModes(modesOf(state, one), UNKNOWN_MODE));
  }
  setModes(state, things, modesAfter(node, action, walk, state));
}

function modesAfter(
  node: CallNode,
  action: Extract<CallAction, { kind: 'mode' }>,
  walk: RoutineWalk,
  state: ModeState,
): Modes {
  if (action.to !== 'unknown') return [heldFor(action.to, causeOf('written', node, walk))];
  const key = action.saved && keyOf(action.saved);
  return (key && state.saved.get(key)?.modes) || UNKNOWN_MODE;
}

/** Whether a condition stands between the innermost loop and the call. */
function isUnderTest(walk: RoutineWalk): boolean {
  const start = walk.loops.at(-1)?.node.span.start ?? 0;
  return walk.branches.some((branch) => (branch < 0 ? -branch - 1 : branch) >= start);
}

function observe(
  kind: 'forward' | 'export',
  node: CallNode,
  things: readonly Thing[],
  walk: RoutineWalk,
  state: ModeState,
): void {
  if (things.length === 0) return;
  const holding = kind === 'forward' ? node.holding : node.args[0]?.holding;
  const [only] = things;
  if (holding && holding.kind !== 'unknown' && things.length === 1 && only !== UNTOLD)
    factsOf(walk.shared, only!).holding ??= holding;
  const inside = unique(things.flatMap((thing) => thingsBelow(state, thing)));
  noteObservation(
    {
      kind,
      node,
      function: walk.routine.function,
      routine: walk.routine.function,
      things,
      via: [],
      loops: walk.loops.map((one) => one.node),
      modes: things.map((thing) => modesOf(state, thing)).reduce(uniteModes, []),
      inside: inside.map((thing) => ({ thing, modes: modesOf(state, thing) })),
      trained: 'never',
      withoutGradient: node.withoutGradient,
      branches: walk.branches,
      decorated: walk.routine.decorated,
    },
    walk,
  );
}

function callOwn(
  node: CallNode,
  action: Extract<CallAction, { kind: 'own' }>,
  things: readonly Thing[],
  walk: RoutineWalk,
  state: ModeState,
): void {
  const routine = walk.shared.program.routineAt(action.function);
  const summary = routine?.decorated ? undefined : walk.shared.summaryOf(action.function);
  if (!summary) {
    if (action.method) disturbBelow(things, state);
    disturbArguments(node, walk, state);
    return;
  }
  const translation = translate(summary, node, action.method ? things : undefined, walk, state);
  if (routine?.manager) {
    walk.managers.set(node.id, translation);
    return;
  }
  applySummary(translation, walk, state);
  if (summary.backward || action.differentiated) markTrained(walk);
}

function noteOptimized(node: CallNode, walk: RoutineWalk, state: ModeState): void {
  for (const arg of node.args) {
    for (const one of thingsOf(arg.operand, state)) {
      factsOf(walk.shared, one.replace(/\.\*$/, '')).optimized = true;
    }
  }
}

/** Names of functions that are given a model and hardly ever switch its mode. */
const LEAVES_MODE =
  /optim|param|load|save|checkpoint|ckpt|count|init|log|summary|flops|lr|sched|ddp|parallel|wrap|watch|print|freeze|cuda|device|loss|criterion|scaler|ema|collate|metric|callback|early|seed|dist|sync|compile|convert|prepare/i;

/** Names of methods that may switch the mode of what they are called on. */
const MAY_SWITCH =
  /eval|train|mode|val|test|fit|run|step|epoch|start|begin|end|predict|infer|score|sample/i;

function callUnknown(
  node: CallNode,
  action: Extract<CallAction, { kind: 'method' | 'outside' }>,
  things: readonly Thing[],
  walk: RoutineWalk,
  state: ModeState,
): void {
  const last = action.name.split('.').pop() ?? '';
  if (action.kind === 'method' && callMethodOf(node, last, things, walk, state)) return;
  if (last === 'getattr') give(node, [UNTOLD], state);
  if (action.kind === 'outside' && action.harmless) return;
  if (!LEAVES_MODE.test(last)) disturbArguments(node, walk, state);
  if (action.kind !== 'method') return;
  if (MAY_SWITCH.test(last)) setModes(state, things, UNKNOWN_MODE);
  else if (!things.every((one) => factsOf(walk.shared, one).isModule)) disturbBelow(things, state);
}

/** A method of an object that is known to be of one class, where nothing replaces it. */
function callMethodOf(
  node: CallNode,
  name: string,
  things: readonly Thing[],
  walk: RoutineWalk,
  state: ModeState,
): boolean {
  const [only, ...others] = things;
  if (only === undefined || others.length > 0 || !/^new@\d+$/.test(only)) return false;
  const { class: owner } = factsOf(walk.shared, only);
  const { program } = walk.shared;
  const found = owner === undefined ? undefined : program.methodOf(owner, name);
  if (found === undefined) return false;
  callOwn(node, { kind: 'own', function: found, method: true }, things, walk, state);
  return true;
}

function disturbArguments(node: CallNode, walk: RoutineWalk, state: ModeState): void {
  for (const arg of node.args) {
    const things = thingsOf(arg.operand, state).filter((one) => isWatched(one, walk, state));
    if (things.length > 0) setModes(state, things, UNKNOWN_MODE);
  }
}

/** Whether the mode of an object is of interest: something in the file runs or switches one of its name. */
function isWatched(thing: Thing, walk: RoutineWalk, state: ModeState): boolean {
  if (thing === UNTOLD || thing.endsWith('.*')) return false;
  const last = /(\w+)$/.exec(thing)?.[1] ?? '';
  return (
    walk.shared.program.watched.has(last) || /^(new@|list\()/.test(thing) || state.modes.has(thing)
  );
}

function disturbBelow(things: readonly Thing[], state: ModeState): void {
  for (const thing of things) {
    for (const one of thingsBelow(state, thing)) setMode(state, one, UNKNOWN_MODE);
    // What is reached later as a part of it is not known either.
    setMode(state, thing, uniteModes(modesOf(state, thing), UNKNOWN_MODE));
  }
}

function isKnownModule(node: CallNode, thing: Thing, walk: RoutineWalk): boolean {
  const kind = node.holding?.kind;
  return kind === 'layer' || kind === 'instance' || factsOf(walk.shared, thing).isModule;
}
