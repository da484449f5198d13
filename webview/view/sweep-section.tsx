import type { SweepPoint } from '../../engine/training';
import type { TrainingTask } from '../../engine/experiments';
import { formatNumber, formatShare } from '../format';
import type { Store } from '../store';
import { sweepPlan } from '../training/messages';
import type { TrainingStore } from '../training/training-store';
import { Curves } from './figures/curves';
import { JobButton } from './job-button';
import { Numbers } from './numbers';

/** Which rate is best for this task: a grid of rates, each trained with several seeds. */
export function SweepSection({ store, training, task }: SweepSectionProps) {
  const sweep = training.state.sweep;
  const best = sweep && bestOf(sweep.points);
  return (
    <>
      <h3>Which rate?</h3>
      <p>
        {sweepPlan.rates} rates from {sweepPlan.from} to {sweepPlan.to}, each trained with{' '}
        {sweepPlan.seeds} seeds: the mean validation loss and its 95 % interval.
      </p>
      <div class="row">
        <JobButton training={training} kind="sweep" task={task} label="Try the rates" />
        {sweep?.done && best && (
          <button onClick={() => store.change({ rate: roundedRate(best.rate) })}>
            Look at {formatNumber(best.rate)}
          </button>
        )}
        <label class="progress">
          <progress max={1} value={sweep?.share ?? 0} />
          <span>{formatShare(sweep?.share ?? 0)} done</span>
        </label>
      </div>
      {sweep && best && <SweepResult points={sweep.points} best={best} />}
    </>
  );
}

interface SweepSectionProps {
  readonly store: Store;
  readonly training: TrainingStore;
  readonly task: TrainingTask;
}

function SweepResult({ points, best }: SweepResultProps) {
  const tops = points.map(
    ({ loss, lossMargin }) => loss.mean + Math.min(lossMargin ?? 0, loss.mean),
  );
  const sentence = `Lowest mean validation loss so far: ${formatNumber(best.loss.mean)} at p = ${formatNumber(best.rate)}.`;
  return (
    <>
      <p>{sentence}</p>
      <Curves
        series={[
          {
            name: 'mean validation loss',
            look: 'own',
            points: points.map(({ rate, loss, lossMargin }) => ({
              x: rate,
              y: loss.mean,
              margin: lossMargin ?? 0,
            })),
          },
        ]}
        domain={[0, 0.9]}
        ceiling={Math.max(0.5, ...tops) * 1.05}
        xName="rate p"
        yName="whiskers: 95 % interval"
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
    </>
  );
}

interface SweepResultProps {
  readonly points: readonly SweepPoint[];
  readonly best: SweepPoint;
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
