import type { TrainingTask } from '../../engine/experiments';
import { loadProgram, startWorker } from '../program';
import type { PairProgress, SweepProgress, TrainerReport, TrainerRequest } from './messages';

/** What is being trained, and how to steer it. */
export interface TrainingStore {
  readonly state: TrainingView;
  start(kind: 'train' | 'sweep', task: TrainingTask): void;
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
  let worker: Promise<Worker> | undefined;
  const update = (part: Partial<TrainingView>): void => {
    state = { ...state, ...part };
    changed();
  };
  const fail = (failure: unknown): void => {
    worker = undefined;
    update({ failure: String(failure), activity: 'idle' });
  };
  const take = (data: TrainerReport): void => {
    if (data.kind === 'failed') return fail(data.text);
    update({ [data.kind]: data, ...(data.done && { activity: 'idle' }) });
  };
  const send = (request: TrainerRequest, activity: Activity): void => {
    update({ activity });
    worker ??= loadProgram('training').then((text) => startWorker(text, take, fail));
    const mine = worker;
    mine.then((ready) => mine === worker && ready.postMessage(request)).catch(fail);
  };
  return {
    get state() {
      return state;
    },
    start(kind, task) {
      update({ failure: undefined });
      send({ kind, task }, kind === 'train' ? 'training' : 'sweeping');
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
      worker?.then((running) => running.terminate()).catch(() => undefined);
      worker = undefined;
      state = { activity: 'idle' };
      changed();
    },
  };
}
