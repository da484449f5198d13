import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Versions } from '../model/versions';
import { manifestKind, manifestKinds } from '../versions/manifests';
import { packageName, type Requirement } from '../versions/requirement';
import { resolveVersions, type FolderManifests } from '../versions/resolve';
import { exactly } from '../versions/specifier';
import { readIfThere } from './project-file';

/** Finds the versions of packages that hold for files; each manifest is read once. */
export interface ProjectVersions {
  /** The same object for a folder until `clear`. */
  of(file: string): Versions;
  /** Makes the next question read again. */
  clear(): void;
}

/** Patterns of the names of all manifests, for editors to watch. */
export const manifestGlobs: readonly string[] = manifestKinds.map(({ glob }) => glob);

/** Whether a path or uri is that of a manifest. */
export function isManifest(place: string): boolean {
  return manifestKind(place) !== undefined;
}

/** Manifests larger than this (bytes) are left out: no list of dependencies that a person keeps is that long. */
const sizeLimit = 20_000_000;

/** Makes the finder; it reads manifests from the folder of a file up to the top of its repository. */
export function createProjectVersions(): ProjectVersions {
  const folders = new Map<string, FolderManifests>();
  const resolved = new Map<string, Versions>();
  const manifestsIn = (folder: string): FolderManifests => {
    const found = folders.get(folder) ?? readManifests(folder);
    folders.set(folder, found);
    return found;
  };
  return {
    of(file) {
      const folder = path.dirname(file);
      const found = resolved.get(folder) ?? resolveVersions(foldersUp(folder).map(manifestsIn));
      resolved.set(folder, found);
      return found;
    },
    clear() {
      folders.clear();
      resolved.clear();
    },
  };
}

/** The folder and those above it, up to the top of a repository or of the disk. */
function foldersUp(start: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = path.dirname(folder)) {
    folders.push(folder);
    const isTop = folder === path.dirname(folder) || existsSync(path.join(folder, '.git'));
    if (isTop) return folders;
  }
}

function readManifests(folder: string): FolderManifests {
  const names = namesIn(folder);
  const nested = names.includes('requirements')
    ? namesIn(path.join(folder, 'requirements')).map((name) => `requirements/${name}`)
    : [];
  const files = [...names, ...nested].flatMap((name) => {
    const isManifest = manifestKind(name) !== undefined;
    const text = isManifest ? readSmall(path.join(folder, name)) : undefined;
    return text === undefined ? [] : [{ name, text }];
  });
  return { files, installed: [...installedPython(folder, names), ...installedNode(folder, names)] };
}

/** Packages in a virtual environment inside the folder. */
function installedPython(folder: string, names: readonly string[]): readonly Requirement[] {
  const environment = ['.venv', 'venv'].find((name) => names.includes(name));
  if (environment === undefined) return [];
  const library = path.join(folder, environment, 'lib');
  const places = [
    path.join(folder, environment, 'Lib', 'site-packages'),
    ...namesIn(library).map((python) => path.join(library, python, 'site-packages')),
  ];
  return places.flatMap(namesIn).flatMap((name) => {
    const [, written, version] = /^([A-Za-z][\w.]*)-(\d[\w.+!]*)\.dist-info$/.exec(name) ?? [];
    return written && version ? [{ name: packageName(written), range: exactly(version) }] : [];
  });
}

/** Packages of frameworks in `node_modules`. */
function installedNode(folder: string, names: readonly string[]): readonly Requirement[] {
  if (!names.includes('node_modules')) return [];
  return ['@tensorflow/tfjs', '@tensorflow/tfjs-node', 'brain.js'].flatMap((name) => {
    const text = readSmall(path.join(folder, 'node_modules', name, 'package.json'));
    const version = /"version"\s*:\s*"([^"]+)"/.exec(text ?? '')?.[1];
    return version ? [{ name: packageName(name), range: exactly(version) }] : [];
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // No folder, or none that may be read.
  }
}

function readSmall(file: string): string | undefined {
  try {
    return statSync(file).size <= sizeLimit ? readIfThere(file) : undefined;
  } catch {
    return undefined; // Gone since the folder was listed.
  }
}
