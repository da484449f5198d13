import { useEffect } from 'preact/hooks';
import type { SweepPoint } from '../../../engine/training';
import { formatNumber, formatShare } from '../../format';
import { Curves } from '../../workshop/curves';
import { Numbers } from '../../view/numbers';
import { searchPlan } from '../../workshop/messages';
import type { Experiment } from '../lab/messages';
import type { Lens } from '../lens';
import { SeedField, Segments } from '../view/controls';
import { Live } from '../view/live';
import { taskInWords, usualTask } from './experiment';

type Search = 'grid' | 'random';

const place = 'rates';

/** Which rate is best for this task: a grid of rates or random ones, each really trained with several seeds. */
export function Rates({ lens }: { readonly lens: Lens }) {
  const search = lens.choice<Search>('search', 'grid', ['grid', 'random']);
  const task = usualTask(lens);
  const experiment: Experiment = { kind: 'sweep', task, search };
  const { activity, report, failure, experiment: last } = lens.lab.of(place);
  useEffect(() => {
    if (JSON.stringify(last) !== JSON.stringify(experiment)) lens.lab.start(place, experiment);
  }, [JSON.stringify(experiment)]);
  const points = report?.kind === 'sweep' ? report.points : [];
  const best = bestOf(points);
  const share = report?.share ?? 0;
  const point = best
    ? `${report?.done ? 'Lowest' : 'So far lowest'} mean validation loss: ${formatNumber(best.loss.mean)} at p = ${formatNumber(best.rate)}.`
    : `${searchPlan.rates} rates are tried, each with ${searchPlan.seeds} seeds.`;
  return (
    <Live title="Validation loss over the rate" point={point}>
      <p class="note">{taskInWords(task)}</p>
      <Segments
        legend="Rates are taken"
        value={search}
        names={{ grid: 'from a grid', random: 'at random' }}
        onValue={(chosen) => lens.set({ search: chosen })}
      />
      <div class="row">
        <SeedField lens={lens} />
        {activity === 'running' ? (
          <button onClick={lens.lab.pause}>Pause</button>
        ) : activity === 'paused' ? (
          <button class="primary" onClick={lens.lab.resume}>
            Continue
          </button>
        ) : (
          <button class="primary" onClick={() => lens.lab.start(place, experiment)}>
            Search again
          </button>
        )}
        <button disabled={activity === 'idle'} onClick={lens.lab.cancel}>
          Cancel
        </button>
        <label class="progress">
          <progress max={1} value={share} />
          <span>{formatShare(share)} done</span>
        </label>
        {report?.done && best && (
          <button onClick={() => lens.set({ rate: Math.round(best.rate * 100) / 100 })}>
            Use {formatNumber(best.rate)} in all figures
          </button>
        )}
      </div>
      {failure && <p class="lost">{failure}</p>}
      {points.length > 0 && <Result points={points} point={point} />}
    </Live>
  );
}

function Result({
  points,
  point,
}: {
  readonly points: readonly SweepPoint[];
  readonly point: string;
}) {
  const tops = points.map(
    ({ loss, lossMargin }) => loss.mean + Math.min(lossMargin ?? 0, loss.mean),
  );
  return (
    <>
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
        yName="band: 95 % interval over the seeds"
        summary={point}
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

function bestOf(points: readonly SweepPoint[]): SweepPoint | undefined {
  return points.reduce<SweepPoint | undefined>(
    (best, point) => (best && best.loss.mean <= point.loss.mean ? best : point),
    undefined,
  );
}
