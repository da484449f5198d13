import type { SourceDocument } from '../model/document';
import type { FileModel } from '../model/model';
import type { FileSummary } from '../model/summary';
import { followModes } from '../model/walks/modes';
import { summarise } from '../model/walks/summarise';
import { scanImports } from '../parse/scan-imports';
import { exportsOf } from '../read/exports';
import { roleOf } from '../read/read-file';
import { decodeSummary, encodeSummary, importsOf } from '../workspace/codec';
export { encodeSummary };
import { createWorkspace, type KnownFile, type Link } from '../workspace/workspace';

/** What the service knows of the files of the workspace: as they lie on disk, and over that as they are open. */
export interface Knowledge {
  /** Takes in a file from disk, by its encoded summary; false for a text that is none. */
  recall(uri: string, encoded: string): boolean;
  forget(uri: string): void;
  open(summary: FileSummary): void;
  close(uri: string): void;
  link(summary: FileSummary): Link;
}

/** Unpacked summaries that are kept at once. */
const MOST_UNPACKED = 400;

/** Makes an empty store. */
export function createKnowledge(): Knowledge {
  const workspace = createWorkspace();
  const onDisk = new Map<string, KnownFile>();
  const open = new Set<string>();
  const unpacked = new Map<string, FileSummary>();
  return {
    recall(uri, encoded) {
      if (onDisk.get(uri)?.mark === encoded) return true;
      const imports = importsOf(encoded);
      if (!imports) return false;
      unpacked.delete(uri);
      const file = { uri, imports, mark: encoded, summary: () => unpack(uri, encoded) };
      onDisk.set(uri, file);
      if (!open.has(uri)) workspace.put(file);
      return true;
    },
    forget(uri) {
      onDisk.delete(uri);
      unpacked.delete(uri);
      if (!open.has(uri)) workspace.remove(uri);
    },
    open(summary) {
      const { uri, imports } = summary;
      open.add(uri);
      workspace.put({ uri, imports, mark: encodeSummary(summary), summary: () => summary });
    },
    close(uri) {
      if (!open.delete(uri)) return;
      const stored = onDisk.get(uri);
      if (stored) workspace.put(stored);
      else workspace.remove(uri);
    },
    link: (summary) => workspace.link(summary),
  };

  /** The least recently used of those that are unpacked gives way. */
  function unpack(uri: string, encoded: string): FileSummary | undefined {
    const known = unpacked.get(uri);
    unpacked.delete(uri);
    const summary = known ?? decodeSummary(encoded, uri, roleOf(uri));
    if (summary) unpacked.set(uri, summary);
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
