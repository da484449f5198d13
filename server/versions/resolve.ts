import {
  isBefore,
  isFrom,
  narrowed,
  widened,
  type VersionRange,
  type Versions,
} from '../model/versions';
import { manifestKind } from './manifests';
import type { Requirement } from './requirement';

/** What one folder says about versions. */
export interface FolderManifests {
  /** Files by their path below the folder. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Packages found installed in the folder's own environment. */
  readonly installed: readonly Requirement[];
}

/**
 * The versions that hold for the files of a folder, by the manifests there and in the folders above, nearest first.
 * Several files of one folder are alternatives; a lock file narrows what they declare, and what is installed wins.
 * Folders above narrow what the nearer ones leave open and are not believed against them.
 */
export function resolveVersions(folders: readonly FolderManifests[]): Versions {
  const found = new Map<string, VersionRange>();
  for (const folder of folders) {
    for (const [name, range] of versionsIn(folder)) believe(found, name, range);
  }
  return Object.fromEntries([...withDerived(found)].filter(([, { low, high }]) => low ?? high));
}

function versionsIn(folder: FolderManifests): ReadonlyMap<string, VersionRange> {
  const declared = new Map<string, VersionRange>();
  const locked = new Map<string, VersionRange>();
  for (const { name, text } of folder.files) {
    const kind = manifestKind(name);
    for (const requirement of kind ? readSafely(kind.read, text) : []) {
      join(kind?.locked ? locked : declared, requirement);
    }
  }
  const found = new Map<string, VersionRange>();
  for (const { name, range } of folder.installed) join(found, { name, range });
  for (const layer of [locked, declared]) {
    for (const [name, range] of layer) believe(found, name, range);
  }
  return found;
}

/** A manifest that cannot be read says nothing; whoever uses it will be told by its own tool. */
function readSafely(
  read: (text: string) => readonly Requirement[],
  text: string,
): readonly Requirement[] {
  try {
    return read(text.replace(/^\uFEFF/, ''));
  } catch {
    return [];
  }
}

/** Adds an alternative. */
function join(found: Map<string, VersionRange>, { name, range }: Requirement): void {
  const known = found.get(name);
  found.set(name, known ? widened(known, range) : range);
}

/** Adds a statement that counts only as far as it does not contradict what is known. */
function believe(found: Map<string, VersionRange>, name: string, range: VersionRange): void {
  const known = found.get(name);
  found.set(name, known ? (narrowed(known, range) ?? known) : range);
}

/** TensorFlow 2.16 and later bring Keras 3, earlier ones Keras 2, and Keras 3 runs on TensorFlow 2 only. */
function withDerived(found: ReadonlyMap<string, VersionRange>): ReadonlyMap<string, VersionRange> {
  const tensorflow = found.get('tensorflow');
  const keras = found.get('keras') ?? {};
  const derived = new Map(found);
  if (keras.low === undefined && keras.high === undefined) {
    if (isFrom(tensorflow, '2.16')) derived.set('keras', { low: '3.0' });
    if (isBefore(tensorflow, '2.16')) derived.set('keras', { high: '3.0' });
  }
  if (isFrom(keras, '3.0') || found.has('tf-keras')) believe(derived, 'tensorflow', { low: '2.0' });
  return derived;
}
