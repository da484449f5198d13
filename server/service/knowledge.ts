import type { SourceDocument } from '../model/document';
import type { FileModel } from '../model/model';
import type { FileSummary } from '../model/summary';
import { followModes } from '../model/walks/modes';
import { summarise } from '../model/walks/summarise';
import { scanImports } from '../parse/scan-imports';
import { exportsOf, importsOf } from '../read/exports';
import { roleOf } from '../read/read-file';
import { decodeSummary, encodeSummary } from '../workspace/codec';
import type { KnownOnDisk } from './service-types';
import { createWorkspace, type KnownFile, type Link } from '../workspace/workspace';

/** What the service knows of the files of the workspace: as they lie on disk, and over that as they are open. */
export interface Knowledge {
  /** Takes in a file from disk. */
  recall(uri: string, known: KnownOnDisk): void;
  forget(uri: string): void;
  open(document: SourceDocument, summary: FileSummary): void;
  close(uri: string): void;
  link(summary: FileSummary): Link;
}

/** Summaries that are kept at once outside the texts that they are encoded in. */
const MOST_KEPT = 400;

/** Makes an empty store; `read` makes the summary of a file that was recalled without one, if that can be done now. */
export function createKnowledge(read: (uri: string) => FileSummary | undefined): Knowledge {
  const workspace = createWorkspace();
  const onDisk = new Map<string, KnownFile>();
  const open = new Set<string>();
  const kept = new Map<string, FileSummary>();
  return {
    recall(uri, { imports, summary }) {
      const mark = summary ?? '';
      const before = onDisk.get(uri);
      const isKnown = before?.mark === mark && before.imports.join() === imports.join();
      if (isKnown && summary !== undefined) return;
      kept.delete(uri);
      const file = { uri, imports, mark, summary: () => keep(uri, summary) };
      onDisk.set(uri, file);
      if (!open.has(uri)) workspace.put(file);
    },
    forget(uri) {
      onDisk.delete(uri);
      kept.delete(uri);
      if (!open.has(uri)) workspace.remove(uri);
    },
    open(document, summary) {
      const { uri, text } = document;
      open.add(uri);
      let mark: string | undefined;
      workspace.put({
        uri,
        imports: importsIn(text),
        get mark() {
          return (mark ??= encodeSummary(summary));
        },
        summary: () => summary,
      });
    },
    close(uri) {
      if (!open.delete(uri)) return;
      const stored = onDisk.get(uri);
      if (stored) workspace.put(stored);
      else workspace.remove(uri);
    },
    link: (summary) => workspace.link(summary),
  };

  /** The least recently used of those that are kept gives way. */
  function keep(uri: string, encoded: string | undefined): FileSummary | undefined {
    const known = kept.get(uri);
    kept.delete(uri);
    const summary =
      known ?? (encoded === undefined ? read(uri) : decodeSummary(encoded, uri, roleOf(uri)));
    if (summary) kept.set(uri, summary);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return summary;
  }
}

/** What a text imports anywhere, as `importsOf` writes it. */
export function importsIn(text: string): readonly string[] {
  return importsOf(scanImports(text, 'anywhere'));
}

/** The summary of a file; one in which nothing is read only passes on what it imports. */
export function summaryOf(document: SourceDocument, model: FileModel | undefined): FileSummary {
  if (model) return summarise(model);
  const { uri, text } = document;
  return {
    uri,
    role: roleOf(uri),
    frameworks: [],
    ...exportsOf(scanImports(text, 'module level')),
    functions: [],
    classes: [],
    flows: [],
    words: { runByOthers: false, enablesDropout: false, trains: false },
    acknowledged: [],
    watched: [],
  };
}

/** The model of a file as its place in the workspace makes it. */
export function linkModel(model: FileModel, link: Link): FileModel {
  const { program, relations } = link;
  const classes = model.classes.map((one) => {
    const linked = program.classNamed(one.name);
    return linked ? { ...one, isModule: linked.isModule, managed: linked.managed } : one;
  });
  let runs: FileModel['modeRuns'] | undefined;
  const linked: Pick<FileModel, 'classes' | 'relations' | 'modeRuns'> = {
    classes,
    relations,
    get modeRuns() {
      return (runs ??= followModes(program));
    },
  };
  return Object.create(model, Object.getOwnPropertyDescriptors(linked)) as FileModel;
}
