import { useEffect } from 'preact/hooks';
import type { PointSet } from '../../../engine/data';
import { taskSize, type RunTask } from '../../../engine/experiments/training-run';
import { formatShare } from '../../format';
import { Choice } from '../../view/choice';
import type { Experiment, Measurement, NamedRun, RunsReport } from '../lab/messages';
import type { LabView } from '../lab/lab';
import type { Lens } from '../lens';

/** What a figure that trains is about. */
export interface ExperimentPlan {
  /** The name under which the laboratory keeps it. */
  readonly place: string;
  readonly task: RunTask;
  readonly runs: readonly NamedRun[];
  readonly then?: Measurement;
  /** Points in the plane where nothing else is said. */
  readonly problem?: 'points' | 'features';
}

/** Epochs of the runs that are compared. */
export const usualEpochs = 200;

/** The task that all figures train on, as far as the reader has not chosen another. */
export function usualTask(lens: Lens, width = 32): RunTask {
  return { points: chosenPoints(lens), width, seed: lens.seed, epochs: usualEpochs };
}

/** Trains when the figure is first seen, so that there is something to look at before anything is touched. */
export function useRuns(lens: Lens, plan: ExperimentPlan): LabView {
  const view = lens.lab.of(plan.place);
  const key = JSON.stringify([plan.task, plan.runs]);
  useEffect(() => {
    const same = view.experiment && JSON.stringify(keyOf(view.experiment)) === key;
    if (!same) lens.lab.start(plan.place, experimentOf(plan));
  }, [key]);
  return view;
}

/** The runs of an experiment as far as they are known. */
export function runsOf({ report }: LabView): RunsReport | undefined {
  return report?.kind === 'runs' ? report : undefined;
}

/** Start, pause and cancel, the data, and how far the work is. */
export function ExperimentControls({ lens, plan }: ExperimentControlsProps) {
  const { activity, report, failure } = lens.lab.of(plan.place);
  const share = activity === 'idle' && !report ? 0 : (report?.share ?? 0);
  return (
    <>
      <div class="row">
        {plan.problem !== 'features' && (
          <Choice
            label="Data"
            value={chosenPoints(lens)}
            names={dataNames}
            onChoice={(points) => lens.set({ points })}
          />
        )}
        {activity === 'running' ? (
          <button onClick={lens.lab.pause}>Pause</button>
        ) : activity === 'paused' ? (
          <button class="primary" onClick={lens.lab.resume}>
            Continue
          </button>
        ) : (
          <button class="primary" onClick={() => lens.lab.start(plan.place, experimentOf(plan))}>
            Train again
          </button>
        )}
        <button disabled={activity === 'idle'} onClick={lens.lab.cancel}>
          Cancel
        </button>
        <label class="progress">
          <progress max={1} value={share} />
          <span>{formatShare(share)} done</span>
        </label>
      </div>
      {failure && <p class="lost">{failure}</p>}
    </>
  );
}

interface ExperimentControlsProps {
  readonly lens: Lens;
  readonly plan: ExperimentPlan;
}

/** What the networks learn, in a sentence. */
export function taskInWords({ width }: RunTask): string {
  return `Networks of 2, ${width}, ${width} and 1 units learn ${taskSize.training} points, a tenth of them mislabelled, from the same first weights and in the same batches; ${taskSize.validation} other points judge them.`;
}

const dataNames: Readonly<Record<PointSet, string>> = {
  moons: 'Two moons',
  circles: 'Two circles',
  spirals: 'Two spirals',
  xor: 'Four quarters',
};

function chosenPoints(lens: Lens): PointSet {
  return lens.choice('points', 'moons', ['moons', 'circles', 'spirals', 'xor']);
}

function experimentOf({ task, runs, then, problem = 'points' }: ExperimentPlan): Experiment {
  return { kind: 'runs', problem, task, runs, then };
}

function keyOf(experiment: Experiment): unknown {
  return experiment.kind === 'runs' ? [experiment.task, experiment.runs] : undefined;
}
