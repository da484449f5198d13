import type { FileSummary } from '../model/summary';
import type { Modules } from './modules';

/** What a qualified name stands for in the workspace. */
export type Found =
  | { readonly kind: 'function'; readonly uri: string; readonly index: number }
  | { readonly kind: 'class'; readonly uri: string; readonly name: string };

/** What names are looked up in. */
export interface Lookup {
  readonly modules: Modules;
  summaryOf(uri: string): FileSummary | undefined;
}

/** Longest chain of re-exports that is followed. */
const LONGEST = 12;

/** Finds the function, class or method that a qualified name means in a file; chains that run in circles mean nothing. */
export function findName(
  qualified: string,
  from: string,
  lookup: Lookup,
  depth = 0,
): Found | undefined {
  if (depth > LONGEST) return undefined;
  const dots = /^\.*/.exec(qualified)![0];
  const parts = qualified.slice(dots.length).split('.').filter(Boolean);
  for (let length = parts.length - 1; length >= (dots === '' ? 1 : 0); length--) {
    const uri = lookup.modules.find(dots + parts.slice(0, length).join('.'), from);
    if (uri === undefined) continue;
    const found = findIn(uri, parts.slice(length), lookup, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Finds what a path of names means inside a file: a function, a class, or a method of one. */
function findIn(
  uri: string,
  path: readonly string[],
  lookup: Lookup,
  depth: number,
): Found | undefined {
  const [name, ...rest] = path;
  const summary = lookup.summaryOf(uri);
  if (!summary || name === undefined || depth > LONGEST) return undefined;
  const definition = Object.hasOwn(summary.names, name) ? summary.names[name] : undefined;
  switch (definition?.kind) {
    case 'function':
      return rest.length === 0 ? { kind: 'function', uri, index: definition.index } : undefined;
    case 'class':
      return memberOf({ kind: 'class', uri, name: definition.name }, rest, lookup);
    case 'import':
      return findName([definition.name, ...rest].join('.'), uri, lookup, depth + 1);
    default:
      return findThroughStars(summary, path, lookup, depth);
  }
}

function findThroughStars(
  { uri, stars }: FileSummary,
  path: readonly string[],
  lookup: Lookup,
  depth: number,
): Found | undefined {
  for (const star of [...stars].reverse()) {
    const module = lookup.modules.find(star, uri);
    const from = module === undefined || module === uri ? undefined : lookup.summaryOf(module);
    const name = path[0]!;
    const isGiven = from && (from.all ? from.all.includes(name) : !name.startsWith('_'));
    const found = isGiven ? findIn(module!, path, lookup, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** `Trainer.build`: a method that the class itself defines. */
function memberOf(
  found: Extract<Found, { kind: 'class' }>,
  rest: readonly string[],
  lookup: Lookup,
): Found | undefined {
  const [name, ...deeper] = rest;
  if (name === undefined) return found;
  const owner = lookup.summaryOf(found.uri)?.classes.find((one) => one.name === found.name);
  const index = owner && Object.hasOwn(owner.methods, name) ? owner.methods[name] : undefined;
  return index === undefined || deeper.length > 0
    ? undefined
    : { kind: 'function', uri: found.uri, index };
}
