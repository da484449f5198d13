import type { Score } from '../../../engine/network';
import { formatFixed, formatNumber, formatShare } from '../../format';
import { Curves } from '../../workshop/curves';
import { Numbers } from '../../view/numbers';
import { noiseLevels, type RunReport } from '../lab/messages';
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

/** Accuracy on new points while their inputs get noisier, with dropout and without. */
export function Robustness({ lens }: { readonly lens: Lens }) {
  const task = usualTask(lens);
  const plan: ExperimentPlan = {
    place: 'robustness',
    task,
    runs: [
      { name: `Dropout ${formatNumber(lens.rate)}`, ingredients: { dropout: lens.rate } },
      { name: 'No dropout', ingredients: {} },
    ],
    then: 'add noise',
  };
  const report = runsOf(useRuns(lens, plan));
  const runs = (report?.runs ?? []).filter(({ underNoise }) => underNoise);
  const point = pointOf(runs);
  return (
    <Live title="Accuracy under input noise" point={point}>
      <p class="note">{taskInWords(task)}</p>
      <div class="row">
        <RateSlider lens={lens} />
        <SeedField lens={lens} />
      </div>
      <ExperimentControls lens={lens} plan={plan} />
      {runs.length > 0 && (
        <>
          <div class="halves">
            <UnderNoise runs={runs} title="Accuracy" ceiling={1} of={({ accuracy }) => accuracy} />
            <UnderNoise
              runs={runs}
              title="Loss"
              ceiling={highestLoss(runs)}
              of={({ loss }) => loss}
            />
          </div>
          <Numbers
            caption="New points under input noise"
            columns={['Noise', ...runs.flatMap(({ name }) => [`${name}: right`, 'loss'])]}
            rows={noiseLevels.map((level, index) => [
              formatNumber(level),
              ...runs.flatMap(({ underNoise = [] }) => [
                formatShare(underNoise[index]?.accuracy ?? NaN),
                formatNumber(underNoise[index]?.loss ?? NaN),
              ]),
            ])}
          />
        </>
      )}
    </Live>
  );
}

/** The noise that the sentence speaks of. */
const spoken = 4;

function pointOf([own, other]: readonly RunReport[]): string {
  const [mine, its] = [own, other].map((run) => run?.underNoise?.[spoken]);
  if (!mine || !its) return 'Two networks learn; then noise is added to what they see.';
  const noise = formatNumber(noiseLevels[spoken] ?? 0);
  return `Under noise of ${noise} the loss is ${formatFixed(mine.loss)} with dropout and ${formatFixed(its.loss)} without; ${formatShare(mine.accuracy)} and ${formatShare(its.accuracy)} of the points are right.`;
}

function UnderNoise({ runs, title, ceiling, of }: UnderNoiseProps) {
  return (
    <article class="half">
      <h3>{title}</h3>
      <Curves
        series={runs.map(({ name, underNoise = [] }, index) => ({
          name,
          look: index === 0 ? 'own' : 'other',
          points: underNoise.map((score, level) => ({ x: noiseLevels[level] ?? 0, y: of(score) })),
        }))}
        domain={[0, noiseLevels.at(-1) ?? 1]}
        ceiling={ceiling}
        xName="noise on both inputs"
        yName="on new points"
        summary={`${title} of both networks under growing noise.`}
      />
    </article>
  );
}

interface UnderNoiseProps {
  readonly runs: readonly RunReport[];
  readonly title: string;
  readonly ceiling: number;
  readonly of: (score: Score) => number;
}

function highestLoss(runs: readonly RunReport[]): number {
  const all = runs.flatMap(({ underNoise = [] }) => underNoise.map(({ loss }) => loss));
  return Math.max(0.5, ...all) * 1.05;
}
