import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { threadOf, type Thread } from '../thread';
import type { ReadFile, Root } from './reader';
import type { Answer, Order } from './worker';

/** The threads that find and read files, so that the server itself stays free to answer. */
export interface IndexThreads {
  /** Has settings and versions looked up anew from now on. */
  begin(): void;
  find(roots: readonly Root[], within: readonly string[] | undefined): Promise<readonly string[]>;
  /** Looks at files in batches until `isWanted` says no; gives each batch when it is done. */
  outline(files: readonly string[], take: TakeBatch, isWanted: () => boolean): Promise<void>;
  /** Reads files for their summaries, in batches as well. */
  read(files: readonly string[], take: TakeBatch, isWanted: () => boolean): Promise<void>;
  /** Ends the threads; the next question starts new ones. */
  rest(): void;
}

export type TakeBatch = (batch: readonly ReadFile[]) => void;

/** Files that a thread is given at once: reading one takes a hundred times as long as looking at it. */
const batchSizes = { outline: 200, read: 4 };

/** More threads than this would only take memory. */
const mostThreads = 4;

/** A thread that is told of settings that have changed before its next order. */
interface IndexThread {
  readonly ask: Thread<Order, Answer>;
  /** The round of settings that it knows. */
  round: number;
}

/** Makes the pool; no thread is started before there is something to do. */
export function createIndexThreads(
  start: () => Worker,
  log: (message: string) => void,
): IndexThreads {
  const threads = new Map<number, IndexThread>();
  let round = 0;
  return {
    begin: () => void round++,
    async find(roots, within) {
      return (await ask(0, { kind: 'find', roots, within })).found;
    },
    outline: (files, take, isWanted) => inThreads('outline', files, take, isWanted),
    read: (files, take, isWanted) => inThreads('read', files, take, isWanted),
    rest() {
      for (const thread of threads.values()) void thread.ask.end();
      threads.clear();
    },
  };

  async function ask(at: number, order: Order): Promise<Answer> {
    const thread = threads.get(at) ?? { ask: threadOf<Order, Answer>(start()), round };
    threads.set(at, thread);
    try {
      if (thread.round !== round) {
        thread.round = round;
        await thread.ask({ kind: 'begin' });
      }
      const answer = await thread.ask(order);
      answer.log.forEach(log);
      return answer;
    } catch (error) {
      threads.delete(at);
      throw error;
    }
  }

  async function inThreads(
    kind: 'outline' | 'read',
    files: readonly string[],
    take: TakeBatch,
    isWanted: () => boolean,
  ): Promise<void> {
    const batches = inBatches(files, batchSizes[kind]);
    const work = async (at: number): Promise<void> => {
      for (let batch = batches.shift(); batch && isWanted(); batch = batches.shift()) {
        take(await lookAt(at, { kind, files: batch }));
      }
    };
    const count = Math.min(availableParallelism(), mostThreads, batches.length);
    await Promise.all(Array.from({ length: count }, (_, at) => work(at)));
  }

  /** A thread that dies takes the files that it was given with it, and no others. */
  async function lookAt(
    at: number,
    order: Extract<Order, { readonly files: readonly string[] }>,
  ): Promise<readonly ReadFile[]> {
    try {
      return (await ask(at, order)).read;
    } catch (error) {
      log(`Reading ${order.files.join(', ')} failed: ${String(error)}`);
      return order.files.map((file) => ({ file }));
    }
  }
}

function inBatches(files: readonly string[], size: number): (readonly string[])[] {
  return Array.from({ length: Math.ceil(files.length / size) }, (_, index) =>
    files.slice(index * size, (index + 1) * size),
  );
}
