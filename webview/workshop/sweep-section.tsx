import type { SweepPoint } from '../../engine/training';
import type { RateSearch, TrainingTask } from '../../engine/experiments';
import type { Exportable } from './export';
import { formatNumber, formatShare } from '../format';
import type { Store } from '../store';
import { searchPlan, type SweepProgress } from './messages';
import type { TrainingStore } from './training-store';
import { Choice } from '../view/choice';
import { ExportRow } from './export-row';
import { Curves } from './curves';
import { JobButton } from './job-button';
import { Numbers } from '../view/numbers';

/** Which rate is best for this task: rates on a grid or at random, each trained with several seeds. */
export function SweepSection({ store, training, task }: SweepSectionProps) {
  const sweep = training.state.sweep;
  const best = sweep && bestOf(sweep.points);
  const choices = store.state.settings.training;
  const { from, to, rates, seeds } = searchPlan;
  const search: RateSearch = { way: choices.search, from, to, rates, seeds };
  return (
    <>
      <h3>Which rate?</h3>
      <p>
        {rates} rates of dropout from {from} to {to}, each trained with {seeds} seeds: the mean
        validation loss and the band in which it lies with 95 % confidence.
      </p>
      <div class="row">
        <Choice
          label="Search"
          value={choices.search}
          names={searchNames}
          onChoice={(way) => store.change({ training: { ...choices, search: way } })}
        />
        <JobButton
          training={training}
          kind="sweeping"
          start={() => training.sweep(task, search)}
          label="Try the rates"
        />
        {sweep?.done && best && (
          <button onClick={() => store.change({ rate: roundedRate(best.rate) })}>
            Look at {formatNumber(roundedRate(best.rate))}
          </button>
        )}
        <label class="progress">
          <progress max={1} value={sweep?.share ?? 0} />
          <span>{formatShare(sweep?.share ?? 0)} done</span>
        </label>
      </div>
      {sweep && best && <SweepResult store={store} sweep={sweep} best={best} />}
    </>
  );
}

interface SweepSectionProps {
  readonly store: Store;
  readonly training: TrainingStore;
  readonly task: TrainingTask;
}

const searchNames: Readonly<Record<RateSearch['way'], string>> = {
  grid: 'Even grid',
  random: 'At random',
};

function SweepResult({ store, sweep, best }: SweepResultProps) {
  const { points, search } = sweep;
  const tops = points.map(
    ({ loss, lossMargin }) => loss.mean + Math.min(lossMargin ?? 0, loss.mean),
  );
  const sentence = `Lowest mean validation loss so far: ${formatNumber(best.loss.mean)} at p = ${formatNumber(best.rate)}.`;
  const line = points.map(({ rate, loss, lossMargin }) => ({
    ...{ x: rate, y: loss.mean, margin: lossMargin ?? 0 },
  }));
  return (
    <div class="sweep">
      <p>{sentence}</p>
      <Curves
        series={[{ name: 'mean validation loss', look: 'own', points: line }]}
        domain={[search.from, search.to]}
        ceiling={Math.min(3, Math.max(0.5, ...tops) * 1.05)}
        xName="rate p"
        yName="band: 95 % confidence"
        summary={sentence}
      />
      <Numbers
        caption="Validation loss by rate"
        columns={['Rate p', 'Mean validation loss', '± 95 %', 'Mean accuracy']}
        rows={points.map(({ rate, loss, lossMargin, accuracy }) => [
          formatNumber(rate),
          formatNumber(loss.mean),
          lossMargin === undefined ? '–' : formatNumber(lossMargin),
          formatShare(accuracy.mean),
        ])}
      />
      <ExportRow store={store} label="Save the search as" what={() => exportable(sweep)} />
    </div>
  );
}

interface SweepResultProps {
  readonly store: Store;
  readonly sweep: SweepProgress;
  readonly best: SweepPoint;
}

function exportable({ task, search, points }: SweepProgress): Exportable {
  return {
    name: 'rates',
    pictures: '.sweep .figure > svg',
    rows: [
      ['rate', 'mean validation loss', 'half width of 95 % interval', 'mean accuracy', 'runs'],
      ...points.map(({ rate, loss, lossMargin, accuracy }) => {
        return [rate, loss.mean, lossMargin ?? NaN, accuracy.mean, loss.count];
      }),
    ],
    data: { task, search, points },
  };
}

function bestOf(points: readonly SweepPoint[]): SweepPoint | undefined {
  return points.reduce<SweepPoint | undefined>(
    (best, point) => (best && best.loss.mean <= point.loss.mean ? best : point),
    undefined,
  );
}

// A grid from 0 to 0.8 holds 0.30000000000000004.
function roundedRate(rate: number): number {
  return Math.round(rate * 100) / 100;
}
