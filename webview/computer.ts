import type { Framework } from '../engine/framework';
import type { ComputeReply, ComputeRequest, ComputedView } from './compute';
import { loadProgram, ownText, startWorker } from './program';

/** Sends work to the worker; while it is busy only the newest request waits, older ones are dropped. */
export interface Computer {
  compute(request: Omit<ComputeRequest, 'id'>): void;
}

/** Starts the worker that computes what is drawn; one that knows all frameworks takes its place when there is need. */
export function createComputer(
  done: (view: ComputedView) => void,
  failed: (reason: string) => void,
): Computer {
  let busy = false;
  let waiting: Omit<ComputeRequest, 'id'> | undefined;
  let id = 0;
  const goOn = (): void => {
    busy = false;
    const next = waiting;
    waiting = undefined;
    if (next) send(next);
  };
  const answered = (data: ComputeReply): void => {
    goOn();
    if ('view' in data) done(data.view);
    else failed(data.failure);
  };
  const broke = (reason: string): void => {
    goOn();
    failed(reason);
  };
  const start = (text: string): Worker => startWorker(text, answered, broke);
  let worker = start(ownText());
  let complete: Promise<void> | undefined;
  const completed = (framework: Framework): Promise<void> | undefined => {
    if (framework === 'pytorch') return undefined;
    return (complete ??= loadProgram('streams').then((streams) => {
      worker.terminate();
      worker = start(streams.text + ownText());
    }));
  };
  const send = (request: Omit<ComputeRequest, 'id'>): void => {
    busy = true;
    const post = (): void => worker.postMessage({ ...request, id: ++id } satisfies ComputeRequest);
    const ready = completed(request.input.framework);
    if (ready) ready.then(post, ({ message }: Error) => broke(message));
    else post();
  };
  return {
    compute(request) {
      if (busy) waiting = request;
      else send(request);
    },
  };
}
