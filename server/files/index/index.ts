import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Service } from '../../service/service-types';
import { isAtOrBelow } from '../discover';
import { readCache, writeCache } from './cache';
import type { ReadFile, Root } from './reader';
import type { IndexThreads } from './threads';

/**
 * Keeps what a service knows of the files on disk in step with the disk: of each file what it imports, and the
 * summaries of those that the service has asked for.
 */
export interface DiskIndex {
  /** Looks at the disk again: at everything, or at what lies at or below some paths. */
  update(round: Round): Promise<void>;
  /** Reads files that the service has asked for. */
  read(uris: readonly string[], watch: Watch): Promise<void>;
  /** Number of files that are known. */
  size(): number;
  /** Keeps what is known for the next session. */
  save(): Promise<void>;
}

export interface Watch {
  /** Told how far it is. */
  progress(done: number, of: number): void;
  /** False to stop: what has been read by then stays. */
  isWanted(): boolean;
}

export interface Round extends Watch {
  readonly roots: readonly Root[];
  /** All without it. */
  readonly within?: readonly string[];
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
  /** Summaries by the keys of their texts: of the files, and before the first round those of the cache. */
  let summaries: Map<string, string> | undefined;
  let isSaved = true;
  return {
    async update({ roots, within, progress, isWanted }) {
      summaries ??= new Map(cache === undefined ? [] : await readCache(cache, build));
      threads.begin();
      const found = await threads.find(roots, within);
      const present = new Set(found);
      for (const file of keys.keys()) {
        const isConcerned = !within || within.some((one) => isAtOrBelow(file, one));
        if (isConcerned && !present.has(file)) forget(file);
      }
      await threads.outline(found, takingIn(found.length, progress), isWanted);
      if (isWanted()) dropUnused();
    },
    read(uris, { progress, isWanted }) {
      const files = uris.map((uri) => fileURLToPath(uri));
      return threads.read(files, takingIn(files.length, progress), isWanted);
    },
    size: () => keys.size,
    async save() {
      if (cache === undefined || !summaries || isSaved) return;
      isSaved = true;
      await writeCache(cache, build, summaries);
    },
  };

  function takingIn(of: number, progress: Watch['progress']): (batch: readonly ReadFile[]) => void {
    let done = 0;
    return (batch) => {
      batch.forEach(put);
      progress((done += batch.length), of);
    };
  }

  function put({ file, text }: ReadFile): void {
    if (!text) return forget(file);
    const { key, known } = text;
    const isRead = known.summary !== undefined;
    if (keys.get(file) === key && !isRead) return;
    // Another file may have the same text, and the service must be told of each.
    if (isRead && !summaries?.has(key)) {
      summaries?.set(key, known.summary);
      isSaved = false;
    }
    keys.set(file, key);
    service.recall(pathToFileURL(file).href, { ...known, summary: summaries?.get(key) });
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
