import type { CallNode } from '../flow';
import type { Observation, Summary } from './modes-observations';
import { isOpen, mergeFacts } from './modes-observations';
import { thingsOf } from './modes-operands';
import type { Held, ModeState, Modes, Thing } from './modes-state';
import { descend, thingsBelow } from './modes-things';
import {
  alternatives,
  copyState,
  hold,
  modesOf,
  setMode,
  setModes,
  unique,
  uniteModes,
  UNTOLD,
} from './modes-state';
import { isOwnPlace } from './program';
import type { RoutineWalk } from './modes-routine';
import { factsOf, noteObservation } from './modes-routine';

/** How the terms of a called function translate into those of its caller at one call. */
export interface Translation {
  readonly summary: Summary;
  readonly node: CallNode;
  /** The caller's state before the call. */
  readonly before: ModeState;
  readonly parameters: ReadonlyMap<string, readonly Thing[]>;
  /** The arguments as written, by the names of the parameters. */
  readonly written: ReadonlyMap<string, string>;
}

/** Prepares a call of an own function; `receiver` is what its first parameter is, for a method. */
export function translate(
  summary: Summary,
  node: CallNode,
  receiver: readonly Thing[] | undefined,
  walk: RoutineWalk,
  state: ModeState,
): Translation {
  const names = walk.shared.program.functionAt(summary.routine)?.parameters ?? [];
  const parameters = new Map<string, readonly Thing[]>();
  const positional = names.filter((one) => one.star === 0);
  let position = 0;
  const written = new Map<string, string>();
  if (receiver && positional[0]) {
    written.set(positional[0].name, node.written.replace(/\.\w+$/, ''));
    parameters.set(positional[position++]!.name, receiver);
  }
  const isSpread = node.args.some((arg) => arg.name === '*');
  for (const arg of node.args) {
    if (arg.name === '*') continue;
    const name = arg.name ?? positional[position++]?.name;
    if (!name) continue;
    parameters.set(name, thingsOf(arg.operand, state));
    written.set(name, arg.text);
  }
  for (const one of names) {
    if (!parameters.has(one.name)) parameters.set(one.name, isSpread ? [UNTOLD] : []);
  }
  return { summary, node, before: copyState(state), parameters, written };
}

/** Does to the caller's state what the called function does. */
export function applySummary(translation: Translation, walk: RoutineWalk, state: ModeState): void {
  const { summary, node } = translation;
  shareFacts(translation, walk);
  for (const [key, things] of summary.held) {
    const [owner, last] = splitStep(key);
    for (const one of thingsIn(translation, owner))
      hold(state, one + last, allIn(translation, things));
  }
  for (const [key, things] of summary.names) state.names.set(key, allIn(translation, things));
  applyEffects(translation, summary.effects, state);
  state.results.set(node.id, allIn(translation, summary.returns));
  state.tuples.delete(node.id);
  if (summary.items.length > 0) {
    state.tuples.set(
      node.id,
      summary.items.map((one) => allIn(translation, one)),
    );
  }
  for (const one of summary.observations) lift(one, translation, walk);
}

/** Puts objects into the modes in which the called function leaves them. */
export function applyEffects(
  translation: Translation,
  effects: ReadonlyMap<Thing, Modes>,
  state: ModeState,
): void {
  const outerFirst = [...effects].sort(([one], [other]) => one.length - other.length);
  for (const [thing, modes] of outerFirst) {
    const things = thingsIn(translation, thing);
    if (things.length === 0) continue;
    const kept = modes.some((one) => one.mode === 'entry' && one.thing === thing);
    if (kept)
      addModes(
        translation,
        things,
        modes.filter((one) => one.thing !== thing),
        state,
      );
    else setModes(state, things, modesIn(translation, modes));
  }
}

/** What a context manager changed on entering, and did not set to something else on leaving, is as before. */
export function leaveManager(translation: Translation, state: ModeState): void {
  const { enter, effects } = translation.summary;
  for (const thing of enter.keys()) {
    if (effects.has(thing)) continue;
    for (const one of thingsIn(translation, thing)) {
      setModes(state, [one], modesOf(translation.before, one));
      for (const below of thingsBelow(translation.before, one)) {
        setMode(state, below, modesOf(translation.before, below));
      }
    }
  }
  applyEffects(translation, effects, state);
}

