import { readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { createExclusion, defaultExcludes } from '../service/exclusion';
import { chainAbove, chainBelow, isIgnored, type IgnoreChain } from './gitignore';
import { isSourcePath } from './languages';
import { systemReason } from './load';
import { relativePath } from './project-file';
import type { ProjectSettings } from './project-settings';

/** A file to look at. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** Named on the command line, not found in a folder. */
  readonly named: boolean;
}

export interface Discovery {
  readonly files: readonly FoundFile[];
  /** Paths that cannot be looked at. */
  readonly problems: readonly PathProblem[];
}

export interface PathProblem {
  readonly path: string;
  readonly reason: string;
  /** The path was named on the command line. */
  readonly named: boolean;
}

/** Finds the source files and notebooks under paths; links to folders are not followed, so that no loop can form. */
export function discover(
  paths: readonly string[],
  folder: string,
  projects: ProjectSettings,
): Discovery {
  const files = new Map<string, FoundFile>();
  const problems: PathProblem[] = [];
  for (const name of paths) {
    const absolute = path.resolve(folder, name);
    try {
      const status = statSync(absolute);
      if (status.isDirectory()) {
        for (const file of filesBelow(absolute, projects, problems)) {
          if (!files.has(file)) files.set(file, { path: file, named: false });
        }
      } else if (status.isFile()) files.set(absolute, { path: absolute, named: true });
      else problems.push({ path: name, reason: 'is no ordinary file', named: true });
    } catch (error) {
      problems.push({ path: name, reason: systemReason(error), named: true });
    }
  }
  const sorted = [...files.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  return { files: sorted, problems };
}

/** What of a folder is looked for. */
export interface Narrowing {
  /** Only files at or below these absolute paths; all without it. */
  readonly within?: readonly string[];
  /** Leaves out what is excluded elsewhere; the path is relative to the folder. */
  excludes?(path: string, isFolder: boolean): boolean;
}

/** The source files and notebooks below a folder, without what is ignored and excluded. */
export function* filesBelow(
  top: string,
  projects: ProjectSettings,
  problems: PathProblem[],
  { within, excludes }: Narrowing = {},
): Generator<string> {
  const isWanted = wantedWithin(within);
  const defaults = createExclusion(defaultExcludes);
  const above = chainAbove(top);
  // Who names a folder that git ignores wants it looked into.
  yield* walk(top, isIgnored(above, top, true) ? undefined : above);

  function* walk(current: string, outer: IgnoreChain | undefined): Generator<string> {
    const chain = chainBelow(outer, current);
    for (const entry of entriesOf(current, problems)) {
      const file = path.join(current, entry.name);
      const isFolder = entry.isDirectory();
      if (!(isFolder || isLookedAt(entry)) || !isWanted(file, isFolder)) continue;
      const relative = relativePath(top, file);
      const isExcluded =
        defaults.excludes(relative, isFolder) ||
        excludes?.(relative, isFolder) ||
        isIgnored(chain, file, isFolder) ||
        projects.of(current).excludes(file, isFolder);
      if (isExcluded) continue;
      if (isFolder) yield* walk(file, chain);
      else yield file;
    }
  }
}

/** Whether a path lies at or below one of those wanted, or is a folder above one. */
function wantedWithin(
  within: readonly string[] | undefined,
): (file: string, isFolder: boolean) => boolean {
  if (!within) return () => true;
  return (file, isFolder) =>
    within.some(
      (one) => isAtOrBelow(file, one) || (isFolder && one.startsWith(`${file}${path.sep}`)),
    );
}

/** Whether a path is another one or lies below it. */
export function isAtOrBelow(file: string, other: string): boolean {
  return (
    file === other || file.startsWith(other.endsWith(path.sep) ? other : `${other}${path.sep}`)
  );
}

function entriesOf(folder: string, problems: PathProblem[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problems.push({ path: folder, reason: systemReason(error), named: false });
    return [];
  }
}

function isLookedAt(entry: Dirent): boolean {
  return entry.isFile() && isSourcePath(entry.name);
}
