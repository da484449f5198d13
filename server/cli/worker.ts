import { parentPort, Worker } from 'node:worker_threads';
import { createAnalyst, type Job, type Learnt } from './analyse';
import type { FileReport } from './report';

/** What a thread is asked: to learn some files, to take in what others learnt, or to look at some files. */
export type Order =
  | { readonly kind: 'learn'; readonly jobs: readonly Job[] }
  | { readonly kind: 'recall'; readonly learnt: readonly Learnt[] }
  | { readonly kind: 'look'; readonly jobs: readonly Job[] };

/** What a thread answers to each order, in the order of the jobs, and what went wrong inside rules. */
export interface Answer {
  readonly learnt: readonly Learnt[];
  readonly reports: readonly FileReport[];
  readonly log: readonly string[];
}

/** Answers orders until the thread is ended. */
export function serveJobs(): void {
  let log: string[] = [];
  const analyst = createAnalyst((message) => log.push(message));
  parentPort?.on('message', async (order: Order) => {
    const learnt: Learnt[] = [];
    const reports: FileReport[] = [];
    if (order.kind === 'recall') analyst.recall(order.learnt);
    else if (order.kind === 'look') {
      for (const job of order.jobs) reports.push(await analyst.analyse(job));
    } else {
      for (const job of order.jobs) {
        const one = await analyst.learn(job);
        if (one) learnt.push(one);
      }
    }
    parentPort?.postMessage({ learnt, reports, log } satisfies Answer);
    log = [];
  });
}

/** Starts a thread that serves jobs; the whole program is one file, so it runs that again. */
export function startWorker(): Worker {
  return new Worker(__filename);
}
