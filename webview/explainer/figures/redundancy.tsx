import { formatFixed, formatNumber } from '../../format';
import type { RunReport } from '../lab/messages';
import { Numbers } from '../../view/numbers';
import type { Lens } from '../lens';
import { RateSlider, SeedField } from '../view/controls';
import { Live } from '../view/live';
import { Columns } from './bars';
import {
  ExperimentControls,
  runsOf,
  taskInWords,
  useRuns,
  usualTask,
  type ExperimentPlan,
} from './experiment';
import { RunSide } from './run-side';

/** The knock-out test: how much the loss rises when one hidden unit is removed, unit by unit. */
export function Redundancy({ lens }: { readonly lens: Lens }) {
  const task = usualTask(lens);
  const plan: ExperimentPlan = {
    place: 'redundancy',
    task,
    runs: [
      { name: `Dropout ${formatNumber(lens.rate)}`, ingredients: { dropout: lens.rate } },
      { name: 'No dropout', ingredients: {} },
    ],
    then: 'knock out',
  };
  const report = runsOf(useRuns(lens, plan));
  const tested = (report?.runs ?? []).map((run) => ({ run, rises: sorted(run) }));
  const ceiling = Math.max(1e-6, ...tested.flatMap(({ rises }) => rises));
  return (
    <Live title="Knock-out test" point={pointOf(tested.map(({ rises }) => rises))}>
      <p class="note">{taskInWords(task)}</p>
      <div class="row">
        <RateSlider lens={lens} />
        <SeedField lens={lens} />
      </div>
      <ExperimentControls lens={lens} plan={plan} />
      {report?.done && (
        <>
          <div class="sides">
            {tested.map(({ run, rises }, index) => (
              <RunSide
                key={run.name}
                run={run}
                own={index === 0}
                note={`one of ${rises.length} units removed at a time, worst first`}
                headline={{
                  value: formatFixed(rises[0] ?? 0),
                  label: 'rise of the loss without the most important unit',
                }}
              >
                <Columns
                  values={rises}
                  ceiling={ceiling}
                  summary={`${run.name}: the worst loss of a unit raises the loss by ${formatNumber(rises[0] ?? 0)}.`}
                />
              </RunSide>
            ))}
          </div>
          <Numbers
            caption="Rise of the validation loss when one unit is removed"
            columns={['Quantity', ...tested.map(({ run }) => run.name)]}
            rows={[
              ['worst unit', ...tested.map(({ rises }) => formatNumber(rises[0] ?? 0))],
              ['second worst unit', ...tested.map(({ rises }) => formatNumber(rises[1] ?? 0))],
              ['mean of all units', ...tested.map(({ rises }) => formatNumber(mean(rises)))],
              [
                'units whose loss raises it by more than 0.02',
                ...tested.map(({ rises }) => String(rises.filter((rise) => rise > 0.02).length)),
              ],
            ]}
          />
        </>
      )}
    </Live>
  );
}

function pointOf([own, other]: readonly (readonly number[])[]): string {
  if (own?.[0] === undefined || other?.[0] === undefined) {
    return 'Two networks learn; then one hidden unit after the other is removed.';
  }
  return `Removing the most important unit raises the loss by ${formatNumber(own[0])} with dropout and by ${formatNumber(other[0])} without.`;
}

function sorted({ knockOuts = [] }: RunReport): readonly number[] {
  return [...knockOuts].sort((one, other) => other - one);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
