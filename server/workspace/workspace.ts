import type { FileSummary, PlacedClass, Relations } from '../model/summary';
import type { Program } from '../model/walks/program';
import { linkProgram, type LinkSource } from './link';
import { createModules, type Modules } from './modules';
import { findName } from './names';

/** What is known of all files of a workspace; fed with summaries, asks for nothing. */
export interface Workspace {
  /** Takes in a file, or what it has become. */
  put(file: KnownFile): void;
  remove(uri: string): void;
  has(uri: string): boolean;
  /** Joins a file with the others; the answer tells later whether it still holds. */
  link(summary: FileSummary): Link;
}

/** A file of the workspace; its summary may be unpacked when it is asked for. */
export interface KnownFile {
  readonly uri: string;
  readonly imports: readonly string[];
  summary(): FileSummary | undefined;
}

/** A linked file. */
export interface Link {
  readonly program: Program;
  readonly relations: Relations;
  /** Whether everything that was read for it is as it was. */
  isCurrent(): boolean;
}

interface Entry {
  readonly file: KnownFile;
  /** Grows with every change of the file. */
  readonly version: number;
}

/** Makes an empty workspace. */
export function createWorkspace(): Workspace {
  const entries = new Map<string, Entry>();
  let versions = 0;
  /** Changes when files come or go, or import other things. */
  let structure = 0;
  let lookups: { readonly modules: Modules; readonly importers: Importers } | undefined;

  return {
    put(file) {
      const before = entries.get(file.uri)?.file;
      entries.set(file.uri, { file, version: ++versions });
      const isSame = before !== undefined && before.imports.join() === file.imports.join();
      if (!isSame) changeStructure();
    },
    remove(uri) {
      if (entries.delete(uri)) changeStructure();
    },
    has: (uri) => entries.has(uri),
    link,
  };

  function changeStructure(): void {
    structure++;
    lookups = undefined;
  }

  function current(): NonNullable<typeof lookups> {
    const modules = lookups?.modules ?? createModules(new Set(entries.keys()));
    return (lookups ??= { modules, importers: importersAmong(entries, modules) });
  }

  function link(summary: FileSummary): Link {
    const at = structure;
    const read = new Map<string, number | undefined>();
    const summaryOf = (uri: string): FileSummary | undefined => {
      const entry = entries.get(uri);
      read.set(uri, entry?.version);
      return uri === summary.uri ? summary : entry?.file.summary();
    };
    const { modules, importers } = current();
    const heirs = new Map<string, readonly PlacedClass[]>();
    const source: LinkSource = { modules, summaryOf, heirsOf };
    return {
      program: linkProgram(summary, source),
      relations: {
        heirsOf: (className) => heirsOf(summary.uri, className),
        makersOf,
        classImported(qualified) {
          const found = findName(qualified, summary.uri, source);
          if (found?.kind !== 'class') return undefined;
          const one = summaryOf(found.uri)?.classes.find((each) => each.name === found.name);
          return one && { uri: found.uri, summary: one };
        },
      },
      isCurrent: () =>
        at === structure &&
        [...read].every(([uri, version]) => entries.get(uri)?.version === version),
    };

    function heirsOf(uri: string, className: string): readonly PlacedClass[] {
      const key = `${uri} ${className}`;
      const known = heirs.get(key);
      if (known) return known;
      heirs.set(key, []);
      const found = [...importers.of(uri)].flatMap((other) => heirsIn(other, uri, className));
      const all = found.flatMap((one) => [one, ...heirsOf(one.uri, one.summary.name)]);
      heirs.set(key, all);
      return all;
    }

    function heirsIn(other: string, uri: string, className: string): readonly PlacedClass[] {
      const importer = summaryOf(other);
      if (!importer || other === uri) return [];
      return importer.classes
        .filter((one) => one.bases.some((base) => isMeant(base, other, uri, className)))
        .map((one) => ({ uri: other, summary: one }));
    }

    function makersOf(className: string): readonly PlacedClass[] {
      return [...importers.of(summary.uri)].flatMap((other) =>
        (other === summary.uri ? [] : (summaryOf(other)?.classes ?? []))
          .filter((one) => one.makes.some((name) => isMeant(name, other, summary.uri, className)))
          .map((one) => ({ uri: other, summary: one })),
      );
    }

    function isMeant(name: string, from: string, uri: string, className: string): boolean {
      if (!name.includes('.')) return false;
      const found = findName(name, from, source);
      return found?.kind === 'class' && found.uri === uri && found.name === className;
    }
  }
}

/** Who imports whom, through re-exports too. */
interface Importers {
  of(uri: string): ReadonlySet<string>;
}

function importersAmong(entries: ReadonlyMap<string, Entry>, modules: Modules): Importers {
  let direct: Map<string, Set<string>> | undefined;
  const all = new Map<string, ReadonlySet<string>>();
  return {
    of(uri) {
      direct ??= directImporters(entries, modules);
      const known = all.get(uri);
      if (known) return known;
      const found = reach(uri, direct);
      all.set(uri, found);
      return found;
    },
  };
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
  entries: ReadonlyMap<string, Entry>,
  modules: Modules,
): Map<string, Set<string>> {
  const importers = new Map<string, Set<string>>();
  for (const [uri, { file }] of entries) {
    for (const name of file.imports) {
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
