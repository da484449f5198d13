import { pathToFileURL } from 'node:url';
import type { Service } from '../../service/service-types';
import { isAtOrBelow } from '../discover';
import { readCache, writeCache } from './cache';
import type { ReadFile, Root } from './reader';
import type { IndexThreads } from './threads';

/** Keeps what a service knows of the files on disk in step with the disk. */
export interface DiskIndex {
  /** Looks at the disk again: at everything, or at what lies at or below some paths. */
  update(round: Round): Promise<void>;
  /** Number of files that are known. */
  size(): number;
  /** Keeps what is known for the next session. */
  save(): Promise<void>;
}

export interface Round {
  readonly roots: readonly Root[];
  /** All without it. */
  readonly within?: readonly string[];
  /** Told how far the round is. */
  progress(done: number, of: number): void;
  /** False to stop: what has been read by then stays. */
  isWanted(): boolean;
}

export interface DiskIndexParts {
  readonly service: Pick<Service, 'recall' | 'forget'>;
  readonly threads: IndexThreads;
  /** Where summaries are kept between sessions; nowhere without it. */
  readonly cache?: string;
  /** The name of the build whose summaries are good. */
  readonly build: string;
}

/** Makes an index that knows nothing yet. */
export function createDiskIndex({ service, threads, cache, build }: DiskIndexParts): DiskIndex {
  const keys = new Map<string, string>();
  /** Summaries by their keys: those of the files, and before the first round those of the cache. */
  let summaries: Map<string, string> | undefined;
  let isSaved = true;
  return {
    async update({ roots, within, progress, isWanted }) {
      summaries ??= new Map(cache === undefined ? [] : await readCache(cache, build));
      const found = await threads.find(roots, within);
      const present = new Set(found);
      for (const file of keys.keys()) {
        const isConcerned = !within || within.some((one) => isAtOrBelow(file, one));
        if (isConcerned && !present.has(file)) forget(file);
      }
      let done = 0;
      const take = (batch: readonly ReadFile[]): void => {
        for (const one of batch) put(one);
        progress((done += batch.length), found.length);
      };
      await threads.read(found, [...summaries.keys()], take, isWanted);
      if (isWanted()) dropUnused();
    },
    size: () => keys.size,
    async save() {
      if (cache === undefined || !summaries || isSaved) return;
      isSaved = true;
      await writeCache(cache, build, summaries);
    },
  };

  function put({ file, key, summary }: ReadFile): void {
    if (key === undefined) return forget(file);
    if (keys.get(file) === key) return;
    const known = summary ?? summaries?.get(key);
    if (known === undefined || !service.recall(pathToFileURL(file).href, known))
      return forget(file);
    isSaved &&= summaries?.has(key) === true;
    summaries?.set(key, known);
    keys.set(file, key);
  }

  function forget(file: string): void {
    if (keys.delete(file)) service.forget(pathToFileURL(file).href);
  }

  /** Forgets summaries of texts that no file has any more. */
  function dropUnused(): void {
    const used = new Set(keys.values());
    for (const key of summaries?.keys() ?? []) {
      if (used.has(key)) continue;
      summaries?.delete(key);
      isSaved = false;
    }
  }
}
