import { signal, type ReadonlySignal } from '@preact/signals';
import type { TrainingTask } from '../../engine/experiments';
import { startWorker } from '../computer';
import type { PairProgress, SweepProgress, TrainerReport, TrainerRequest } from './messages';

/** What is being trained, and how to steer it. */
export interface TrainingStore {
  readonly activity: ReadonlySignal<Activity>;
  readonly pair: ReadonlySignal<PairProgress | undefined>;
  readonly sweep: ReadonlySignal<SweepProgress | undefined>;
  readonly failure: ReadonlySignal<string>;
  start(kind: 'train' | 'sweep', task: TrainingTask): void;
  pause(): void;
  resume(): void;
  /** Stops what runs and forgets its results, so that the next start begins from the first weights. */
  rewind(): void;
}

export type Activity = 'idle' | 'training' | 'sweeping' | 'training paused' | 'sweeping paused';

/** A store whose worker starts with the first task. */
export function createTrainingStore(): TrainingStore {
  const activity = signal<Activity>('idle');
  const pair = signal<PairProgress | undefined>(undefined);
  const sweep = signal<SweepProgress | undefined>(undefined);
  const failure = signal('');
  let worker: Worker | undefined;
  const take = ({ data }: MessageEvent<TrainerReport>): void => {
    if (data.kind === 'failed') failure.value = data.text;
    else if (data.kind === 'pair') pair.value = data;
    else sweep.value = data;
    if (data.kind === 'failed' || data.done) activity.value = 'idle';
  };
  const send = (request: TrainerRequest): void => {
    worker ??= startWorker(take, (text) => (failure.value = text));
    worker.postMessage(request);
  };
  return {
    ...{ activity, pair, sweep, failure },
    start(kind, task) {
      failure.value = '';
      activity.value = kind === 'train' ? 'training' : 'sweeping';
      send({ kind, task });
    },
    pause() {
      activity.value = activity.value === 'sweeping' ? 'sweeping paused' : 'training paused';
      send({ kind: 'pause' });
    },
    resume() {
      activity.value = activity.value === 'sweeping paused' ? 'sweeping' : 'training';
      send({ kind: 'resume' });
    },
    rewind() {
      worker?.terminate();
      worker = undefined;
      activity.value = 'idle';
      pair.value = undefined;
      sweep.value = undefined;
    },
  };
}
