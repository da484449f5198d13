import { parentPort, Worker } from 'node:worker_threads';
import { createIndexReader, type ReadFile, type Root } from './reader';

/** What a thread of the index is asked: to forget settings, to find files, to look at some, to read some. */
export type Order =
  | { readonly kind: 'begin' }
  | {
      readonly kind: 'find';
      readonly roots: readonly Root[];
      readonly within?: readonly string[];
    }
  | { readonly kind: 'outline' | 'read'; readonly files: readonly string[] };

/** What a thread answers: files that were found, files that were looked at, and what went wrong. */
export interface Answer {
  readonly found: readonly string[];
  readonly read: readonly ReadFile[];
  readonly log: readonly string[];
}

/** Answers orders until the thread is ended. */
export function serveIndex(): void {
  let log: string[] = [];
  const say = (message: string): void => void log.push(message);
  let reader = createIndexReader(say);
  parentPort?.on('message', (order: Order) => {
    let found: readonly string[] = [];
    let read: readonly ReadFile[] = [];
    if (order.kind === 'begin') reader = createIndexReader(say);
    else if (order.kind === 'find') found = reader.find(order.roots, order.within);
    else read = order.files.map(reader[order.kind]);
    parentPort?.postMessage({ found, read, log } satisfies Answer);
    log = [];
  });
}

/** Starts a thread that serves the index; the whole server is one file, so it runs that again. */
export function startIndexWorker(): Worker {
  // Short-lived objects of one file fit into a small young space; more of it would stay resident.
  return new Worker(__filename, { resourceLimits: { maxYoungGenerationSizeMb: 32 } });
}
