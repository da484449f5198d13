import { useMemo } from 'preact/hooks';
import {
  batchNormOutputDeviation,
  reluOfStandardNormal,
  trainingVariance,
  varianceRatio,
  varianceRatioThroughLinear,
} from '../../../engine/closed-forms';
import { batchNormShift } from '../../../engine/experiments/batch-norm';
import { formatFixed, formatNumber, formatShare } from '../../format';
import { distribution } from '../../scenes/figures';
import { Distribution } from '../../view/figures/distribution';
import { Numbers } from '../../view/numbers';
import type { RunReport } from '../lab/messages';
import type { Lens } from '../lens';
import { RateSlider, SeedField, Slider, WholeNumber } from '../view/controls';
import { Live, Whose } from '../view/live';
import {
  ExperimentControls,
  runsOf,
  taskInWords,
  useRuns,
  usualTask,
  type ExperimentPlan,
} from './experiment';
import { lastLoss, LossCurves, RunNumbers, RunSide, sharedCeiling } from './run-side';

const samples = 6000;
/** cos²θ of the weights of a linear layer of d inputs that were drawn around zero: 1/d in the mean. */
const unaligned = (inputs: number): number => 1 / inputs;

/** The variance shift into a following BatchNorm, and the same training with BatchNorm and dropout in both orders. */
export function BatchNormFigure({ lens }: { readonly lens: Lens }) {
  const { rate, seed } = lens;
  const unit = { ...reluOfStandardNormal, rate };
  const shift = useMemo(() => batchNormShift({ kind: 'relu', rate, samples, seed }), [rate, seed]);
  const size = batchNormOutputDeviation(unit);
  const sides = [
    { title: 'In training', note: 'dropout is on', values: shift.training, deviation: 1 },
    {
      title: 'At inference',
      note: 'dropout is off, the statistics stay',
      values: shift.evaluation,
      deviation: size,
    },
  ];
  return (
    <Live
      title="The variance shift into BatchNorm"
      point={`Behind dropout of ${formatNumber(rate)} BatchNorm learns a variance of ${formatNumber(trainingVariance(unit))}; at inference ${formatNumber(unit.variance)} arrives, and its outputs shrink to ${formatShare(size)}.`}
    >
      <Whose lens={lens} />
      <div class="row">
        <RateSlider lens={lens} highest={0.9} />
        <SeedField lens={lens} />
      </div>
      <div class="sides">
        {sides.map(({ title, note, values, deviation }, index) => (
          <article key={title} class={index === 1 ? 'side own' : 'side'}>
            <h3>{title}</h3>
            <p class="note">{note}</p>
            <p class="headline">
              <strong>{formatFixed(deviation)}</strong>
              <span>standard deviation of BatchNorm’s outputs</span>
            </p>
            <Distribution
              figure={distribution({ values, domain: [-2, 5], axis: 'outputs of BatchNorm' })}
            />
          </article>
        ))}
      </div>
      <Numbers
        caption="The shift"
        columns={['Quantity', 'Training', 'Inference']}
        rows={[
          [
            'variance by the formula',
            formatNumber(trainingVariance(unit)),
            formatNumber(unit.variance),
          ],
          [
            `variance of ${samples} samples`,
            formatNumber(shift.learnt.variance),
            formatNumber(shift.arriving.variance),
          ],
          ['size of the outputs', '1', formatNumber(size)],
        ]}
      />
      <ThroughLinear lens={lens} />
      <WithAndWithout lens={lens} />
    </Live>
  );
}

/** What a linear layer between dropout and BatchNorm makes of the shift. */
function ThroughLinear({ lens }: { readonly lens: Lens }) {
  const inputs = Math.round(lens.number('shift inputs', Math.max(2, lens.units), 2, 4096));
  const correlation = lens.number('shift correlation', 0.2, 0, 1);
  const aligned = lens.number('shift alignment', 0.1, 0, 1);
  const map = { ...reluOfStandardNormal, rate: lens.rate, inputs, correlation };
  const ratio = varianceRatioThroughLinear({ ...map, weightAlignment: aligned });
  const free = varianceRatioThroughLinear({ ...map, weightAlignment: unaligned(inputs) });
  return (
    <>
      <h3>With a linear layer between</h3>
      <p>
        Variance at inference over that in training: {formatNumber(ratio)}, where 1 is no shift.
        Width alone does not cure it: the inputs must be correlated and the weights of a unit share
        their sign.
      </p>
      <div class="row">
        <WholeNumber
          label="Inputs d"
          value={inputs}
          from={2}
          to={4096}
          onValue={(value) => lens.set({ 'shift inputs': value })}
        />
        <Slider
          label="Correlation ρ"
          value={correlation}
          from={0}
          to={1}
          step={0.01}
          onValue={(value) => lens.set({ 'shift correlation': value })}
        />
        <Slider
          label="Weights of one sign, cos²θ"
          value={aligned}
          from={0}
          to={1}
          step={0.01}
          onValue={(value) => lens.set({ 'shift alignment': value })}
        />
      </div>
      <Numbers
        caption="The shift through a linear layer"
        columns={['Weights', 'Variance at inference over training']}
        rows={[
          ['as set above', formatNumber(ratio)],
          ['signs at random', formatNumber(free)],
          ['no linear layer', formatNumber(varianceRatio(map))],
        ]}
      />
    </>
  );
}

/** The same training with BatchNorm alone and with dropout on either side of it. */
function WithAndWithout({ lens }: { readonly lens: Lens }) {
  const task = usualTask(lens);
  const dropout = Math.min(0.9, lens.rate);
  const plan: ExperimentPlan = {
    place: 'batch norm',
    task,
    runs: [
      { name: 'Dropout, then BatchNorm', ingredients: { dropout, batchNorm: 'behind dropout' } },
      { name: 'BatchNorm, then dropout', ingredients: { dropout, batchNorm: 'before dropout' } },
      { name: 'BatchNorm alone', ingredients: { batchNorm: 'before dropout' } },
    ],
  };
  const report = runsOf(useRuns(lens, plan));
  const runs = report?.runs ?? [];
  const ceiling = sharedCeiling(runs);
  return (
    <>
      <h3>With and without, when BatchNorm is there</h3>
      <p>{pointOf(report?.done, runs)}</p>
      <p class="note">{taskInWords(task)}</p>
      <ExperimentControls lens={lens} plan={plan} />
      {report && (
        <>
          <div class="sides">
            {runs.map((run, index) => (
              <RunSide key={run.name} run={run} own={index < 2}>
                <LossCurves run={run} epochs={task.epochs} ceiling={ceiling} own={index < 2} />
              </RunSide>
            ))}
          </div>
          <RunNumbers runs={runs} />
        </>
      )}
    </>
  );
}

function pointOf(done: boolean | undefined, runs: readonly RunReport[]): string {
  const [first, second, alone] = runs;
  if (!done || !first || !second || !alone) return 'Three networks learn the same points.';
  return `Validation loss: ${formatFixed(lastLoss(first))} with dropout before BatchNorm, ${formatFixed(lastLoss(second))} with dropout behind it, ${formatFixed(lastLoss(alone))} with BatchNorm alone.`;
}
