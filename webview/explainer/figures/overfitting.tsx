import { formatFixed, formatNumber } from '../../format';
import { Decision } from '../../workshop/decision';
import type { Lens } from '../lens';
import { RateSlider, SeedField } from '../view/controls';
import { Live } from '../view/live';
import {
  ExperimentControls,
  runsOf,
  taskInWords,
  useRuns,
  usualTask,
  type ExperimentPlan,
} from './experiment';
import { lastLoss, LossCurves, RunNumbers, RunSide, sharedCeiling } from './run-side';

/** A small network really trained, with dropout and without, on the same data and seed. */
export function Overfitting({ lens }: { readonly lens: Lens }) {
  const task = usualTask(lens);
  const plan: ExperimentPlan = {
    place: 'overfitting',
    task,
    runs: [
      { name: `Dropout ${formatNumber(lens.rate)}`, ingredients: { dropout: lens.rate } },
      { name: 'No dropout', ingredients: {} },
    ],
  };
  const report = runsOf(useRuns(lens, plan));
  const runs = report?.runs ?? [];
  const ceiling = sharedCeiling(runs);
  return (
    <Live title="A network trained with and without dropout" point={pointOf(report?.done, runs)}>
      <p class="note">{taskInWords(task)}</p>
      <div class="row">
        <RateSlider lens={lens} />
        <SeedField lens={lens} />
      </div>
      <ExperimentControls lens={lens} plan={plan} />
      {report && (
        <>
          <div class="sides">
            {runs.map((run, index) => (
              <RunSide key={run.name} run={run} own={index === 0}>
                {run.map && (
                  <Decision
                    map={run.map}
                    points={report.examples}
                    summary={`What the network decides, with a validation loss of ${formatFixed(lastLoss(run))}.`}
                  />
                )}
                <LossCurves run={run} epochs={task.epochs} ceiling={ceiling} own={index === 0} />
              </RunSide>
            ))}
          </div>
          <RunNumbers runs={runs} />
        </>
      )}
    </Live>
  );
}

function pointOf(
  done: boolean | undefined,
  runs: readonly { readonly name: string; readonly history: readonly unknown[] }[],
): string {
  const [withDropout, without] = runs as Parameters<typeof lastLoss>[0][];
  if (!done || !withDropout || !without) return 'Two networks are learning the same points.';
  const [own, other] = [lastLoss(withDropout), lastLoss(without)];
  const words = `validation loss ${formatFixed(own)} with dropout, ${formatFixed(other)} without`;
  return own < other
    ? `Dropout keeps the network from learning the mislabelled points by heart: ${words}.`
    : `Here dropout does not pay: ${words}.`;
}
