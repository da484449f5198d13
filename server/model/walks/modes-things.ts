import { pathsBelow } from './modes-paths';
import type { ModeState, Thing } from './modes-state';
import { alternatives, unique, UNTOLD } from './modes-state';

/** Longest path of attributes and elements that is followed. */
const DEEPEST = 5;

/** The objects known to be inside another: attributes, elements and what they hold. */
export function thingsBelow(state: ModeState, thing: Thing): readonly Thing[] {
  const found = new Set<Thing>();
  const pending = [thing];
  for (let one = pending.pop(); one !== undefined && found.size < 200; one = pending.pop()) {
    for (const path of pathsBelow(state.paths, one)) {
      if (state.modes.has(path)) add(path);
      state.held.get(path)?.forEach(add);
    }
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
    const items = [...pathsBelow(state.paths, thing)]
      .filter((path) => path.startsWith(`${thing}[`))
      .flatMap((path) => state.held.get(path) ?? []);
    if (items.length > 0) return unique(items);
  }
  return [thing + step];
}
