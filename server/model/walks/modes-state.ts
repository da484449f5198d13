import type { Span } from '../span';
import { notePath, ownerOf, pathsBelow, type Paths } from './modes-paths';
import { thingsBelow } from './modes-things';

/**
 * An object that may have a mode, by how it is reached: `3:model` is the variable of function 3 as it was on
 * entering, `3:self.model` an attribute of it, `new@120` what was made at offset 120, `?` one that cannot be told.
 */
export type Thing = string;

/** Why an object is in a mode. */
export interface Cause {
  /** 'adapted': new layers were added by peft; 'assumed': made from an imported class. */
  readonly kind: 'written' | 'made' | 'pretrained' | 'adapted' | 'assumed';
  readonly span: Span;
  /** Calls of the file's own functions that lead to it, outermost first. */
  readonly via: readonly Span[];
  /** Index of the function it stands in; -1 at module level. */
  readonly function: number;
}

/** One mode that an object may be in; 'entry' is the one it had when the function was entered. */
export interface Held {
  readonly mode: 'train' | 'eval' | 'entry' | 'unknown';
  /** For 'entry': whose. */
  readonly thing?: Thing;
  readonly cause?: Cause;
  /** Loops (by their offset) from whose last round it comes. */
  readonly carried: readonly number[];
}

export type Modes = readonly Held[];

/** What is known at one point of a routine. */
export interface ModeState {
  /** The function that runs; -1 for the module level. */
  readonly routine: number;
  /** What variables hold, where they were assigned: by `scope:name`. */
  readonly names: Map<string, readonly Thing[]>;
  /** What attributes and elements hold, where they were assigned. */
  readonly held: ReadonlyMap<string, readonly Thing[]>;
  readonly modes: ReadonlyMap<Thing, Modes>;
  /** The paths among the keys of `held` and `modes`; shared by all states of a routine. */
  readonly paths: Paths;
  /** Variables that hold a mode that was read from `training`. */
  readonly saved: Map<string, { readonly things: readonly Thing[]; readonly modes: Modes }>;
  /** What calls gave back; shared by all states of a routine, as each call has its own number. */
  readonly results: Map<number, readonly Thing[]>;
  /** What calls gave back, item by item. */
  readonly tuples: Map<number, readonly (readonly Thing[])[]>;
  /** Nothing runs here. */
  dead: boolean;
}

/** More alternatives than this are as good as none. */
const MOST_ALTERNATIVES = 6;

export const UNTOLD: Thing = '?';
export const UNKNOWN_MODE: Modes = [{ mode: 'unknown', carried: [] }];

export function emptyState(routine: number): ModeState {
  return {
    routine,
    names: new Map(),
    held: new Map(),
    modes: new Map(),
    paths: new Map(),
    saved: new Map(),
    results: new Map(),
    tuples: new Map(),
    dead: false,
  };
}

export function copyState(state: ModeState): ModeState {
  return {
    routine: state.routine,
    names: new Map(state.names),
    held: new Map(state.held),
    modes: new Map(state.modes),
    paths: state.paths,
    saved: new Map(state.saved),
    results: state.results,
    tuples: state.tuples,
    dead: state.dead,
  };
}

/** Puts the content of one state into another. */
export function assignState(state: ModeState, from: ModeState): void {
  for (const key of ['names', 'held', 'modes', 'saved'] as const) {
    const map = state[key] as Map<unknown, unknown>;
    const content: readonly (readonly [unknown, unknown])[] = [...from[key]];
    map.clear();
    for (const [name, value] of content) map.set(name, value);
  }
  state.dead = from.dead;
}

/** Puts one object into modes. */
export function setMode(state: ModeState, thing: Thing, modes: Modes): void {
  notePath(state.paths, thing);
  (state.modes as Map<Thing, Modes>).set(thing, modes);
}

/** Lets an attribute or element hold objects. */
export function hold(state: ModeState, path: string, things: readonly Thing[]): void {
  notePath(state.paths, path);
  (state.held as Map<string, readonly Thing[]>).set(path, things);
}

/** Nothing is known any more of an object and of what was inside it. */
export function forget(state: ModeState, thing: Thing): void {
  for (const path of [thing, ...pathsBelow(state.paths, thing)]) {
    (state.modes as Map<Thing, Modes>).delete(path);
    if (path !== thing) (state.held as Map<string, readonly Thing[]>).delete(path);
  }
}

/** The modes an object may be in; a part that was never spoken of has those of its owner. */
export function modesOf(state: ModeState, thing: Thing): Modes {
  if (thing === UNTOLD) return UNKNOWN_MODE;
  for (let owner = thing; owner !== ''; owner = ownerOf(owner)) {
    const modes = state.modes.get(owner);
    if (!modes) continue;
    return owner === thing
      ? modes
      : modes.map((one) => (one.mode === 'entry' ? { ...one, thing } : one));
  }
  return [{ mode: 'entry', thing, carried: [] }];
}

/** Puts objects, and all that is known to be inside them, into modes; of several only one is really meant. */
export function setModes(state: ModeState, things: readonly Thing[], modes: Modes): void {
  if (things.includes(UNTOLD)) blurAll(state);
  const certain = isOneObject(state, things);
  for (const thing of things) {
    if (thing === UNTOLD) continue;
    for (const one of [thing, ...thingsBelow(state, thing)]) {
      setMode(state, one, certain ? modes : uniteModes(modesOf(state, one), modes));
    }
  }
}

/** Whether all of several possible objects go by the same variables, so that the real one is always meant. */
function isOneObject(state: ModeState, things: readonly Thing[]): boolean {
  if (things.length < 2) return true;
  return [...state.names.values(), ...state.held.values()].every((bound) => {
    const shared = things.filter((thing) => bound.includes(thing)).length;
    return shared === 0 || shared === things.length;
  });
}

/** Nothing is known any more about the mode of anything. */
export function blurAll(state: ModeState): void {
  for (const [thing, modes] of state.modes) setMode(state, thing, uniteModes(modes, UNKNOWN_MODE));
  const bound = [...state.names.values(), ...state.held.values()].flat();
  for (const thing of bound) {
    if (!state.modes.has(thing))
      setMode(state, thing, uniteModes(modesOf(state, thing), UNKNOWN_MODE));
  }
}

/** All modes of both; `one` itself where `other` adds nothing. */
export function uniteModes(one: Modes, other: Modes): Modes {
  if (one === other) return one;
  const joined = new Map([...one, ...other].map((held) => [heldKey(held), held]));
  return joined.size === one.length ? one : [...joined.values()];
}

/** Objects of which one is meant; too many are as good as none. */
export function alternatives(things: readonly Thing[]): readonly Thing[] {
  const different = unique(things);
  return different.length > MOST_ALTERNATIVES ? [UNTOLD] : different;
}

export function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

function heldKey({ mode, thing, cause, carried }: Held): string {
  const why = cause
    ? `${cause.kind}${cause.span.start}/${cause.via.map((one) => one.start).join()}`
    : '';
  return `${mode}|${thing ?? ''}|${why}|${carried.join()}`;
}
