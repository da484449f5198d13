import type { ComputeReply, ComputeRequest, ComputedView } from './compute';
import source from './worker?worker';

/** Sends work to the worker; while it is busy only the newest request waits, older ones are dropped. */
export interface Computer {
  compute(request: Omit<ComputeRequest, 'id'>): void;
}

/** Starts a worker from a blob, the only way a webview may start one. */
export function startWorker<Reply>(
  take: (event: MessageEvent<Reply>) => void,
  failed: (reason: string) => void,
): Worker {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(address);
  worker.onmessage = take;
  // A worker that the policy refuses reports it here, not as an exception.
  worker.onerror = ({ message }) => failed(message || 'The worker could not be started.');
  return worker;
}

/** Starts the worker that computes what is drawn. */
export function createComputer(
  done: (view: ComputedView) => void,
  failed: (reason: string) => void,
): Computer {
  let busy = false;
  let waiting: Omit<ComputeRequest, 'id'> | undefined;
  let id = 0;
  const send = (request: Omit<ComputeRequest, 'id'>): void => {
    busy = true;
    worker.postMessage({ ...request, id: ++id } satisfies ComputeRequest);
  };
  const worker = startWorker<ComputeReply>(({ data }) => {
    busy = false;
    if (waiting) send(waiting);
    waiting = undefined;
    if ('view' in data) done(data.view);
    else failed(data.failure);
  }, failed);
  return {
    compute(request) {
      if (busy) waiting = request;
      else send(request);
    },
  };
}
