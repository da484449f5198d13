import path from 'node:path';
import { readConfiguration } from '../service/configuration';
import { createExclusion, type Exclusion } from '../service/exclusion';
import { knownRules } from '../service/known-rules';
import type { Settings } from '../service/settings';
import type { PartialSettings } from '../service/settings-check';
import { completeSettings } from '../service/settings-complete';
import { projectFileIn, relativePath } from './project-file';

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

/** A configuration file that is named, with its text. */
export interface NamedFile {
  readonly file: string;
  readonly text: string;
}

/** Settings from the nearest configuration file, or from a named one for all, under those of the command line. */
export function projectSettings(commandLine: PartialSettings, named?: NamedFile): ProjectSettings {
  return named ? settingsOf(named, commandLine) : nearestSettings(commandLine);
}

function nearestSettings(commandLine: PartialSettings): ProjectSettings {
  const problems: string[] = [];
  const known = new Map<string, FolderSettings>();
  const fallback = combine(undefined, commandLine);
  const find = (folder: string): FolderSettings => {
    const project = projectFileIn(folder);
    if (!project) return folder === path.dirname(folder) ? fallback : of(path.dirname(folder));
    problems.push(...project.problems.map((problem) => `${project.file}: ${problem}`));
    return combine(project, commandLine);
  };
  const of = (folder: string): FolderSettings => {
    const found = known.get(folder) ?? find(folder);
    known.set(folder, found);
    return found;
  };
  return { of, problems: () => problems };
}

function settingsOf({ file, text }: NamedFile, commandLine: PartialSettings): ProjectSettings {
  const name = file.endsWith('.toml') ? 'pyproject.toml' : 'dropout-lens.json';
  const found = readConfiguration(name, text, knownRules);
  const problems = found.problems.map((problem) => `${file}: ${problem}`);
  if (!found.present) problems.push(`${file} has no [tool.dropout-lens] table.`);
  const folder = path.dirname(path.resolve(file));
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
