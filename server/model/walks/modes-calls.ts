import type { CallAction, CallNode } from '../flow';
import { applySummary, translate } from './modes-apply';
import { mergeFacts } from './modes-observations';
import { keyOf, partOf, thingsOf } from './modes-operands';
import type { Cause, Held, ModeState, Modes, Thing } from './modes-state';
import {
  modesOf,
  setModes,
  thingsBelow,
  unique,
  uniteModes,
  UNKNOWN_MODE,
  UNTOLD,
} from './modes-state';
import type { RoutineWalk } from './modes-walk';
import { factsOf, markTrained, noteObservation } from './modes-walk';

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
      if (!things.some((one) => isKnownModule(node, one, walk))) disturbArguments(node, walk, state);
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
      copy(node, walk, state);
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
    for (const one of whole) state.modes.set(one, uniteModes(modesOf(state, one), UNKNOWN_MODE));
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
  const value = kind === 'forward' ? node.value : node.args[0]?.value?.value;
  if (value && things.length === 1 && things[0] !== UNTOLD)
    factsOf(walk.shared, things[0]!).value ??= value;
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
  const routine = walk.shared.file.flows[action.function];
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
  if (summary.backward) markTrained(walk);
}

function make(
  node: CallNode,
  action: Extract<CallAction, { kind: 'make' }>,
  walk: RoutineWalk,
  state: ModeState,
): void {
  const thing = `new@${node.span.start}`;
  forget(thing, state);
  const facts = factsOf(walk.shared, thing);
  facts.class ??= action.class;
  facts.fact ??= action.fact;
  facts.isModule ||= action.mode === 'train' || action.mode === 'eval';
  give(node, [thing], state);
  if (action.mode === 'train' || action.mode === 'assumed') {
    const kind = action.mode === 'train' ? 'made' : 'assumed';
    state.modes.set(thing, [heldFor('train', causeOf(kind, node, walk))]);
  } else if (action.mode === 'eval') {
    state.modes.set(thing, [heldFor('eval', causeOf('pretrained', node, walk))]);
  }
  const summary =
    action.initializer === undefined ? undefined : walk.shared.summaryOf(action.initializer);
  if (summary) {
    applySummary(translate(summary, node, [thing], walk, state), walk, state);
    give(node, [thing], state);
  } else holdArguments(node, thing, state);
  const passed = node.args.flatMap((arg) => thingsOf(arg.operand, state));
  walk.passed.set(
    node.id,
    passed.filter((one) => one !== UNTOLD),
  );
}

/** What is passed to a constructor that was not read may be kept and run by the object. */
function holdArguments(node: CallNode, thing: Thing, state: ModeState): void {
  node.args.forEach((arg, index) => {
    const things = thingsOf(arg.operand, state).filter((one) => one !== UNTOLD);
    if (things.length > 0) state.held.set(`${thing}.(argument)${index}`, things);
  });
}

function copy(node: CallNode, walk: RoutineWalk, state: ModeState): void {
  const thing = `new@${node.span.start}`;
  forget(thing, state);
  const from = firstThings(node, state);
  const modes = from.map((one) => modesOf(state, one)).reduce(uniteModes, []);
  for (const one of from)
    mergeFacts(factsOf(walk.shared, thing), { ...factsOf(walk.shared, one), optimized: false });
  state.modes.set(thing, modes);
  give(node, [thing], state);
}

function adapt(node: CallNode, walk: RoutineWalk, state: ModeState): void {
  const thing = `new@${node.span.start}`;
  forget(thing, state);
  const from = firstThings(node, state);
  const base = from.map((one) => modesOf(state, one)).reduce(uniteModes, []);
  Object.assign(factsOf(walk.shared, thing), { isModule: true, adapted: true });
  state.held.set(`${thing}.base_model`, from);
  const adapted = heldFor('train', causeOf('adapted', node, walk));
  state.modes.set(thing, base.every((one) => one.mode === 'train') ? base : [adapted]);
  give(node, [thing], state);
}

function forget(thing: Thing, state: ModeState): void {
  const isInside = (key: string): boolean =>
    key.startsWith(`${thing}.`) || key.startsWith(`${thing}[`);
  for (const key of [...state.held.keys()]) if (isInside(key)) state.held.delete(key);
  for (const key of [...state.modes.keys()])
    if (isInside(key) || key === thing) state.modes.delete(key);
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
  if (last === 'getattr') give(node, [UNTOLD], state);
  if (action.kind === 'outside' && action.harmless) return;
  if (!LEAVES_MODE.test(last)) disturbArguments(node, walk, state);
  if (action.kind !== 'method') return;
  if (MAY_SWITCH.test(last)) setModes(state, things, UNKNOWN_MODE);
  else if (!things.every((one) => factsOf(walk.shared, one).isModule)) disturbBelow(things, state);
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
  return walk.shared.watched.has(last) || /^(new@|list\()/.test(thing) || state.modes.has(thing);
}

function disturbBelow(things: readonly Thing[], state: ModeState): void {
  for (const thing of things) {
    for (const one of thingsBelow(state, thing)) state.modes.set(one, UNKNOWN_MODE);
    // What is reached later as a part of it is not known either.
    state.modes.set(`${thing}`, uniteModes(modesOf(state, thing), UNKNOWN_MODE));
  }
}

function isKnownModule(node: CallNode, thing: Thing, walk: RoutineWalk): boolean {
  const kind = node.value?.kind;
  return kind === 'layer' || kind === 'instance' || factsOf(walk.shared, thing).isModule;
}

function firstThings(node: CallNode, state: ModeState): readonly Thing[] {
  const named = node.args.find((arg) => /^(model|module|mod|func|root|obj)$/.test(arg.name ?? ''));
  const first = named ?? node.args.find((arg) => arg.name === undefined);
  return first ? thingsOf(first.operand, state) : [];
}

function give(node: CallNode, things: readonly Thing[], state: ModeState): void {
  state.results.set(node.id, things);
  state.tuples.delete(node.id);
}

function heldFor(mode: Held['mode'], cause: Cause): Held {
  return { mode, cause, carried: [] };
}

function causeOf(kind: Cause['kind'], node: CallNode, walk: RoutineWalk): Cause {
  return { kind, span: node.span, via: [], function: walk.routine.function };
}
