import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationFiles, readConfiguration } from '../service/configuration';
import { knownRules } from '../service/known-rules';
import type { PartialSettings } from '../service/settings-check';

/** A file that configures the project, as far as it is valid. */
export interface ProjectFile {
  readonly file: string;
  readonly folder: string;
  readonly settings: PartialSettings;
  /** Sentences about what is wrong in it. */
  readonly problems: readonly string[];
}

/** The configuration file in the folder of a file, or in the nearest folder above. */
export function findProjectFile(file: string): ProjectFile | undefined {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const found = projectFileIn(folder);
    if (found || folder === path.dirname(folder)) return found;
  }
}

/** The configuration file in a folder itself. */
export function projectFileIn(folder: string): ProjectFile | undefined {
  for (const name of configurationFiles) {
    const file = path.join(folder, name);
    const text = readIfThere(file);
    const found = text === undefined ? undefined : readConfiguration(name, text, knownRules);
    if (found?.present) return { file, folder, ...found };
  }
  return undefined;
}

/** A path relative to a folder, with slashes on every system. */
export function relativePath(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}

/** A path as a user sees it: relative where the file lies below the current folder. */
export function shownPath(file: string, folder: string): string {
  const relative = relativePath(folder, file);
  return relative.startsWith('../') || relative === '' ? file : relative;
}

/** The path of a document on disk; undefined for one that lies elsewhere. */
export function filePath(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // A file of another machine, or no valid address.
  }
}

/** The text of a file; undefined where there is none that can be read. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
