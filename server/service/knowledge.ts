import type { SourceDocument } from '../model/document';
import type { FileModel } from '../model/model';
import type { FileSummary } from '../model/summary';
import { followModes } from '../model/walks/modes';
import { summarise } from '../model/walks/summarise';
import { scanImports } from '../parse/scan-imports';
import { exportsOf } from '../read/exports';
import { roleOf } from '../read/read-file';
import { decodeSummary, encodeSummary, importsOf } from '../workspace/codec';
import { createWorkspace, type KnownFile, type Link } from '../workspace/workspace';

/** What the service knows of the files of the workspace: as they lie on disk, and over that as they are open. */
export interface Knowledge {
  /** Takes in a file from disk and gives its summary as text. */
  learn(uri: string, summary: FileSummary): string;
  /** Takes in a summary that was given before; false for a text that is none. */
  recall(uri: string, encoded: string): boolean;
  forget(uri: string): void;
  open(summary: FileSummary): void;
  close(uri: string): void;
  link(summary: FileSummary): Link;
}

/** Unpacked summaries that are kept at once. */
const MOST_UNPACKED = 600;

/** Makes an empty store. */
export function createKnowledge(): Knowledge {
  const workspace = createWorkspace();
  const onDisk = new Map<string, KnownFile>();
  const open = new Set<string>();
  const unpacked = new Map<string, FileSummary | undefined>();
  return {
    learn(uri, summary) {
      const encoded = encodeSummary(summary);
      putOnDisk(uri, encoded, summary.imports);
      return encoded;
    },
    recall(uri, encoded) {
      const imports = importsOf(encoded);
      if (imports) putOnDisk(uri, encoded, imports);
      return imports !== undefined;
    },
    forget(uri) {
      onDisk.delete(uri);
      if (!open.has(uri)) workspace.remove(uri);
    },
    open(summary) {
      open.add(summary.uri);
      workspace.put({ uri: summary.uri, imports: summary.imports, summary: () => summary });
    },
    close(uri) {
      if (!open.delete(uri)) return;
      const stored = onDisk.get(uri);
      if (stored) workspace.put(stored);
      else workspace.remove(uri);
    },
    link: (summary) => workspace.link(summary),
  };

  function putOnDisk(uri: string, encoded: string, imports: readonly string[]): void {
    unpacked.delete(uri);
    const file = { uri, imports, summary: () => unpack(uri, encoded) };
    onDisk.set(uri, file);
    if (!open.has(uri)) workspace.put(file);
  }

  function unpack(uri: string, encoded: string): FileSummary | undefined {
    const known = unpacked.get(uri);
    if (known) return known;
    const summary = decodeSummary(encoded, uri);
    unpacked.set(uri, summary);
    for (const oldest of unpacked.keys()) {
      if (unpacked.size <= MOST_UNPACKED) break;
      unpacked.delete(oldest);
    }
    return summary;
  }
}

/** The summary of a file; one in which nothing is read only passes on what it imports. */
export function summaryOf(document: SourceDocument, model: FileModel | undefined): FileSummary {
  if (model) return summarise(model);
  const { uri, text } = document;
  return {
    uri,
    role: roleOf(uri),
    frameworks: [],
    ...exportsOf(scanImports(text)),
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
