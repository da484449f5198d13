import { featureSize } from '../../../engine/experiments/regression-run';
import { formatNumber } from '../../format';
import { distribution } from '../../scenes/figures';
import { Distribution } from '../../view/figures/distribution';
import { Numbers } from '../../view/numbers';
import type { RunReport } from '../lab/messages';
import type { Lens } from '../lens';
import { RateSlider, SeedField } from '../view/controls';
import { Live } from '../view/live';
import {
  ExperimentControls,
  runsOf,
  useRuns,
  usualEpochs,
  type ExperimentPlan,
} from './experiment';
import { lastLoss, RunSide } from './run-side';

/** Weights below this are as good as zero: steps of L1 hover around zero and never rest there. */
const nearZero = 0.01;

const reach = 1.5;

/** Dropout, L1 and L2 on the same data and seed: what becomes of the weights, and how many are zero. */
export function Penalties({ lens }: { readonly lens: Lens }) {
  const plan: ExperimentPlan = {
    place: 'penalties',
    problem: 'features',
    task: { points: 'moons', width: 1, seed: lens.seed, epochs: usualEpochs },
    runs: [
      { name: `Dropout ${formatNumber(lens.rate)}`, ingredients: { dropout: lens.rate } },
      { name: 'L1', ingredients: { l1: 0.2 } },
      { name: 'L2', ingredients: { l2: 0.4 } },
      { name: 'Nothing', ingredients: {} },
    ],
  };
  const report = runsOf(useRuns(lens, plan));
  const runs = report?.runs ?? [];
  const figures = runs.map(figureOf);
  const ceiling = Math.max(1e-6, ...figures.map((figure) => figure.ceiling));
  const { features, relevant, training } = featureSize;
  return (
    <Live title="Weights under dropout, L1 and L2" point={pointOf(report?.done === true, runs)}>
      <p class="note">
        A linear model of {features} features, of which {relevant} matter, learns {training}{' '}
        examples: the same data, first weights and batches four times.
      </p>
      <div class="row">
        <RateSlider lens={lens} highest={0.8} />
        <SeedField lens={lens} />
      </div>
      <ExperimentControls lens={lens} plan={plan} />
      {report && (
        <>
          <div class="sides">
            {runs.map((run, index) => (
              <RunSide
                key={run.name}
                run={run}
                own={index === 0}
                note={`validation loss ${formatNumber(lastLoss(run))}`}
                headline={{
                  value: String(zerosOf(run)),
                  label: `of ${features} weights are below ${nearZero}`,
                }}
              >
                {figures[index] && <Distribution figure={{ ...figures[index], ceiling }} />}
              </RunSide>
            ))}
          </div>
          <Numbers
            caption="The four models"
            columns={['Quantity', ...runs.map(({ name }) => name)]}
            rows={[
              [`weights below ${nearZero}`, ...runs.map((run) => String(zerosOf(run)))],
              ['largest weight', ...runs.map(({ weights }) => formatNumber(largest(weights)))],
              ['norm of the weights', ...runs.map(({ weights }) => formatNumber(norm(weights)))],
              ['validation loss', ...runs.map((run) => formatNumber(lastLoss(run)))],
            ]}
          />
        </>
      )}
    </Live>
  );
}

function pointOf(done: boolean, runs: readonly RunReport[]): string {
  const [dropout, l1, l2] = runs;
  if (!done || !dropout || !l1 || !l2) return 'Four linear models learn the same examples.';
  return `L1 brings ${zerosOf(l1)} of ${featureSize.features} weights to zero; L2 shrinks all and brings ${zerosOf(l2)} there, dropout ${zerosOf(dropout)}.`;
}

function figureOf(run: RunReport) {
  return distribution({
    values: run.weights ?? [],
    domain: [-reach, reach],
    axis: 'weights',
  });
}

function zerosOf({ weights = new Float64Array() }: RunReport): number {
  return weights.filter((weight) => Math.abs(weight) < nearZero).length;
}

function largest(weights: Float64Array = new Float64Array()): number {
  return weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
}

function norm(weights: Float64Array = new Float64Array()): number {
  return Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
}
