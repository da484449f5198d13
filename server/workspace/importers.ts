import type { Modules } from './modules';

/** Who imports whom, through re-exports too. */
export interface Importers {
  /** Files that may use a name of a file: they import it, perhaps through others and under another name, or the whole file. */
  of(uri: string, name: string): ReadonlySet<string>;
}

interface Importing {
  /** As `importsOf` in `server/read` writes them. */
  readonly imports: readonly string[];
}

interface Use {
  readonly importer: string;
  /** What it imports: a name, all names with a star, or the file itself where undefined. */
  readonly member: string | undefined;
  /** The name that the importer gives it. */
  readonly local: string;
}

/** Makes the lookup for known files; who imports what is found when it is first asked for. */
export function importersAmong(files: ReadonlyMap<string, Importing>, modules: Modules): Importers {
  let uses: ReadonlyMap<string, readonly Use[]> | undefined;
  const all = new Map<string, ReadonlySet<string>>();
  return {
    of(uri, name) {
      uses ??= usesAmong(files, modules);
      const key = `${uri} ${name}`;
      const known = all.get(key) ?? reach(uri, name, uses);
      all.set(key, known);
      return known;
    },
  };
}

/** Importers of a name, and of files that pass it on. */
function reach(
  uri: string,
  name: string,
  uses: ReadonlyMap<string, readonly Use[]>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const pending = [{ uri, name }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const key = `${next.uri} ${next.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const { importer, member, local } of uses.get(next.uri) ?? []) {
      if (member !== undefined && member !== '*' && member !== next.name) continue;
      found.add(importer);
      pending.push({ uri: importer, name: member === '*' ? next.name : local });
    }
  }
  return found;
}

function usesAmong(
  files: ReadonlyMap<string, Importing>,
  modules: Modules,
): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const [importer, { imports }] of files) {
    for (const written of imports) {
      const [name = '', renamed] = written.split(' as ');
      const last = name.slice(name.lastIndexOf('.') + 1);
      const local = renamed ?? last;
      const itself = modules.find(name, importer);
      const module = itself ?? modules.find(parentOf(name), importer);
      if (module === undefined || module === importer) continue;
      const member = itself === undefined ? last : undefined;
      const known = uses.get(module);
      if (known) known.push({ importer, member, local });
      else uses.set(module, [{ importer, member, local }]);
    }
  }
  return uses;
}

/** `a.b` of the member `a.b.c`; the dots of a relative name stay. */
function parentOf(name: string): string {
  const end = name.lastIndexOf('.');
  const dots = /^\.*/.exec(name)![0].length;
  return end < dots ? name.slice(0, dots) : name.slice(0, end);
}
