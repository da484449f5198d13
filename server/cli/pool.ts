import { createAnalyst, type Job, type Learnt } from './analyse';
import type { FileReport } from './report';
import { threadOf, type Thread } from '../files/thread';
import { startWorker, type Answer, type Order } from './worker';

/** Below this number of files one thread is quicker than starting more. */
const manyFiles = 200;

/** Files that a thread is given at once. */
const batchSize = 25;

/**
 * Looks at all files, in several threads where that pays; reports keep the order of the jobs. Every file is learnt
 * before any is looked at, so that findings know of all others; the thread that learnt a file also looks at it,
 * because it may still hold what it read.
 */
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
  const learnt: Learnt[] = [];
  for (const job of jobs.length > 1 ? jobs : []) {
    const one = await analyst.learn(job);
    if (one) learnt.push(one);
  }
  analyst.recall(learnt);
  const reports: FileReport[] = [];
  for (const job of jobs) reports.push(await analyst.analyse(job));
  return reports;
}

interface Batch {
  readonly index: number;
  readonly jobs: readonly Job[];
}

async function analyseInThreads(
  jobs: readonly Job[],
  threads: number,
  log: (message: string) => void,
): Promise<readonly FileReport[]> {
  const batches = batchesOf(jobs);
  const learnt: Learnt[] = [];
  const reports: FileReport[][] = [];
  const logOnce = onceEach(log);
  const workers = Array.from({ length: threads }, () => startThread());
  try {
    const shares = await Promise.all(workers.map((worker) => learnBatches(worker)));
    await Promise.all(workers.map((worker) => worker({ kind: 'recall', learnt })));
    await Promise.all(workers.map((worker, index) => lookAt(worker, shares[index] ?? [])));
    return reports.flat();
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }

  function startThread(): Thread<Order, Answer> {
    const thread = threadOf<Order, Answer>(startWorker());
    const ask = async (order: Order): Promise<Answer> => {
      const answer = await thread(order);
      answer.log.forEach(logOnce);
      return answer;
    };
    return Object.assign(ask, { end: thread.end });
  }

  async function learnBatches(worker: Thread<Order, Answer>): Promise<readonly Batch[]> {
    const share: Batch[] = [];
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      share.push(batch);
      learnt.push(...(await worker({ kind: 'learn', jobs: batch.jobs })).learnt);
    }
    return share;
  }

  async function lookAt(worker: Thread<Order, Answer>, share: readonly Batch[]): Promise<void> {
    for (const batch of share) {
      const answer = await worker({ kind: 'look', jobs: batch.jobs });
      reports[batch.index] = [...answer.reports];
    }
  }
}

function batchesOf(jobs: readonly Job[]): Batch[] {
  return Array.from({ length: Math.ceil(jobs.length / batchSize) }, (_, index) => ({
    index,
    jobs: jobs.slice(index * batchSize, (index + 1) * batchSize),
  }));
}

function onceEach(log: (message: string) => void): (message: string) => void {
  const said = new Set<string>();
  return (message) => {
    if (!said.has(message)) log(message);
    said.add(message);
  };
}
