import { parentPort, Worker } from 'node:worker_threads';
import { createAnalyst, type Job } from './analyse';
import type { FileReport } from './report';

/** What a thread is asked: some files to look at. */
export interface JobsMessage {
  readonly jobs: readonly Job[];
}

/** What a thread answers: the reports in the order of the jobs, and what went wrong inside rules. */
export interface ReportsMessage {
  readonly reports: readonly FileReport[];
  readonly log: readonly string[];
}

/** Answers messages with jobs until the thread is ended. */
export function serveJobs(): void {
  let log: string[] = [];
  const analyst = createAnalyst((message) => log.push(message));
  parentPort?.on('message', async ({ jobs }: JobsMessage) => {
    const reports: FileReport[] = [];
    for (const job of jobs) reports.push(await analyst.analyse(job));
    parentPort?.postMessage({ reports, log } satisfies ReportsMessage);
    log = [];
  });
}

/** Starts a thread that serves jobs; the whole program is one file, so it runs that again. */
export function startWorker(): Worker {
  return new Worker(__filename);
}
