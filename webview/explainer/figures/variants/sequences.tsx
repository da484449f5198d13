import { useMemo } from 'preact/hooks';
import { normal, ownStream } from '../../../../engine/bits';
import { missingEvalDeviation } from '../../../../engine/closed-forms/predictions';
import { drawActivations, drawWeights } from '../../../../engine/experiments/activations';
import { runReadout } from '../../../../engine/experiments/forward-passes';
import { summarise } from '../../../../engine/experiments/statistics';
import {
  attentionForward,
  bernoulliMask,
  invertedNoise,
  updateDropout,
  variants,
} from '../../../../engine/variants';
import { formatNumber, formatShare } from '../../../format';
import { distribution } from '../../../scenes/figures';
import { Curves } from '../../../workshop/curves';
import { Distribution } from '../../../view/figures/distribution';
import { Maps } from '../../../view/figures/maps';
import { Numbers } from '../../../view/numbers';
import type { Lens } from '../../lens';
import { Slider } from '../../view/controls';
import { Brackets, Formula, Indexed, Keep, Over } from '../../view/mathml';
import { sourceOf } from './grids';
import { VariantFigure } from './variant-figure';

const steps = 20;
const cells = 200;

/** What a memory of 1 becomes over time when the memory, or only its update, is dropped. */
export function Recurrent({ lens }: { readonly lens: Lens }) {
  const { rate } = lens;
  const { erased, updated } = memories(rate, sourceOf(lens));
  const left = erased.at(-1)?.y ?? 0;
  return (
    <VariantFigure
      lens={lens}
      title="Recurrent dropout"
      point={`After ${steps} steps ${formatShare(left)} of ${cells} memories are still there when the memory is dropped, and all when only the update is.`}
      formula={
        <Formula label="c t equals f t times c t minus 1 plus i t times m g t over 1 minus p">
          <Indexed name="c" index="t" />
          <mo>=</mo>
          <Indexed name="f" index="t" />
          <Indexed name="c" index="t−1" />
          <mo>+</mo>
          <Indexed name="i" index="t" />
          <Over
            top={
              <>
                <mi>m</mi>
                <Indexed name="g" index="t" />
              </>
            }
            bottom={<Keep />}
          />
        </Formula>
      }
    >
      <Curves
        series={[
          { name: 'the update is dropped', look: 'own', points: updated },
          { name: 'the memory is dropped', look: 'other', points: erased },
        ]}
        domain={[0, steps]}
        ceiling={1.05}
        xName="time step"
        yName="share of memories that are still there"
        summary={`Of memories that are dropped themselves ${formatShare(left)} are left after ${steps} steps.`}
      />
      <Numbers
        caption="Memories that are still there"
        columns={['Time step', 'Update dropped', 'Memory dropped', 'Expected']}
        rows={[1, 5, 10, 20].map((step) => [
          String(step),
          formatShare(updated[step]?.y ?? NaN),
          formatShare(erased[step]?.y ?? NaN),
          formatShare((1 - rate) ** step),
        ])}
      />
    </VariantFigure>
  );
}

const tokens = 10;

/** Attention weights of a few tokens; single ones are missing, so rows no longer sum to 1. */
export function Attention({ lens }: { readonly lens: Lens }) {
  const { rate } = lens;
  const scores = useMemo(() => scoresOf(lens.seed), [lens.seed]);
  const { probabilities, weights, noise } = attentionForward(scores, tokens, rate, sourceOf(lens));
  const sums = Array.from({ length: tokens }, (_, row) =>
    weights.slice(row * tokens, (row + 1) * tokens).reduce((sum, weight) => sum + weight, 0),
  );
  const { lowest, highest, mean } = summarise(sums);
  // The picture tells sizes from −2 to 2 apart; a weight of 0.4 or more is drawn strongest.
  const shown = Float32Array.from(probabilities, (weight) => Math.min(2, weight * 10 - 2));
  const kept = noise.mask.reduce((sum, bit) => sum + bit, 0);
  return (
    <VariantFigure
      lens={lens}
      title="Attention dropout"
      point={`${noise.mask.length - kept} of ${noise.mask.length} weights are missing in this pass; rows sum to between ${formatNumber(lowest)} and ${formatNumber(highest)}, on average to 1.`}
      formula={
        <Formula label="A equals softmax of Q K transposed over root d; output is r times A over 1 minus p, times V">
          <mi>A</mi>
          <mo>=</mo>
          <mtext>softmax</mtext>
          <Brackets>
            <Over
              top={
                <>
                  <mi>Q</mi>
                  <msup>
                    <mi>K</mi>
                    <mi>T</mi>
                  </msup>
                </>
              }
              bottom={
                <msqrt>
                  <mi>d</mi>
                </msqrt>
              }
            />
          </Brackets>
          <mo>,</mo>
          <mi>y</mi>
          <mo>=</mo>
          <Over
            top={
              <>
                <mi>r</mi>
                <mo>⊙</mo>
                <mi>A</mi>
              </>
            }
            bottom={<Keep />}
          />
          <mi>V</mi>
        </Formula>
      }
    >
      <Maps
        figure={{
          kind: 'maps',
          tiles: 1,
          across: 1,
          rows: tokens,
          columns: tokens,
          values: shown,
          mask: noise.mask,
          summary: `Attention weights of ${tokens} tokens, ${kept} of ${noise.mask.length} kept.`,
        }}
      />
      <Numbers
        caption="What the weights of each token sum to"
        columns={['Token', 'Sum of its weights']}
        rows={[
          ...sums.map((sum, row) => [String(row + 1), formatNumber(sum)]),
          ['mean', formatNumber(mean)],
        ]}
      />
    </VariantFigure>
  );
}

