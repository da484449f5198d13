import { pathToFileURL } from 'node:url';
import { createService } from '../../service/service';
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

/** A file as it lies on disk: its key, and its summary unless that is known; without a key it is not looked at. */
export interface ReadFile {
  readonly file: string;
  readonly key?: string;
  readonly summary?: string;
}

/** Finds and reads the files of a workspace for the index; made anew for each round, since it remembers settings. */
export interface IndexReader {
  find(roots: readonly Root[], within: readonly string[] | undefined): readonly string[];
  /** Reads one file; a summary whose key is known is not made again. */
  read(file: string, isKnown: (key: string) => boolean): ReadFile;
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
    read(file, isKnown) {
      const bytes = readBytes(file);
      if ('reason' in bytes) return { file };
      const key = keyOf(bytes, isNotebookPath(file), versions.of(file));
      if (isKnown(key)) return { file, key };
      const loaded = loadBytes(bytes, file, pathToFileURL(file).href);
      if (!('document' in loaded)) return { file };
      return { file, key, summary: service.summarise(loaded.document) };
    },
  };
}
