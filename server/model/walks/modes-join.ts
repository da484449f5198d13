import type { ModeState, Thing } from './modes-state';
import { ownerOf } from './modes-paths';
import { alternatives, copyState, hold, modesOf, setMode, uniteModes } from './modes-state';

/** What is known where two ways meet; a way that ended says nothing. */
export function joinStates(one: ModeState, other: ModeState): ModeState {
  if (one.dead) return copyState(other);
  if (other.dead) return copyState(one);
  const joined = copyState(one);
  for (const [thing, modes] of other.modes) {
    if (one.modes.get(thing) === modes) continue;
    if (exists(one, thing)) setMode(joined, thing, uniteModes(modesOf(one, thing), modes));
    else setMode(joined, thing, modes);
  }
  for (const [thing, modes] of one.modes) {
    const isMissing = other.modes.has(thing) || !exists(other, thing);
    if (!isMissing) setMode(joined, thing, uniteModes(modes, modesOf(other, thing)));
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

/** The state at the end of a round, with what the round changed marked as coming from it. */
export function carryModes(state: ModeState, head: ModeState, loop: number): ModeState {
  const carried = copyState(state);
  for (const [thing, modes] of carried.modes) {
    if (head.modes.get(thing) === modes) continue;
    setMode(
      carried,
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
    setMode(state, thing, uniteModes([], left));
  }
}

/** What is made on one way only is not there on the other. */
function exists(state: ModeState, thing: Thing): boolean {
  if (!thing.startsWith('new@')) return true;
  for (let owner = thing; owner !== ''; owner = ownerOf(owner))
    if (state.modes.has(owner)) return true;
  return false;
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
    const both = alternatives([...left, ...right]);
    if (which === 'held') hold(joined, key, both);
    else joined.names.set(key, both);
  }

  /** What a way leaves alone holds what it held on entering; an own variable held nothing. */
  function before(key: string): readonly Thing[] {
    const isOwn = which === 'names' && key.startsWith(`${joined.routine}:`);
    return isOwn || key.startsWith('new@') ? [] : [key];
  }
}
