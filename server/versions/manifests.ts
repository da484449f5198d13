import { readPackageFile, readPackageLock } from './node-files';
import {
  readEnvironmentFile,
  readPipfileLock,
  readRequirementsFile,
  readSetupConfiguration,
  readSetupScript,
  readToml,
  readTomlLock,
} from './python-files';
import type { Requirement } from './requirement';

/** A kind of file that says which versions of packages a project uses. */
export interface ManifestKind {
  readonly name: RegExp;
  /** As editors write patterns for the files to watch. */
  readonly glob: string;
  /** It names the version that is used, not the versions that are allowed. */
  readonly locked: boolean;
  /** Reads the text; throws on one that is broken. */
  readonly read: (text: string) => readonly Requirement[];
}

/** All kinds of files that are read for versions. */
export const manifestKinds: readonly ManifestKind[] = [
  declared(/^requirements[\w.-]*\.(txt|in)$/, 'requirements*.{txt,in}', readRequirementsFile),
  declared(/^requirements\/[\w.-]+\.(txt|in)$/, 'requirements/*.{txt,in}', readRequirementsFile),
  declared(/^(pyproject\.toml|Pipfile)$/, '{pyproject.toml,Pipfile}', readToml),
  declared(/^environment[\w.-]*\.ya?ml$/, 'environment*.{yml,yaml}', readEnvironmentFile),
  declared(/^setup\.cfg$/, 'setup.cfg', readSetupConfiguration),
  declared(/^setup\.py$/, 'setup.py', readSetupScript),
  declared(/^package\.json$/, 'package.json', readPackageFile),
  locked(/^(uv|poetry|pdm)\.lock$/, '{uv,poetry,pdm}.lock', readTomlLock),
  locked(/^Pipfile\.lock$/, 'Pipfile.lock', readPipfileLock),
  locked(/^package-lock\.json$/, 'package-lock.json', readPackageLock),
];

/** The kind of a file by its path; undefined for one that says nothing about versions. */
export function manifestKind(path: string): ManifestKind | undefined {
  const parts = path.split('/');
  const places = [parts.slice(-1).join('/'), parts.slice(-2).join('/')];
  return manifestKinds.find((kind) => places.some((place) => kind.name.test(place)));
}

function declared(name: RegExp, glob: string, read: ManifestKind['read']): ManifestKind {
  return { name, glob, locked: false, read };
}

function locked(name: RegExp, glob: string, read: ManifestKind['read']): ManifestKind {
  return { name, glob, locked: true, read };
}
