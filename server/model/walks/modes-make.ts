import type { CallAction, CallNode, Holding } from '../flow';
import { applySummary, translate } from './modes-apply';
import { mergeFacts } from './modes-observations';
import { thingsOf } from './modes-operands';
import type { Cause, Held, ModeState, Thing } from './modes-state';
import { forget, hold, modesOf, setMode, uniteModes, UNKNOWN_MODE, UNTOLD } from './modes-state';
import type { RoutineWalk } from './modes-routine';
import { factsOf } from './modes-routine';

/** Makes an object: its mode, its class, and what its constructor does. */
export function make(
  node: CallNode,
  action: Extract<CallAction, { kind: 'make' }>,
  walk: RoutineWalk,
  state: ModeState,
): void {
  const thing = `new@${node.span.start}`;
  forget(state, thing);
  const facts = factsOf(walk.shared, thing);
  facts.class ??= action.class;
  facts.fact ??= action.fact;
  if (action.fact?.kind === 'container') facts.holding ??= contentOf(node);
  facts.isModule ||= action.mode === 'train' || action.mode === 'eval';
  give(node, [thing], state);
  if (action.mode === 'train' || action.mode === 'assumed') {
    const kind = action.mode === 'train' ? 'made' : 'assumed';
    setMode(state, thing, [heldFor('train', causeOf(kind, node, walk))]);
  } else if (action.mode === 'eval') {
    setMode(state, thing, [heldFor('eval', causeOf('pretrained', node, walk))]);
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

/** What a container is given, as far as each item was read. */
function contentOf({ args }: CallNode): Holding {
  const items = args.map((arg): Holding => arg.holding ?? { kind: 'unknown' });
  return { kind: 'several', items, complete: args.every((arg) => arg.name !== '*') };
}

/** What is passed to a constructor that was not read may be kept and run by the object. */
function holdArguments(node: CallNode, thing: Thing, state: ModeState): void {
  node.args.forEach((arg, index) => {
    const things = thingsOf(arg.operand, state).filter((one) => one !== UNTOLD);
    if (things.length > 0) hold(state, `${thing}.(argument)${index}`, things);
  });
}

/** `copy.deepcopy`: another object in the same mode; `inference_mode(model)`: in another. */
export function copy(
  node: CallNode,
  { to }: Extract<CallAction, { kind: 'copy' }>,
  walk: RoutineWalk,
  state: ModeState,
): void {
  const thing = `new@${node.span.start}`;
  forget(state, thing);
  const from = firstThings(node, state);
  const modes = from.map((one) => modesOf(state, one)).reduce(uniteModes, []);
  for (const one of from)
    mergeFacts(factsOf(walk.shared, thing), { ...factsOf(walk.shared, one), optimized: false });
  if (to) factsOf(walk.shared, thing).isModule = true;
  if (to === undefined) setMode(state, thing, modes);
  else if (to === 'unknown') setMode(state, thing, UNKNOWN_MODE);
  else setMode(state, thing, [heldFor(to, causeOf('written', node, walk))]);
  give(node, [thing], state);
}

/** `get_peft_model`: new layers in training mode around a model that keeps its own. */
export function adapt(node: CallNode, walk: RoutineWalk, state: ModeState): void {
  const thing = `new@${node.span.start}`;
  forget(state, thing);
  const from = firstThings(node, state);
  const base = from.map((one) => modesOf(state, one)).reduce(uniteModes, []);
  Object.assign(factsOf(walk.shared, thing), { isModule: true, adapted: true });
  hold(state, `${thing}.base_model`, from);
  const adapted = heldFor('train', causeOf('adapted', node, walk));
  setMode(state, thing, base.every((one) => one.mode === 'train') ? base : [adapted]);
  give(node, [thing], state);
}

/** What a call is given as its model: a keyword that says so, else the first argument. */
export function firstThings(node: CallNode, state: ModeState): readonly Thing[] {
  const named = node.args.find((arg) => /^(model|module|mod|func|root|obj)$/.test(arg.name ?? ''));
  const first = named ?? node.args.find((arg) => arg.name === undefined);
  return first ? thingsOf(first.operand, state) : [];
}

/** Notes what a call gives back. */
export function give(node: CallNode, things: readonly Thing[], state: ModeState): void {
  state.results.set(node.id, things);
  state.tuples.delete(node.id);
}

export function heldFor(mode: Held['mode'], cause: Cause): Held {
  return { mode, cause, carried: [] };
}

export function causeOf(kind: Cause['kind'], node: CallNode, walk: RoutineWalk): Cause {
  return { kind, span: node.span, via: [], function: walk.routine.function };
}
