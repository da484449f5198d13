import { readFileSync } from 'node:fs';
import path from 'node:path';
import { configurationFiles, readConfiguration } from '../service/configuration';
import { createExclusion, type Exclusion } from '../service/exclusion';
import { knownRules } from '../service/known-rules';
import type { Settings } from '../service/settings';
import type { PartialSettings } from '../service/settings-check';
import { completeSettings } from '../service/settings-complete';
import { systemReason } from './load';
import { UsageError } from './usage-error';

/** The settings of a folder's files, and what they leave out. */
export interface FolderSettings {
  readonly settings: Settings;
  /** Whether the settings exclude an absolute path. */
  excludes(file: string, isFolder: boolean): boolean;
}

/** Finds the settings of folders; each configuration file is read once. */
export interface ProjectSettings {
  of(folder: string): FolderSettings;
  /** Sentences about faulty configuration files read so far. */
  problems(): readonly string[];
}

/** Settings from the nearest configuration file, or from `explicitFile` for all, under those of the command line. */
export function projectSettings(
  commandLine: PartialSettings,
  explicitFile?: string,
): ProjectSettings {
  const problems: string[] = [];
  const known = new Map<string, FolderSettings>();
  const fallback = combine(undefined, commandLine);
  const readAt = (file: string): FolderSettings | undefined => {
    const text = readIfThere(file);
    const found =
      text === undefined ? undefined : readConfiguration(path.basename(file), text, knownRules);
    if (!found?.present) return undefined;
    problems.push(...found.problems.map((problem) => `${file}: ${problem}`));
    return combine({ folder: path.dirname(file), settings: found.settings }, commandLine);
  };
  const find = (folder: string): FolderSettings => {
    for (const name of configurationFiles) {
      const found = readAt(path.join(folder, name));
      if (found) return found;
    }
    const parent = path.dirname(folder);
    return parent === folder ? fallback : of(parent);
  };
  const of = (folder: string): FolderSettings => {
    const found = known.get(folder) ?? find(folder);
    known.set(folder, found);
    return found;
  };
  if (explicitFile === undefined) return { of, problems: () => problems };
  const text = readExplicit(explicitFile);
  const name = explicitFile.endsWith('.toml') ? 'pyproject.toml' : 'dropout-lens.json';
  const found = readConfiguration(name, text, knownRules);
  problems.push(...found.problems.map((problem) => `${explicitFile}: ${problem}`));
  if (!found.present) problems.push(`${explicitFile} has no [tool.dropout-lens] table.`);
  const folder = path.dirname(path.resolve(explicitFile));
  const all = combine({ folder, settings: found.settings }, commandLine);
  return { of: () => all, problems: () => problems };
}

function combine(
  project: { readonly folder: string; readonly settings: PartialSettings } | undefined,
  commandLine: PartialSettings,
): FolderSettings {
  const settings = completeSettings(project?.settings ?? {}, commandLine);
  const exclusion: Exclusion = createExclusion(settings.exclude);
  const { folder } = project ?? {};
  return {
    settings,
    excludes: (file, isFolder) =>
      folder !== undefined && exclusion.excludes(relativePath(folder, file), isFolder),
  };
}

/** A path relative to a folder, with slashes on every system. */
export function relativePath(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}

function readExplicit(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: ${systemReason(error)}.`, 'check');
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // Most folders have none; one that cannot be read configures nothing.
  }
}
