import type { RateSearch, TrainingTask } from '../../engine/experiments';
import { ownText, startWorker } from '../program';
import type { PairProgress, SweepProgress, TrainerReport, TrainerRequest } from './messages';

/** What is being trained, and how to steer it. */
export interface TrainingStore {
  readonly state: TrainingView;
  train(task: TrainingTask): void;
  sweep(task: TrainingTask, search: RateSearch): void;
  pause(): void;
  resume(): void;
  /** Stops what runs and forgets its results, so that the next start begins from the first weights. */
  rewind(): void;
}

/** What is known of the training; results stay until they are rewound. */
export interface TrainingView {
  readonly activity: Activity;
  readonly pair?: PairProgress;
  readonly sweep?: SweepProgress;
  readonly failure?: string;
}

/** What the training worker does. */
export type Activity = 'idle' | 'training' | 'sweeping' | 'training paused' | 'sweeping paused';

/** A store whose worker starts with the first task; `changed` is called after every change. */
export function createTrainingStore(changed: () => void): TrainingStore {
  let state: TrainingView = { activity: 'idle' };
  let worker: Worker | undefined;
  const update = (part: Partial<TrainingView>): void => {
    state = { ...state, ...part };
    changed();
  };
  const fail = (failure: string): void => update({ failure, activity: 'idle' });
  const take = (data: TrainerReport): void => {
    if (data.kind === 'failed') return fail(data.text);
    update({ [data.kind]: data, ...(data.done && { activity: 'idle' }) });
  };
  const send = (request: TrainerRequest, activity: Activity): void => {
    update({ activity });
    worker ??= startWorker(ownText(), take, fail);
    worker.postMessage(request);
  };
  return {
    get state() {
      return state;
    },
    train(task) {
      update({ failure: undefined });
      send({ kind: 'train', task }, 'training');
    },
    sweep(task, search) {
      update({ failure: undefined });
      send({ kind: 'sweep', task, search }, 'sweeping');
    },
    pause() {
      const { activity } = state;
      if (activity === 'training' || activity === 'sweeping') {
        send({ kind: 'pause' }, `${activity} paused`);
      }
    },
    resume: () =>
      send({ kind: 'resume' }, state.activity === 'sweeping paused' ? 'sweeping' : 'training'),
    rewind() {
      worker?.terminate();
      worker = undefined;
      state = { activity: 'idle' };
      changed();
    },
  };
}
