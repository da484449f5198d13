import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { threadOf, type Thread } from '../thread';
import type { ReadFile, Root } from './reader';
import type { Answer, Order } from './worker';

/** The threads that find and read files, so that the server itself stays free to answer. */
export interface IndexThreads {
  find(roots: readonly Root[], within: readonly string[] | undefined): Promise<readonly string[]>;
  /** Reads files in batches until `isWanted` says no; gives each batch when it has been read. */
  read(
    files: readonly string[],
    known: readonly string[],
    take: (batch: readonly ReadFile[]) => void,
    isWanted: () => boolean,
  ): Promise<void>;
  /** Ends the threads; the next question starts new ones. */
  rest(): void;
}

/** Files that a thread is given at once. */
const batchSize = 20;

/** More threads than this would only take memory. */
const mostThreads = 4;

/** Makes the pool; no thread is started before there is something to do. */
export function createIndexThreads(
  start: () => Worker,
  log: (message: string) => void,
): IndexThreads {
  const threads = new Map<number, Thread<Order, Answer>>();
  const ask = async (at: number, order: Order): Promise<Answer> => {
    const thread = threads.get(at) ?? threadOf<Order, Answer>(start());
    threads.set(at, thread);
    try {
      const answer = await thread(order);
      answer.log.forEach(log);
      return answer;
    } catch (error) {
      threads.delete(at);
      throw error;
    }
  };
  const begin = (at: number, known: readonly string[]): Promise<Answer> =>
    ask(at, { kind: 'begin', known });
  return {
    async find(roots, within) {
      await begin(0, []);
      return (await ask(0, { kind: 'find', roots, within })).found;
    },
    async read(files, known, take, isWanted) {
      const batches = inBatches(files);
      const work = async (at: number): Promise<void> => {
        await begin(at, known);
        for (let batch = batches.shift(); batch && isWanted(); batch = batches.shift()) {
          take(await readBatch(at, batch, known));
        }
      };
      const count = Math.min(availableParallelism(), mostThreads, Math.ceil(batches.length / 5));
      await Promise.all(Array.from({ length: count }, (_, at) => work(at)));
    },
    rest() {
      for (const thread of threads.values()) void thread.end();
      threads.clear();
    },
  };

  /** A thread that dies takes the files that it was given with it, and no others. */
  async function readBatch(
    at: number,
    files: readonly string[],
    known: readonly string[],
  ): Promise<readonly ReadFile[]> {
    try {
      return (await ask(at, { kind: 'read', files })).read;
    } catch (error) {
      log(`Reading ${files.join(', ')} failed: ${String(error)}`);
      await begin(at, known);
      return files.map((file) => ({ file }));
    }
  }
}

function inBatches(files: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(files.length / batchSize) }, (_, index) =>
    files.slice(index * batchSize, (index + 1) * batchSize),
  );
}
