import { pathToFileURL } from 'node:url';
import type { SourceDocument } from '../../model/document';
import { createService } from '../../service/service';
import type { KnownOnDisk } from '../../service/service-types';
import { completeSettings } from '../../service/settings-complete';
import { filesBelow } from '../discover';
import { languageOf } from '../languages';
import { isNotebookPath, loadBytes, readBytes } from '../load';
import { filePath } from '../project-file';
import { createExclusion } from '../../service/exclusion';
import { projectSettings } from '../project-settings';
import { createProjectVersions } from '../project-versions';
import { createKeys } from './key';

/** A folder of the workspace and the patterns of what the editor leaves out of it. */
export interface Root {
  readonly folder: string;
  readonly exclude: readonly string[];
}

/** A file as it lies on disk; one that is not looked at has no more than its name. */
export interface ReadFile {
  readonly file: string;
  readonly text?: {
    /** The same for texts that are read in the same way. */
    readonly key: string;
    readonly known: KnownOnDisk;
  };
}

/** Finds and reads the files of a workspace for the index; made anew for each round, since it remembers settings. */
export interface IndexReader {
  find(roots: readonly Root[], within: readonly string[] | undefined): readonly string[];
  /** Looks at one file, no longer than finding out what it imports takes. */
  outline(file: string): ReadFile;
  /** Reads one file for its summary. */
  read(file: string): ReadFile;
}

/** Makes a reader; what goes wrong in a file is said to `log` and costs that file only. */
export function createIndexReader(log: (message: string) => void): IndexReader {
  const versions = createProjectVersions();
  const keyOf = createKeys();
  const settings = completeSettings();
  const service = createService({
    settings: () => settings,
    versions: (uri) => versions.of(filePath(uri) ?? uri),
    log: ({ level, message }) => {
      if (level === 'error') log(message);
    },
  });
  return {
    find(roots, within) {
      const projects = projectSettings({});
      const found = roots.flatMap(({ folder, exclude }) => {
        const { excludes } = createExclusion(exclude);
        return [...filesBelow(folder, projects, [], { within, excludes })];
      });
      return [...new Set(found)].filter((file) => languageOf(file) === 'python');
    },
    outline: (file) => look(file, (document) => service.outline(document)),
    read: (file) =>
      look(file, (document) => {
        const { imports } = service.outline(document);
        return { imports, summary: service.summarise(document) };
      }),
  };

  function look(file: string, know: (document: SourceDocument) => KnownOnDisk): ReadFile {
    const bytes = readBytes(file);
    if ('reason' in bytes) return { file };
    const loaded = loadBytes(bytes, file, pathToFileURL(file).href);
    if (!('document' in loaded)) return { file };
    const key = keyOf(bytes, isNotebookPath(file), versions.of(file));
    return { file, text: { key, known: know(loaded.document) } };
  }
}
