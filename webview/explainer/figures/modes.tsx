import { noiseFactor } from '../../../engine/closed-forms';
import { missingEvalDeviation } from '../../../engine/closed-forms/predictions';
import { drawActivations, drawWeights } from '../../../engine/experiments/activations';
import { runReadout } from '../../../engine/experiments/forward-passes';
import { summarise } from '../../../engine/experiments/statistics';
import { formatNumber } from '../../format';
import { distribution } from '../../scenes/figures';
import { Distribution } from '../../view/figures/distribution';
import { Numbers } from '../../view/numbers';
import type { Lens } from '../lens';
import { RateSlider, SeedField, Segments } from '../view/controls';
import { Live, Whose } from '../view/live';

const passes = 500;
const shownPasses = 6;
/** Wider layers say nothing more here, and take longer. */
const mostReadUnits = 512;

/** Train against eval: one input, many passes; a spread of answers, or one answer. */
export function Modes({ lens }: { readonly lens: Lens }) {
  const { rate, seed } = lens;
  const units = Math.min(mostReadUnits, lens.units);
  const mode = lens.choice('mode', 'training', ['training', 'evaluation']);
  const input = drawActivations('relu', units, seed);
  const weights = drawWeights(units, seed);
  const run = runReadout({ kind: 'dropout', rate, units, seed }, input, weights, passes);
  const drops = mode === 'training' && rate > 0;
  const answers = drops ? run.answers : new Float64Array(passes).fill(run.evaluation);
  const { mean, deviation } = summarise(answers);
  const reach = 4.5 * Math.max(missingEvalDeviation(weights, input, rate), 1e-3);
  const domain = [run.evaluation - reach, run.evaluation + reach] as const;
  const point = drops
    ? `The same input gets ${passes} different answers in training mode: ${formatNumber(mean)} ± ${formatNumber(deviation)}.`
    : `The same input gets the same answer in every pass: ${formatNumber(run.evaluation)}.`;
  return (
    <Live title="One input in many passes" point={point}>
      <Whose lens={lens} />
      <Segments
        legend="While the model is"
        value={mode}
        names={{ training: 'training', evaluation: 'evaluated' }}
        onValue={(value) => lens.set({ mode: value })}
      />
      <div class="row">
        <RateSlider lens={lens} />
        <SeedField lens={lens} />
      </div>
      <ol class="answers" aria-label="The first answers">
        {Array.from(answers.slice(0, shownPasses), (answer, index) => (
          <li key={index}>
            <small>pass {index + 1}</small>
            {answer.toFixed(4).replace('-', '−')}
          </li>
        ))}
      </ol>
      <Distribution
        figure={distribution({
          values: answers,
          domain,
          axis: `answers of ${passes} passes`,
          marker: { at: run.evaluation, label: 'in evaluation' },
        })}
      />
      <Numbers
        caption="Answers of one input"
        columns={['Quantity', 'Value']}
        rows={[
          ['mean of the answers', formatNumber(mean)],
          ['their standard deviation', formatNumber(deviation)],
          ['by the formula', formatNumber(drops ? missingEvalDeviation(weights, input, rate) : 0)],
          ['answer in evaluation', formatNumber(run.evaluation)],
          ['noise factor p/(1 − p)', formatNumber(noiseFactor(rate))],
        ]}
      />
    </Live>
  );
}
