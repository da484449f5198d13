import { loadProgram, startWorker, type Loaded } from '../../program';
import type { Experiment, LabReport, LabRequest, RunsReport, SweepReport } from './messages';

/** The experiments of the page, one at a time, and what came out of each. */
export interface Lab {
  /** What is known of an experiment, by the place that asked for it. */
  of(place: string): LabView;
  start(place: string, experiment: Experiment): void;
  pause(): void;
  resume(): void;
  /** Stops what runs, and forgets what it gave. */
  cancel(): void;
}

/** Where an experiment stands. */
export interface LabView {
  readonly activity: 'idle' | 'running' | 'paused';
  readonly experiment?: Experiment;
  readonly report?: RunsReport | SweepReport;
  readonly failure?: string;
}

const idle: LabView = { activity: 'idle' };

/** A laboratory whose worker starts with the first experiment; `changed` is called after every change. */
export function createLab(changed: () => void): Lab {
  const views = new Map<string, LabView>();
  let program: Promise<Loaded> | undefined;
  let worker: Promise<Worker> | undefined;
  let active: string | undefined;
  const update = (part: Partial<LabView>): void => {
    if (active === undefined) return;
    views.set(active, { ...(views.get(active) ?? idle), ...part });
    changed();
  };
  const fail = (failure: unknown): void => {
    worker = undefined;
    update({ failure: String(failure), activity: 'idle' });
  };
  const take = (data: LabReport): void => {
    if (data.kind === 'failed') return fail(data.text);
    update({ report: data, ...(data.done && { activity: 'idle' }) });
  };
  const begin = async (): Promise<Worker> => {
    program ??= loadProgram('laboratory');
    return startWorker<LabReport>((await program).text, take, fail);
  };
  const send = (request: LabRequest): void => {
    worker ??= begin();
    const mine = worker;
    mine.then((ready) => mine === worker && ready.postMessage(request)).catch(fail);
  };
  const stop = (): void => {
    worker?.then((running) => running.terminate()).catch(() => undefined);
    worker = undefined;
    const place = active;
    active = undefined;
    if (place !== undefined && views.get(place)?.activity !== 'idle') views.delete(place);
  };
  return {
    of: (place) => views.get(place) ?? idle,
    start(place, experiment) {
      stop();
      active = place;
      send(experiment);
      update({ activity: 'running', experiment, report: undefined, failure: undefined });
    },
    pause() {
      send({ kind: 'pause' });
      update({ activity: 'paused' });
    },
    resume() {
      send({ kind: 'resume' });
      update({ activity: 'running' });
    },
    cancel() {
      stop();
      changed();
    },
  };
}