const sentence = 'the dog saw the cat and the cat saw the dog run'.split(' ');

/** Words of a sentence; a word that is dropped is missing wherever it stands. */
export function Embedding({ lens }: { readonly lens: Lens }) {
  const words = [...new Set(sentence)];
  const { mask } = variants.embedding.draw([words.length, 4], { rate: lens.rate }, sourceOf(lens));
  const gone = words.filter((_, index) => mask[index] === 0);
  const missing = sentence.filter((word) => gone.includes(word)).length;
  return (
    <VariantFigure
      lens={lens}
      title="Embedding dropout"
      point={`${gone.length} of ${words.length} words are dropped in this pass, which takes ${missing} of ${sentence.length} tokens.`}
      formula={
        <Formula label="E prime of w equals r w times E of w over 1 minus p">
          <msup>
            <Indexed name="E" index="w" />
            <mo>′</mo>
          </msup>
          <mo>=</mo>
          <Over top={<Indexed name="r" index="w" />} bottom={<Keep />} />
          <Indexed name="E" index="w" />
        </Formula>
      }
    >
      <p class="tokens">
        {sentence.map((word, index) =>
          gone.includes(word) ? <del key={index}>{word}</del> : <span key={index}>{word}</span>,
        )}
      </p>
      <Numbers
        caption="Words in this pass"
        columns={['Word', 'In this pass', 'Tokens']}
        rows={words.map((word) => [
          word,
          gone.includes(word) ? 'dropped' : 'kept',
          String(sentence.filter((token) => token === word).length),
        ])}
      />
    </VariantFigure>
  );
}

/** Many passes of one input: their mean settles, their spread is the uncertainty. */
export function MonteCarlo({ lens }: { readonly lens: Lens }) {
  const { rate, seed } = lens;
  const passes = Math.round(lens.number('passes', 100, 2, 1000));
  const units = Math.min(256, lens.units);
  const input = drawActivations('relu', units, seed);
  const weights = drawWeights(units, seed);
  const { answers, evaluation } = runReadout(
    { kind: 'dropout', rate, units, seed },
    input,
    weights,
    passes,
  );
  const { mean, deviation } = summarise(answers);
  const spread = missingEvalDeviation(weights, input, rate);
  const reach = 4 * Math.max(spread, 1e-3);
  return (
    <VariantFigure
      lens={lens}
      title="Monte-Carlo dropout"
      stepped={false}
      point={`${passes} passes give ${formatNumber(mean)} ± ${formatNumber(deviation)}; the mean is known to ± ${formatNumber(deviation / Math.sqrt(passes))}.`}
      controls={
        <Slider
          label="Passes T"
          value={passes}
          from={2}
          to={1000}
          step={1}
          onValue={(chosen) => lens.set({ passes: chosen })}
        />
      }
      formula={
        <Formula label="y hat equals one over T times the sum over t of f of x and r t">
          <mover>
            <mi>y</mi>
            <mo>^</mo>
          </mover>
          <mo>=</mo>
          <Over top={<mn>1</mn>} bottom={<mi>T</mi>} />
          <munder>
            <mo>∑</mo>
            <mi>t</mi>
          </munder>
          <mi>f</mi>
          <Brackets>
            <mi>x</mi>
            <mo>;</mo>
            <Indexed name="r" index="t" />
          </Brackets>
        </Formula>
      }
    >
      <Distribution
        figure={distribution({
          values: answers,
          domain: [evaluation - reach, evaluation + reach],
          axis: `answers of ${passes} passes`,
          marker: { at: evaluation, label: 'without dropout' },
        })}
      />
      <Numbers
        caption="Answers of one input"
        columns={['Quantity', 'Value']}
        rows={[
          ['mean of the passes', formatNumber(mean)],
          ['standard deviation', formatNumber(deviation)],
          ['by the formula for a linear readout', formatNumber(spread)],
          ['standard error of the mean', formatNumber(deviation / Math.sqrt(passes))],
          ['answer without dropout', formatNumber(evaluation)],
        ]}
      />
    </VariantFigure>
  );
}

interface Memories {
  readonly erased: readonly { readonly x: number; readonly y: number }[];
  readonly updated: readonly { readonly x: number; readonly y: number }[];
}

/** The share of memories that are not 0, step by step; the gates keep everything and take nothing in. */
function memories(rate: number, source: ReturnType<typeof ownStream>): Memories {
  const gates = { forget: new Float64Array(cells).fill(1), input: new Float64Array(cells) };
  const candidate = new Float64Array(cells).fill(1);
  let whole = new Float64Array(cells).fill(1);
  let dropped = new Float64Array(cells).fill(1);
  const left = (state: Float64Array): number => state.filter((one) => one !== 0).length / cells;
  const erased = [{ x: 0, y: 1 }];
  const updated = [{ x: 0, y: 1 }];
  for (let step = 1; step <= steps; step++) {
    const noise = invertedNoise([cells], rate, source);
    whole = Float64Array.from(updateDropout(gates, whole, candidate, noise));
    const mask = bernoulliMask(cells, rate, source);
    dropped = dropped.map((value, cell) => value * (mask[cell] ?? 0));
    erased.push({ x: step, y: left(dropped) });
    updated.push({ x: step, y: left(whole) });
  }
  return { erased, updated };
}

function scoresOf(seed: number): Float64Array {
  const source = ownStream(seed, 'scores');
  return Float64Array.from({ length: tokens * tokens }, () => 1.2 * normal(source));
}
