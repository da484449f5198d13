import type { Thing } from './modes-state';

/** Which paths of attributes and elements lie right below which, as far as any state of a routine has named them. */
export type Paths = Map<Thing, Set<Thing>>;

/** Takes in a path and the paths that it leads through. */
export function notePath(paths: Paths, path: Thing): void {
  let inner = path;
  for (let outer = ownerOf(inner); outer !== ''; outer = ownerOf(inner)) {
    const known = paths.get(outer);
    if (known?.has(inner)) return;
    if (known) known.add(inner);
    else paths.set(outer, new Set([inner]));
    inner = outer;
  }
}

/** Every noted path below another, however deep. */
export function* pathsBelow(paths: Paths, path: Thing): Generator<Thing> {
  for (const inner of paths.get(path) ?? []) {
    yield inner;
    yield* pathsBelow(paths, inner);
  }
}

/** The object that a path leads through last; empty for a root. */
export function ownerOf(thing: Thing): Thing {
  const end = Math.max(thing.lastIndexOf('.'), thing.lastIndexOf('['));
  return end < 0 ? '' : thing.slice(0, end);
}
