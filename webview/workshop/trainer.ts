import {
  startSweep,
  stepSweep,
  sweepDone,
  sweepPoints,
  planTraining,
  startTraining,
  stepTraining,
  type TrainingConfig,
  type TrainingPlan,
  type TrainingState,
} from '../../engine/training';
import {
  decisionMap,
  rateSweep,
  trainingPair,
  type RateSearch,
  type TrainingTask,
} from '../../engine/experiments';
import {
  mapSize,
  searchPlan,
  type RunProgress,
  type TrainerReport,
  type TrainerRequest,
} from './messages';

/** Trains in slices, so that a pause is heard between them; a new task takes the place of the old one. */
export function createTrainer(
  post: (report: TrainerReport) => void,
): (request: TrainerRequest) => void {
  let job: Job | undefined;
  let paused = false;
  const work = (mine: Job): void => {
    if (mine !== job || paused) return;
    const end = performance.now() + slice;
    while (!mine.done() && performance.now() < end) mine.step();
    post(mine.report());
    if (!mine.done()) setTimeout(work, 0, mine);
  };
  return (request) => {
    paused = request.kind === 'pause';
    try {
      if (request.kind === 'train') job = pairJob(request.task);
      if (request.kind === 'sweep') job = sweepJob(request.task, request.search);
      if (job) work(job);
    } catch (error) {
      post({ kind: 'failed', text: error instanceof Error ? error.message : String(error) });
    }
  };
}

/** Milliseconds of work between two reports. */
const slice = 110;

interface Job {
  step(): void;
  done(): boolean;
  report(): TrainerReport;
}

function pairJob(task: TrainingTask): Job {
  const pair = trainingPair(task);
  const own = startRun(pair.own);
  const rival = startRun(pair.rival);
  const done = (): boolean => isDone(own) && isDone(rival);
  return {
    done,
    step() {
      advance(own);
      advance(rival);
    },
    report: () => ({
      kind: 'pair',
      task,
      examples: pair.own.training,
      own: progressOf(own),
      rival: progressOf(rival),
      done: done(),
    }),
  };
}

function sweepJob(task: TrainingTask, search: RateSearch): Job {
  const config = rateSweep({ ...task, epochs: searchPlan.epochs }, search);
  const total = search.rates * search.seeds;
  let state = startSweep();
  return {
    done: () => sweepDone(state, config),
    step() {
      state = stepSweep(state, config);
    },
    report() {
      const under = (state.current?.history.length ?? 0) / searchPlan.epochs;
      return {
        ...{ kind: 'sweep', task, search },
        points: sweepPoints(state, config),
        share: Math.min(1, (state.runs.length + under) / total),
        done: sweepDone(state, config),
      };
    },
  };
}

interface Run {
  readonly config: TrainingConfig;
  readonly plan: TrainingPlan;
  state: TrainingState;
}

function startRun(config: TrainingConfig): Run {
  const plan = planTraining(config);
  return { config, plan, state: startTraining(plan) };
}

function isDone({ state }: Run): boolean {
  return state.status !== 'running';
}

function advance(run: Run): void {
  run.state = stepTraining(run.state, run.plan);
}

function progressOf({ config, state }: Run): RunProgress {
  const { status, message, history, best, parameters } = state;
  const ended = status !== 'running' && best?.parameters;
  return {
    status,
    message,
    history,
    epoch: ended ? best.epoch : history.length,
    map: decisionMap(config, parameters, mapSize),
  };
}
