import type { FileSummary, PlacedClass, Relations } from '../model/summary';
import type { Program } from '../model/walks/program';
import { importersAmong, type Importers } from './importers';
import { linkProgram, type LinkSource } from './link';
import { createModules, type Modules } from './modules';
import { findName } from './names';

/** What is known of all files of a workspace; fed with summaries, asks for nothing. */
export interface Workspace {
  /** Takes in a file, or what it has become. */
  put(file: KnownFile): void;
  remove(uri: string): void;
  /** Joins a file with the others; the answer tells later whether it still holds. */
  link(summary: FileSummary): Link;
}

/** A file of the workspace; its summary may be made when it is asked for. */
export interface KnownFile {
  readonly uri: string;
  /** As `importsOf` in `server/read` writes them. */
  readonly imports: readonly string[];
  /** The same for two summaries of a file that say the same. */
  readonly mark: string;
  /** Undefined as long as nothing more than the imports is known. */
  summary(): FileSummary | undefined;
}

/** A linked file. */
export interface Link {
  readonly program: Program;
  readonly relations: Relations;
  /** Whether everything that was read for it is as it was; holds on to nothing of the program. */
  readonly isCurrent: () => boolean;
}

/** Makes an empty workspace. */
export function createWorkspace(): Workspace {
  const files = new Map<string, KnownFile>();
  /** Changes when files come or go, or import other things. */
  let structure = 0;
  let lookups: Lookups | undefined;
  const current = (): Lookups => (lookups ??= makeLookups(files));

  return {
    put(file) {
      const before = files.get(file.uri);
      files.set(file.uri, file);
      if (before?.imports.join() !== file.imports.join()) changeStructure();
    },
    remove(uri) {
      if (files.delete(uri)) changeStructure();
    },
    link(summary) {
      const record = startRecord(structure);
      const linked = linkFile(summary, recordingSource(summary, files, current(), record));
      return { ...linked, isCurrent: () => holds(record, structure, files, current) };
    },
  };

  function changeStructure(): void {
    structure++;
    lookups = undefined;
  }
}

interface Lookups {
  readonly modules: Modules;
  readonly importers: Importers;
}

function makeLookups(files: ReadonlyMap<string, KnownFile>): Lookups {
  const modules = createModules(new Set(files.keys()));
  return { modules, importers: importersAmong(files, modules) };
}

/** What was read for a link: answers that must stay as they were. */
interface LinkRecord {
  /** The structure for which the answers of `modules` and `importers` were last seen to hold. */
  structure: number;
  readonly marks: Map<string, string | undefined>;
  /** Modules that were found or not, by the file that asked and by their names. */
  readonly modules: Map<string, Map<string, string | undefined>>;
  /** Importers of a name, by the file of the name and the name. */
  readonly importers: Map<string, Map<string, string>>;
}

function startRecord(structure: number): LinkRecord {
  return { structure, marks: new Map(), modules: new Map(), importers: new Map() };
}

function holds(
  record: LinkRecord,
  structure: number,
  files: ReadonlyMap<string, KnownFile>,
  current: () => Lookups,
): boolean {
  for (const [uri, mark] of record.marks) if (files.get(uri)?.mark !== mark) return false;
  if (record.structure === structure) return true;
  const { modules, importers } = current();
  for (const [from, names] of record.modules) {
    for (const [name, found] of names) if (modules.find(name, from) !== found) return false;
  }
  for (const [uri, names] of record.importers) {
    for (const [name, all] of names) if (listed(importers.of(uri, name)) !== all) return false;
  }
  record.structure = structure;
  return true;
}

function listed(uris: ReadonlySet<string>): string {
  return [...uris].sort().join();
}

/** What a link asks, with every answer written down. */
interface RecordingSource extends Omit<LinkSource, 'heirsOf'> {
  importersOf(uri: string, name: string): ReadonlySet<string>;
}

function recordingSource(
  own: FileSummary,
  files: ReadonlyMap<string, KnownFile>,
  { modules, importers }: Lookups,
  record: LinkRecord,
): RecordingSource {
  return {
    modules: {
      find(name, from) {
        const known = record.modules.get(from) ?? new Map<string, string | undefined>();
        record.modules.set(from, known);
        if (!known.has(name)) known.set(name, modules.find(name, from));
        return known.get(name);
      },
    },
    summaryOf(uri) {
      if (uri === own.uri) return own;
      const file = files.get(uri);
      record.marks.set(uri, file?.mark);
      return file?.summary();
    },
    importersOf(uri, name) {
      const found = importers.of(uri, name);
      const known = record.importers.get(uri) ?? new Map<string, string>();
      record.importers.set(uri, known.set(name, listed(found)));
      return found;
    },
  };
}

function linkFile(own: FileSummary, asked: RecordingSource): Omit<Link, 'isCurrent'> {
  const heirs = new Map<string, readonly PlacedClass[]>();
  const source: LinkSource = { ...asked, heirsOf };
  return {
    program: linkProgram(own, source),
    relations: {
      heirsOf: (className) => heirsOf(own.uri, className),
      makersOf: (className) =>
        classesThat(own.uri, className, (one, uri) =>
          one.makes.some((name) => isMeant(name, uri, own.uri, className)),
        ),
      classImported(qualified) {
        const found = findName(qualified, own.uri, source);
        if (found?.kind !== 'class') return undefined;
        const one = source.summaryOf(found.uri)?.classes.find((each) => each.name === found.name);
        return one && { uri: found.uri, summary: one };
      },
    },
  };

  function heirsOf(uri: string, className: string): readonly PlacedClass[] {
    const key = `${uri} ${className}`;
    const known = heirs.get(key);
    if (known) return known;
    heirs.set(key, []);
    const found = classesThat(uri, className, (one, other) =>
      one.bases.some((base) => isMeant(base, other, uri, className)),
    );
    const all = found.flatMap((one) => [one, ...heirsOf(one.uri, one.summary.name)]);
    heirs.set(key, all);
    return all;
  }

  /** Classes in files that may use one of a file. */
  function classesThat(
    uri: string,
    className: string,
    fits: (one: PlacedClass['summary'], uri: string) => boolean,
  ): readonly PlacedClass[] {
    return [...asked.importersOf(uri, className)].flatMap((other) =>
      (other === uri ? [] : (source.summaryOf(other)?.classes ?? []))
        .filter((one) => fits(one, other))
        .map((one) => ({ uri: other, summary: one })),
    );
  }

  function isMeant(name: string, from: string, uri: string, className: string): boolean {
    if (!name.includes('.')) return false;
    const found = findName(name, from, source);
    return found?.kind === 'class' && found.uri === uri && found.name === className;
  }
}
