import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Versions } from '../../model/versions';

/** The name of this build: what another bundle made is not taken for its own. */
export function buildName(): string {
  return createHash('sha256').update(readFileSync(__filename)).digest('base64url');
}

/** Gives keys of all that a summary depends on: the bytes of a file, whether it is a notebook, and the versions that hold for it. */
export function createKeys(): (bytes: Buffer, isNotebook: boolean, versions: Versions) => string {
  const known = new WeakMap<Versions, string>();
  return (bytes, isNotebook, versions) => {
    const written = known.get(versions) ?? JSON.stringify(versions);
    known.set(versions, written);
    return createHash('sha256')
      .update(bytes)
      .update(`\0${isNotebook ? 'notebook' : 'text'}\0${written}`)
      .digest('base64url');
  };
}
