import type { Modules } from './modules';

/** Who imports whom, through re-exports too. */
export interface Importers {
  of(uri: string): ReadonlySet<string>;
}

/** Makes the lookup for known files; who imports what is found when it is first asked for. */
export function importersAmong(files: ReadonlyMap<string, Importing>, modules: Modules): Importers {
  let direct: Map<string, Set<string>> | undefined;
  const all = new Map<string, ReadonlySet<string>>();
  return {
    of(uri) {
      direct ??= directImporters(files, modules);
      const known = all.get(uri);
      if (known) return known;
      const found = reach(uri, direct);
      all.set(uri, found);
      return found;
    },
  };
}

interface Importing {
  readonly imports: readonly string[];
}

/** Importers of a file, and of packages that pass its names on. */
function reach(uri: string, direct: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [uri];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const importer of direct.get(next) ?? []) {
      if (found.has(importer)) continue;
      found.add(importer);
      if (importer.endsWith('/__init__.py')) pending.push(importer);
    }
  }
  return found;
}

function directImporters(
  files: ReadonlyMap<string, Importing>,
  modules: Modules,
): Map<string, Set<string>> {
  const importers = new Map<string, Set<string>>();
  for (const [uri, { imports }] of files) {
    for (const name of imports) {
      const module = modules.find(name, uri) ?? modules.find(parentOf(name), uri);
      if (module === undefined || module === uri) continue;
      importers.set(module, (importers.get(module) ?? new Set()).add(uri));
    }
  }
  return importers;
}

/** `a.b` of the member `a.b.c`; the dots of a relative name stay. */
function parentOf(name: string): string {
  const end = name.lastIndexOf('.');
  const dots = /^\.*/.exec(name)![0].length;
  return end < dots ? name.slice(0, dots) : name.slice(0, end);
}
