import { ingredientsOf } from '../../../engine/experiments/training-pair';
import { formatFixed, formatNumber } from '../../format';
import type { RunReport } from '../lab/messages';
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

/** The same training with each of the other regularisers switched on. */
export function Regularisers({ lens }: { readonly lens: Lens }) {
  const task = usualTask(lens);
  const plan: ExperimentPlan = {
    place: 'regularisers',
    task,
    runs: [
      { name: `Dropout ${formatNumber(lens.rate)}`, ingredients: { dropout: lens.rate } },
      { name: 'Early stopping', ingredients: ingredientsOf('early stopping', lens.rate) },
      { name: 'Weight decay', ingredients: ingredientsOf('weight decay', lens.rate) },
      { name: 'BatchNorm', ingredients: ingredientsOf('batch norm', lens.rate) },
      {
        name: 'Dropout and early stopping',
        ingredients: { dropout: lens.rate, ...ingredientsOf('early stopping', lens.rate) },
      },
      { name: 'Nothing', ingredients: {} },
    ],
  };
  const report = runsOf(useRuns(lens, plan));
  const runs = report?.runs ?? [];
  const ceiling = sharedCeiling(runs);
  return (
    <Live title="The same training with each regulariser" point={pointOf(report?.done, runs)}>
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
              <RunSide key={run.name} run={run} own={index === 0} note={noteOf(run)}>
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

function noteOf({ status, epoch, history }: RunReport): string | undefined {
  if (status !== 'stopped early') return undefined;
  return `stopped after epoch ${history.length}, with the weights of epoch ${epoch}`;
}

function pointOf(done: boolean | undefined, runs: readonly RunReport[]): string {
  if (!done) return 'Six networks learn the same points, each held back in another way.';
  const nothing = runs.at(-1);
  const best = runs.reduce((one, other) => (lastLoss(other) < lastLoss(one) ? other : one));
  if (!nothing) return '';
  return `Best on new points is ${best.name} with a validation loss of ${formatFixed(lastLoss(best))}; without anything it is ${formatFixed(lastLoss(nothing))}.`;
}
