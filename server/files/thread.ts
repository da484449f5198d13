import type { Worker } from 'node:worker_threads';

/** A thread as a function from order to answer; one order at a time. */
export interface Thread<Order, Answer> {
  (order: Order): Promise<Answer>;
  end(): Promise<unknown>;
}

/** Makes a function of a worker that answers each message with one; a worker that ends fails the order and all later ones. */
export function threadOf<Order, Answer>(worker: Worker): Thread<Order, Answer> {
  let failure: Error | undefined;
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    waiting?.reject(error);
  };
  worker.on('message', (answer: Answer) => waiting?.resolve(answer));
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`A thread ended with code ${code}.`)));
  const ask = (order: Order): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (failure) return reject(failure);
      waiting = { resolve, reject };
      worker.postMessage(order);
    });
  return Object.assign(ask, { end: () => worker.terminate() });
}
