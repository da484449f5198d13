import { existsSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readIfThere, relativePath } from './project-file';

/** The `.gitignore` files that speak about a folder, the nearest first. */
export interface IgnoreChain {
  readonly folder: string;
  readonly matcher: Ignore;
  readonly above?: IgnoreChain;
}

/** The chain of a folder below the one whose chain is known; the same chain where it has no `.gitignore`. */
export function chainBelow(
  above: IgnoreChain | undefined,
  folder: string,
): IgnoreChain | undefined {
  const text = readIfThere(path.join(folder, '.gitignore'));
  return text === undefined ? above : link(folder, text, above);
}

/** The chain of the folders above one, up to the top of its repository; undefined outside of one. */
export function chainAbove(folder: string): IgnoreChain | undefined {
  const top = repositoryOf(folder);
  if (top === undefined) return undefined;
  const exclude = readIfThere(path.join(top, '.git', 'info', 'exclude'));
  let chain = exclude === undefined ? undefined : link(top, exclude, undefined);
  const parts = path
    .relative(top, folder)
    .split(path.sep)
    .filter((part) => part !== '');
  let current = top;
  for (const part of parts) {
    chain = chainBelow(chain, current);
    current = path.join(current, part);
  }
  return chain;
}

/** Whether git would ignore a path: the nearest file with an opinion decides. */
export function isIgnored(
  chain: IgnoreChain | undefined,
  file: string,
  isFolder: boolean,
): boolean {
  for (let current = chain; current; current = current.above) {
    const relative = relativePath(current.folder, file);
    if (relative === '') continue;
    const { ignored, unignored } = current.matcher.test(isFolder ? `${relative}/` : relative);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

function link(folder: string, text: string, above: IgnoreChain | undefined): IgnoreChain {
  return { folder, matcher: ignore().add(text.replace(/^\uFEFF/, '')), above };
}

function repositoryOf(folder: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (existsSync(path.join(current, '.git'))) return current;
    if (current === path.dirname(current)) return undefined;
  }
}
