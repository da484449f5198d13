import { createAnalyst, type Job } from './analyse';
import type { FileReport } from './report';
import { startWorker, type JobsMessage, type ReportsMessage } from './worker';

/** Below this number of files one thread is quicker than starting more. */
const manyFiles = 200;

/** Files that a thread is given at once. */
const batchSize = 25;

/** Looks at all files, in several threads where that pays; reports keep the order of the jobs. */
export async function analyseAll(
  jobs: readonly Job[],
  threads: number | undefined,
  cores: number,
  log: (message: string) => void,
): Promise<readonly FileReport[]> {
  const wanted = threads ?? (jobs.length < manyFiles ? 1 : cores);
  const useful = Math.min(wanted, Math.ceil(jobs.length / batchSize));
  if (useful > 1) return analyseInThreads(jobs, useful, log);
  const analyst = createAnalyst(log);
  const reports: FileReport[] = [];
  for (const job of jobs) reports.push(await analyst.analyse(job));
  return reports;
}

async function analyseInThreads(
  jobs: readonly Job[],
  threads: number,
  log: (message: string) => void,
): Promise<readonly FileReport[]> {
  const reports: FileReport[][] = [];
  const said = new Set<string>();
  let next = 0;
  const takeBatch = (): { readonly index: number; readonly jobs: readonly Job[] } | undefined => {
    const start = next * batchSize;
    return start < jobs.length
      ? { index: next++, jobs: jobs.slice(start, start + batchSize) }
      : undefined;
  };
  await Promise.all(Array.from({ length: threads }, () => runThread()));
  return reports.flat();

  function runThread(): Promise<void> {
    const worker = startWorker();
    return new Promise<void>((resolve, reject) => {
      let current = takeBatch();
      const send = (): void => {
        if (current) worker.postMessage({ jobs: current.jobs } satisfies JobsMessage);
        else resolve();
      };
      worker.on('message', (answer: ReportsMessage) => {
        if (current) reports[current.index] = [...answer.reports];
        for (const message of answer.log.filter((one) => !said.has(one))) {
          said.add(message);
          log(message);
        }
        current = takeBatch();
        send();
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`A thread ended with code ${code}.`)));
      send();
    }).finally(() => worker.terminate());
  }
}