/** On some ways the function leaves the objects alone, so what is inside keeps its modes as one possibility. */
function addModes(
  translation: Translation,
  things: readonly Thing[],
  modes: Modes,
  state: ModeState,
): void {
  const added = modesIn(translation, modes);
  for (const thing of things) {
    for (const one of [thing, ...thingsBelow(state, thing)]) {
      if (one !== UNTOLD) setMode(state, one, uniteModes(modesOf(state, one), added));
    }
  }
}

/** An observation whose modes the caller decides is seen again in the caller's terms. */
function lift(one: Observation, translation: Translation, walk: RoutineWalk): void {
  const open = isOpen(one.modes) || one.inside.some((part) => isOpen(part.modes));
  if (!open || one.via.length > 5) return;
  const things = allIn(translation, one.things);
  const { node } = translation;
  const inside = new Map(
    one.inside.map((part) => [part.thing, modesIn(translation, part.modes)] as const),
  );
  for (const thing of things) {
    for (const below of thingsBelow(translation.before, thing)) {
      inside.set(below, modesOf(translation.before, below));
    }
  }
  noteObservation(
    {
      ...one,
      routine: walk.routine.function,
      things,
      given: isOwnPlace(one.node.span) ? undefined : (one.given ?? givenAs(translation, one)),
      via: [node.span, ...one.via],
      loops: [...walk.loops.map((loop) => loop.node), ...one.loops],
      modes: modesIn(translation, one.modes),
      inside: [...inside].map(([thing, modes]) => ({ thing, modes })),
      withoutGradient: one.withoutGradient || node.withoutGradient,
      branches: [...walk.branches],
      decorated: one.decorated,
    },
    walk,
  );
}

/** How the file itself writes the object that it hands over to another file: `net`, `trainer.model`. */
function givenAs({ node, written }: Translation, one: Observation): string | undefined {
  const [thing, ...others] = one.things;
  const found = /^-?\d+:(\w+)((?:\.\w+)*)$/.exec(thing ?? '');
  const text = found ? written.get(found[1]!) : undefined;
  const isPlain = text !== undefined && /^[\w.]+$/.test(text) && others.length === 0;
  return isPlain && isOwnPlace(node.span) ? text + found![2]! : undefined;
}

function modesIn(translation: Translation, modes: Modes): Modes {
  const { node } = translation;
  const told = modes.map((one): Modes => {
    if (one.mode !== 'entry' || one.thing === undefined) return [reachedBy(one, node)];
    const things = thingsIn(translation, one.thing);
    if (things.length === 0) return [{ mode: 'unknown', carried: [] }];
    return things.flatMap((thing) =>
      modesOf(translation.before, thing).map((held) => ({
        ...held,
        carried: unique([...held.carried, ...one.carried]),
      })),
    );
  });
  return uniteModes([], told.flat());
}

function reachedBy(held: Held, node: CallNode): Held {
  const { cause } = held;
  if (!cause || cause.via.length > 5) return held;
  return { ...held, cause: { ...cause, via: [node.span, ...cause.via] } };
}

function allIn(translation: Translation, things: readonly Thing[]): readonly Thing[] {
  return alternatives(things.flatMap((thing) => thingsIn(translation, thing)));
}

/** What an object of the called function is for the caller. */
function thingsIn({ summary, before, parameters }: Translation, thing: Thing): readonly Thing[] {
  const found = /^(-?\d+):(\w+)(.*)$/s.exec(thing);
  if (!found) return [thing];
  const [, scope, name = '', path = ''] = found;
  const key = `${scope}:${name}`;
  const isOwn = Number(scope) === summary.routine;
  const roots = isOwn ? (parameters.get(name) ?? []) : (before.names.get(key) ?? [key]);
  return descend(before, roots, path);
}

function splitStep(key: string): readonly [string, string] {
  const end = Math.max(key.lastIndexOf('.'), key.lastIndexOf('['));
  return [key.slice(0, end), key.slice(end)];
}

function shareFacts(translation: Translation, walk: RoutineWalk): void {
  const prefix = `${translation.summary.routine}:`;
  for (const [thing, facts] of [...walk.shared.facts]) {
    if (!thing.startsWith(prefix)) continue;
    for (const one of thingsIn(translation, thing)) {
      if (one === UNTOLD) continue;
      mergeFacts(factsOf(walk.shared, one), facts);
      const passed = walk.shared.passed.get(thing) ?? new Set();
      walk.shared.passed.set(thing, passed.add(one));
    }
  }
}
