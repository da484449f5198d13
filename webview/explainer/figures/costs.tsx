import { formatFixed, formatNumber } from '../../format';
import type { RunReport } from '../lab/messages';
import type { Lens } from '../lens';
import { RateSlider, SeedField, Segments } from '../view/controls';
import { Live } from '../view/live';
import {
  ExperimentControls,
  runsOf,
  taskInWords,
  useRuns,
  usualTask,
  type ExperimentPlan,
} from './experiment';
import { lastLoss, LossCurves, reportOf, RunNumbers, RunSide, sharedCeiling } from './run-side';

type Size = 'wide' | 'narrow';

/** Units of the hidden layers: enough to learn everything by heart, or hardly enough to learn anything. */
const widths: Readonly<Record<Size, number>> = { wide: 48, narrow: 4 };

/** What dropout costs: epochs to the same loss with and without, and a model that is too small for it. */
export function Costs({ lens }: { readonly lens: Lens }) {
  const size = lens.choice<Size>('model size', 'wide', ['wide', 'narrow']);
  const task = usualTask(lens, widths[size]);
  const plan: ExperimentPlan = {
    place: 'costs',
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
    <Live title="Epochs to the same loss" point={pointOf(report?.done, runs, size)}>
      <Segments
        legend="The model is"
        value={size}
        names={{ wide: 'wide', narrow: 'small: underfitting' }}
        onValue={(chosen) => lens.set({ 'model size': chosen })}
      />
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
              <RunSide key={run.name} run={run} own={index === 0} headline={reachedOf(run)}>
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

/** The training loss, in evaluation mode, that epochs are counted to. */
const countedLoss = 0.25;

function epochsOf({ history }: RunReport): number | undefined {
  return history.find((report) => report.evaluatedTrainingLoss <= countedLoss)?.epoch;
}

function reachedOf(run: RunReport): { readonly value: string; readonly label: string } {
  const epochs = epochsOf(run);
  return {
    value: epochs === undefined ? '–' : String(epochs),
    label: `epochs to a training loss of ${countedLoss}${epochs === undefined ? ': not reached' : ''}`,
  };
}

function pointOf(done: boolean | undefined, runs: readonly RunReport[], size: Size): string {
  const [own, other] = runs;
  if (!done || !own || !other) return 'Two networks learn the same points.';
  if (size === 'narrow') {
    const loss = (run: RunReport): string =>
      formatFixed(reportOf(run)?.evaluatedTrainingLoss ?? NaN);
    return `A small model has nothing to spare: its training loss ends at ${loss(own)} with dropout and at ${loss(other)} without.`;
  }
  const epochs = (run: RunReport): string => {
    const count = epochsOf(run);
    return count === undefined ? 'more epochs than it was given' : `${count} epochs`;
  };
  return `To a training loss of ${countedLoss} it takes ${epochs(own)} with dropout and ${epochs(other)} without; on new points the losses end at ${formatFixed(lastLoss(own))} and ${formatFixed(lastLoss(other))}.`;
}
