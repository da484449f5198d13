import { createDiskIndex, type DiskIndex, type Watch } from '../files/index/index';
import { buildName } from '../files/index/key';
import type { Root } from '../files/index/reader';
import { createIndexThreads } from '../files/index/threads';
import { startIndexWorker } from '../files/index/worker';
import { filePath } from '../files/project-file';
import type { Service } from '../service/service-types';
import type { Configuration } from './configuration';
import type { Client } from './context';
import type { ProgressMaker } from './progress';
import type { Report } from './safe';
import type { Status } from './status';

/** Tells the service what lies in the workspace folders, in the background. */
export interface WorkspaceIndex {
  /** Looks at the disk again: at everything, or at some paths, when no more of them come for a moment. */
  update(paths?: readonly string[]): void;
  /** Has files read that the service has asked for. */
  fetch(uri: string): void;
  /** Resolves when nothing is left to look at or to read; at once, and false, if that is so now. */
  settled(): Promise<boolean>;
  /** Told the paths that were looked at again; undefined for all, none when files were read that the service asked for. */
  onUpdate(told: (paths: readonly string[] | undefined) => void): void;
  /** Keeps what is known and ends the threads. */
  end(): Promise<void>;
}

export interface IndexParts {
  readonly service: Service;
  readonly configuration: Configuration;
  readonly client: Client;
  readonly status: Status;
  readonly progress: ProgressMaker;
  readonly report: Report;
  readonly log: (message: string) => void;
}

/** Events that follow one another within this time (milliseconds) are one change. */
const rest = 100;

/** Threads end, and what is known is kept on disk, when nothing happens for this time (milliseconds). */
const idle = 5_000;

/** Makes the index; nothing is looked at before the first `update`. */
export function createWorkspaceIndex(parts: IndexParts): WorkspaceIndex {
  const { service, client, report, log } = parts;
  const threads = createIndexThreads(startIndexWorker, log);
  let index: DiskIndex | undefined;
  let pending: Set<string> | 'all' | undefined;
  const asked = new Set<string>();
  let running: Promise<void> | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let sleeping: NodeJS.Timeout | undefined;
  let told: (paths: readonly string[] | undefined) => void = () => undefined;
  return {
    update(paths) {
      pending = merge(pending, paths);
      clearTimeout(waiting);
      // The first look at everything need not wait: nothing is known yet.
      waiting = setTimeout(start, paths ? rest : 0);
    },
    fetch(uri) {
      asked.add(uri);
      // What is asked for at the same time is read together.
      waiting ??= setTimeout(start, 0);
    },
    async settled() {
      const isBusy = waiting !== undefined || running !== undefined;
      while (waiting || running) {
        start();
        await running;
      }
      return isBusy;
    },
    onUpdate: (handler) => (told = handler),
    async end() {
      clearTimeout(waiting);
      clearTimeout(sleeping);
      threads.rest();
      await index?.save();
    },
  };

  function start(): void {
    clearTimeout(waiting);
    waiting = undefined;
    running ??= runAll().finally(() => {
      running = undefined;
    });
  }

  async function runAll(): Promise<void> {
    clearTimeout(sleeping);
    while (pending || asked.size > 0) {
      const paths = pending === 'all' ? undefined : [...(pending ?? [])];
      const isUpdate = pending !== undefined;
      const uris = [...asked];
      pending = undefined;
      try {
        if (isUpdate) await update(paths);
        else await read(uris);
      } catch (error) {
        report('workspace index', error);
      }
      told(paths);
    }
    sleeping = setTimeout(() => void sleep(), idle);
    sleeping.unref();
  }

  async function update(within: readonly string[] | undefined): Promise<void> {
    index ??= createDiskIndex({ service, threads, cache: client.cache, build: buildName() });
    const roots = await rootsOf(parts);
    if (roots.length === 0 && index.size() === 0) return;
    await shown((watch) => index!.update({ roots, within, ...watch }));
  }

  async function read(uris: readonly string[]): Promise<void> {
    for (const uri of uris) asked.delete(uri);
    await shown((watch) => index!.read(uris, watch));
  }

  /** Does something while the editor shows that, and lets people stop it. */
  async function shown(work: (watch: Watch) => Promise<void>): Promise<void> {
    const progress = parts.progress('Dropout Lens: reading the workspace');
    parts.status.analysing(true);
    try {
      await work(progress);
    } finally {
      parts.status.analysing(false);
      progress.end();
    }
  }

  async function sleep(): Promise<void> {
    threads.rest();
    try {
      await index?.save();
    } catch (error) {
      report('keeping the workspace index', error);
    }
  }
}

function merge(
  pending: Set<string> | 'all' | undefined,
  paths: readonly string[] | undefined,
): Set<string> | 'all' {
  if (pending === 'all' || !paths) return 'all';
  return new Set([...(pending ?? []), ...paths]);
}

/** The workspace folders that are to be looked at, with what the editor leaves out of them. */
async function rootsOf({ client, configuration }: IndexParts): Promise<readonly Root[]> {
  const roots = await Promise.all(
    client.folders.map(async (uri): Promise<Root[]> => {
      const folder = filePath(uri);
      if (folder === undefined) return [];
      // Settings hold for documents: those of one that lies in the folder itself are the folder's.
      const document = `${uri}/pyproject.toml`;
      const { enable, index } = await configuration.load(document);
      return enable && index ? [{ folder, exclude: configuration.editorExcludes(document) }] : [];
    }),
  );
  return roots.flat();
}
