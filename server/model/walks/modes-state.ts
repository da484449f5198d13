import type { Span } from '../span';

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
  readonly held: Map<string, readonly Thing[]>;
  readonly modes: Map<Thing, Modes>;
  /** Variables that hold a mode that was read from `training`. */
  readonly saved: Map<string, { readonly things: readonly Thing[]; readonly modes: Modes }>;
  /** What calls gave back; shared by all states of a routine, as each call has its own number. */
  readonly results: Map<number, readonly Thing[]>;
  /** What calls gave back, item by item. */
  readonly tuples: Map<number, readonly (readonly Thing[])[]>;
  /** Nothing runs here. */
  dead: boolean;
}

/** Longest path of attributes and elements that is followed. */
const DEEPEST = 5;

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
    saved: new Map(state.saved),
    results: state.results,
    tuples: state.tuples,
    dead: state.dead,
  };
}

/** Puts the content of one state into another. */
export function assignState(state: ModeState, from: ModeState): void {
  for (const key of ['names', 'held', 'modes', 'saved'] as const) {
    const map: Map<unknown, unknown> = state[key];
    const content: readonly (readonly [unknown, unknown])[] = [...from[key]];
    map.clear();
    for (const [name, value] of content) map.set(name, value);
  }
  state.dead = from.dead;
}

/** What is known where two ways meet; a way that ended says nothing. */
export function joinStates(one: ModeState, other: ModeState): ModeState {
  if (one.dead) return copyState(other);
  if (other.dead) return copyState(one);
  const joined = copyState(one);
  for (const [thing, modes] of other.modes) {
    if (one.modes.get(thing) === modes) continue;
    if (exists(one, thing)) joined.modes.set(thing, uniteModes(modesOf(one, thing), modes));
    else joined.modes.set(thing, modes);
  }
  for (const [thing, modes] of one.modes) {
    const isMissing = other.modes.has(thing) || !exists(other, thing);
    if (!isMissing) joined.modes.set(thing, uniteModes(modes, modesOf(other, thing)));
  }
  joinBindings(joined, 'names', one, other);
  joinBindings(joined, 'held', one, other);
  for (const [call, things] of other.results)
    if (!joined.results.has(call)) joined.results.set(call, things);
  for (const [call, items] of other.tuples)
    if (!joined.tuples.has(call)) joined.tuples.set(call, items);
  for (const [name, saved] of other.saved)
    if (!joined.saved.has(name)) joined.saved.set(name, saved);
  return joined;
}

/** What is made on one way only is not there on the other. */
function exists(state: ModeState, thing: Thing): boolean {
  if (!thing.startsWith('new@')) return true;
  for (let owner = thing; owner !== ''; owner = ownerOf(owner))
    if (state.modes.has(owner)) return true;
  return false;
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
      state.modes.set(one, certain ? modes : uniteModes(modesOf(state, one), modes));
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
  for (const [thing, modes] of state.modes) state.modes.set(thing, uniteModes(modes, UNKNOWN_MODE));
  const bound = [...state.names.values(), ...state.held.values()].flat();
  for (const thing of bound) {
    if (!state.modes.has(thing))
      state.modes.set(thing, uniteModes(modesOf(state, thing), UNKNOWN_MODE));
  }
}

/** The objects known to be inside another: attributes, elements and what they hold. */
export function thingsBelow(state: ModeState, thing: Thing): readonly Thing[] {
  const found = new Set<Thing>();
  const pending = [thing];
  for (let one = pending.pop(); one !== undefined && found.size < 200; one = pending.pop()) {
    const isInside = (key: string): boolean =>
      key.startsWith(`${one}.`) || key.startsWith(`${one}[`);
    for (const key of state.modes.keys()) if (isInside(key)) add(key);
    for (const [key, things] of state.held) if (isInside(key)) things.forEach(add);
  }
  return [...found];

  function add(inside: Thing): void {
    if (inside === thing || inside === UNTOLD || found.has(inside)) return;
    found.add(inside);
    pending.push(inside);
  }
}

/** What is reached from objects by a path such as `.model.encoder` or `[0]`. */
export function descend(
  state: ModeState,
  things: readonly Thing[],
  path: string,
): readonly Thing[] {
  let current = things;
  for (const step of path.match(/\.\*|\.[^.[]+|\[[^\]]*\]/g) ?? []) {
    current = alternatives(current.flatMap((thing) => stepInto(state, thing, step)));
  }
  return current;
}

/** One attribute or element of an object: `.name`, `[]`, `[0]` or `.*` for any part. */
export function stepInto(state: ModeState, thing: Thing, step: string): readonly Thing[] {
  if (thing === UNTOLD) return [UNTOLD];
  if (step === '.module' || thing.endsWith('.*')) return [thing];
  if ((thing.match(/[.[]/g)?.length ?? 0) >= DEEPEST) return [];
  const known = state.held.get(thing + step);
  if (known) return known;
  if (step.startsWith('[')) {
    const items = [...state.held].filter(([key]) => key.startsWith(`${thing}[`));
    if (items.length > 0) return unique(items.flatMap(([, inside]) => inside));
  }
  return [thing + step];
}

/** All modes of both; `one` itself where `other` adds nothing. */
export function uniteModes(one: Modes, other: Modes): Modes {
  if (one === other) return one;
  const joined = new Map([...one, ...other].map((held) => [heldKey(held), held]));
  return joined.size === one.length ? one : [...joined.values()];
}

/** The state at the end of a round, with what the round changed marked as coming from it. */
export function carryModes(state: ModeState, head: ModeState, loop: number): ModeState {
  const carried = copyState(state);
  for (const [thing, modes] of carried.modes) {
    if (head.modes.get(thing) === modes) continue;
    carried.modes.set(
      thing,
      modes.map((one) =>
        one.carried.includes(loop) ? one : { ...one, carried: [...one.carried, loop] },
      ),
    );
  }
  return carried;
}

/** Behind a loop it no longer matters from which round a mode comes. */
export function dropCarried(state: ModeState, loop: number): void {
  for (const [thing, modes] of state.modes) {
    if (!modes.some((one) => one.carried.includes(loop))) continue;
    const left = modes.map((one) => ({
      ...one,
      carried: one.carried.filter((other) => other !== loop),
    }));
    state.modes.set(thing, uniteModes([], left));
  }
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

function ownerOf(thing: Thing): Thing {
  const end = Math.max(thing.lastIndexOf('.'), thing.lastIndexOf('['));
  return end < 0 ? '' : thing.slice(0, end);
}

function joinBindings(
  joined: ModeState,
  which: 'names' | 'held',
  one: ModeState,
  other: ModeState,
): void {
  for (const key of new Set([...one[which].keys(), ...other[which].keys()])) {
    if (one[which].get(key) === other[which].get(key)) continue;
    const left = one[which].get(key) ?? before(key);
    const right = other[which].get(key) ?? before(key);
    joined[which].set(key, alternatives([...left, ...right]));
  }

  /** What a way leaves alone holds what it held on entering; an own variable held nothing. */
  function before(key: string): readonly Thing[] {
    const isOwn = which === 'names' && key.startsWith(`${joined.routine}:`);
    return isOwn || key.startsWith('new@') ? [] : [key];
  }
}
