import {
  decisionMap,
  rateSweep,
  regressionRun,
  trainingRun,
  type RunTask,
} from '../../../engine/experiments';
import { evaluateUnderNoise, knockOut, type Score } from '../../../engine/network';
import {
  planTraining,
  startSweep,
  startTraining,
  stepSweep,
  stepTraining,
  sweepDone,
  sweepPoints,
  type TrainingConfig,
  type TrainingPlan,
  type TrainingState,
} from '../../../engine/training';
import { mapSize, searchPlan } from '../../workshop/messages';
import {
  noiseLevels,
  type Experiment,
  type LabReport,
  type LabRequest,
  type Measurement,
  type NamedRun,
  type RunReport,
} from './messages';

/** Works in slices, so that a pause or another experiment is heard between them. */
export function createLaboratory(post: (report: LabReport) => void): (request: LabRequest) => void {
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
      if (request.kind === 'runs' || request.kind === 'sweep') job = jobOf(request);
      if (job) work(job);
    } catch (error) {
      post({ kind: 'failed', text: error instanceof Error ? error.message : String(error) });
    }
  };
}

/** Milliseconds of work between two reports. */
const slice = 120;

interface Job {
  step(): void;
  done(): boolean;
  report(): LabReport;
}

function jobOf(experiment: Experiment): Job {
  return experiment.kind === 'runs' ? runsJob(experiment) : sweepJob(experiment);
}

function runsJob(experiment: Extract<Experiment, { kind: 'runs' }>): Job {
  const { task, problem, then } = experiment;
  const runs = experiment.runs.map((each) => startRun(each, task, problem));
  const done = (): boolean => runs.every(({ state }) => state.status !== 'running');
  return {
    done,
    step: () => runs.forEach(advance),
    report: () => ({
      kind: 'runs',
      examples: (runs[0] as Run).config.training,
      runs: runs.map((run) => ({
        ...reportOf(run),
        ...(problem === 'points' ? pointsOf(run) : featuresOf(run)),
        ...(done() && measured(run, task, then)),
      })),
      share: Math.max(...runs.map(({ state }) => state.history.length)) / task.epochs,
      done: done(),
    }),
  };
}

function sweepJob({ task, search }: Extract<Experiment, { kind: 'sweep' }>): Job {
  const { rates, seeds, epochs } = searchPlan;
  const config = rateSweep({ ...task, epochs }, { ...searchPlan, way: search });
  let state = startSweep();
  const done = (): boolean => sweepDone(state, config);
  return {
    done,
    step() {
      state = stepSweep(state, config);
    },
    report() {
      const under = (state.current?.history.length ?? 0) / epochs;
      const share = Math.min(1, (state.runs.length + under) / (rates * seeds));
      return { kind: 'sweep', points: sweepPoints(state, config), share, done: done() };
    },
  };
}

interface Run {
  readonly name: string;
  readonly config: TrainingConfig;
  readonly plan: TrainingPlan;
  state: TrainingState;
}

function startRun(
  { name, ingredients }: NamedRun,
  task: RunTask,
  problem: 'points' | 'features',
): Run {
  const make = problem === 'points' ? trainingRun : regressionRun;
  const config = make(task, ingredients);
  const plan = planTraining(config);
  return { name, config, plan, state: startTraining(plan) };
}

function advance(run: Run): void {
  run.state = stepTraining(run.state, run.plan);
}

function reportOf({ name, state }: Run): RunReport {
  const { status, message, history, best } = state;
  const restored = status !== 'running' && best?.parameters;
  return { name, status, message, history, epoch: restored ? best.epoch : history.length };
}

function pointsOf({ config, state }: Run): Partial<RunReport> {
  return { map: decisionMap(config, state.parameters, mapSize) };
}

function featuresOf({ state }: Run): Partial<RunReport> {
  return { weights: state.parameters.trainable[0]?.slice() };
}

function measured(run: Run, task: RunTask, then: Measurement | undefined): Partial<RunReport> {
  if (then === 'knock out') return { knockOuts: knockOuts(run, task) };
  return then === 'add noise' ? { underNoise: underNoise(run, task) } : {};
}

function knockOuts({ config, plan, state }: Run, { width }: RunTask): number[] {
  const { validation = config.training } = config;
  return Array.from({ length: width }, (_, unit) =>
    knockOut(plan.workspace, state.parameters, validation, 0, unit),
  );
}

/** Draws of noise over which a score is averaged. */
const noiseDraws = 5;

function underNoise({ config, plan, state }: Run, { seed }: RunTask): Score[] {
  const { validation = config.training } = config;
  return noiseLevels.map((level) => {
    const draws = level === 0 ? 1 : noiseDraws;
    const scores = Array.from({ length: draws }, (_, draw) =>
      evaluateUnderNoise(plan.workspace, state.parameters, validation, level, seed + draw),
    );
    const mean = (of: (score: Score) => number): number =>
      scores.reduce((sum, score) => sum + of(score), 0) / draws;
    return { loss: mean(({ loss }) => loss), accuracy: mean(({ accuracy }) => accuracy) };
  });
}
