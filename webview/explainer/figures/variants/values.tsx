import { useMemo } from 'preact/hooks';
import { ownStream } from '../../../../engine/bits';
import {
  alphaDropoutConstants,
  gaussianDropoutDeviation,
  scale,
} from '../../../../engine/closed-forms';
import { drawActivations } from '../../../../engine/experiments/activations';
import { summarise } from '../../../../engine/experiments/statistics';
import { forward, noiseOf, concreteNoise } from '../../../../engine/variants';
import { formatNumber, formatShare } from '../../../format';
import { distribution } from '../../../scenes/figures';
import { Distribution } from '../../../view/figures/distribution';
import { Numbers } from '../../../view/numbers';
import type { Lens } from '../../lens';
import { Slider } from '../../view/controls';
import { Brackets, Formula, Keep, Over } from '../../view/mathml';
import { Half, VariantFigure } from './variant-figure';

const samples = 4000;

/** Outputs behind SELU under alpha dropout, beside ordinary dropout: one keeps mean and variance. */
export function Alpha({ lens }: { readonly lens: Lens }) {
  const rate = Math.min(0.5, lens.rate);
  const { a, b, alpha } = alphaDropoutConstants(rate);
  const run = useMemo(() => applied(rate, lens.seed), [rate, lens.seed]);
  const { own, other } = run;
  return (
    <VariantFigure
      lens={lens}
      title="Alpha dropout"
      stepped={false}
      highest={0.5}
      point={`Behind SELU the mean stays ${formatNumber(own.mean)} and the variance ${formatNumber(own.variance)}; ordinary dropout makes the variance ${formatNumber(other.variance)}.`}
      formula={
        <Formula label="y equals a times, r x plus 1 minus r alpha prime, plus b">
          <mi>y</mi>
          <mo>=</mo>
          <mi>a</mi>
          <Brackets>
            <mi>r</mi>
            <mi>x</mi>
            <mo>+</mo>
            <Brackets>
              <Keep>
                <mi>r</mi>
              </Keep>
            </Brackets>
            <mi>α′</mi>
          </Brackets>
          <mo>+</mo>
          <mi>b</mi>
        </Formula>
      }
    >
      <div class="halves">
        <Half
          own
          title="Alpha dropout"
          note={`dropped units become ${formatNumber(a * alpha + b)}`}
        >
          <Distribution figure={histogram(run.alpha)} />
        </Half>
        <Half title="Ordinary dropout" note="dropped units become 0">
          <Distribution figure={histogram(run.plain)} />
        </Half>
      </div>
      <Numbers
        caption="Outputs behind SELU"
        columns={['Quantity', 'Alpha dropout', 'Ordinary dropout', 'No dropout']}
        rows={[
          ['mean', formatNumber(own.mean), formatNumber(other.mean), formatNumber(run.before.mean)],
          [
            'variance',
            formatNumber(own.variance),
            formatNumber(other.variance),
            formatNumber(run.before.variance),
          ],
          [
            'a, b and α′',
            `${formatNumber(a)}, ${formatNumber(b)}, ${formatNumber(alpha)}`,
            '–',
            '–',
          ],
        ]}
      />
    </VariantFigure>
  );
}

/** The factors of Gaussian dropout, beside the two factors of ordinary dropout. */
export function Gaussian({ lens }: { readonly lens: Lens }) {
  const rate = Math.min(0.9, lens.rate);
  const deviation = gaussianDropoutDeviation(rate);
  const factors = useMemo(() => {
    const source = ownStream(lens.seed, 'gaussian');
    const gaussian = noiseOf('gaussianDropout', 'train', [samples], { rate }, source).factor;
    const ordinary = noiseOf('inverted', 'train', [samples], { rate }, source).factor;
    return { gaussian, ordinary };
  }, [rate, lens.seed]);
  const reach = Math.max(scale(rate), 1 + 3 * deviation) + 0.3;
  const domain = [Math.min(-0.5, 1 - 3 * deviation), reach] as const;
  const negative = factors.gaussian.filter((factor) => factor < 0).length / samples;
  return (
    <VariantFigure
      lens={lens}
      title="Gaussian dropout"
      stepped={false}
      point={`Factors of 1 ± ${formatNumber(deviation)}, the same mean and spread as dropout of ${formatNumber(rate)}; ${formatShare(negative)} are negative.`}
      formula={
        <Formula label="y equals x times epsilon, which is normal with mean 1 and variance p over 1 minus p">
          <mi>y</mi>
          <mo>=</mo>
          <mi>x</mi>
          <mi>ε</mi>
          <mo>,</mo>
          <mi>ε</mi>
          <mo>∼</mo>
          <mi>N</mi>
          <Brackets>
            <mn>1</mn>
            <mo>,</mo>
            <Over top={<mi>p</mi>} bottom={<Keep />} />
          </Brackets>
        </Formula>
      }
    >
      <div class="halves">
        <Half own title="Gaussian dropout" note="every unit gets a factor of its own">
          <Distribution
            figure={distribution({ values: factors.gaussian, domain, axis: 'factors' })}
          />
        </Half>
        <Half title="Ordinary dropout" note={`0 or ${formatNumber(scale(rate))}`}>
          <Distribution
            figure={distribution({ values: factors.ordinary, domain, axis: 'factors' })}
          />
        </Half>
      </div>
      <Numbers
        caption="Factors"
        columns={['Quantity', 'Gaussian', 'Ordinary']}
        rows={[
          ['mean', ...both(factors, ({ mean }) => mean)],
          ['standard deviation', ...both(factors, (one) => one.deviation)],
          ['by the formula', formatNumber(deviation), formatNumber(deviation)],
        ]}
      />
    </VariantFigure>
  );
}

/** The smooth mask of concrete dropout, whose temperature makes it hard. */
export function Concrete({ lens }: { readonly lens: Lens }) {
  const rate = Math.min(0.9, Math.max(0.02, lens.rate));
  const temperature = lens.number('temperature', 0.1, 0.02, 1);
  const { relaxed } = useMemo(
    () => concreteNoise([samples], rate, ownStream(lens.seed, 'concrete'), temperature),
    [rate, temperature, lens.seed],
  );
  const between = relaxed.filter((z) => z > 0.05 && z < 0.95).length / samples;
  const dropped = relaxed.filter((z) => z >= 0.5).length / samples;
  return (
    <VariantFigure
      lens={lens}
      title="Concrete dropout"
      stepped={false}
      point={`At temperature ${formatNumber(temperature)}, ${formatShare(1 - between)} of the draws are as good as 0 or 1, and ${formatShare(dropped)} are dropped.`}
      controls={
        <Slider
          label="Temperature t"
          value={temperature}
          from={0.02}
          to={1}
          step={0.02}
          onValue={(chosen) => lens.set({ temperature: chosen })}
        />
      }
      formula={
        <Formula label="z equals sigma of, logit p plus logit u, over t">
          <mi>z</mi>
          <mo>=</mo>
          <mi>σ</mi>
          <Brackets>
            <Over
              top={
                <>
                  <mtext>logit</mtext>
                  <mi>p</mi>
                  <mo>+</mo>
                  <mtext>logit</mtext>
                  <mi>u</mi>
                </>
              }
              bottom={<mi>t</mi>}
            />
          </Brackets>
        </Formula>
      }
    >
      <Distribution
        figure={distribution({
          values: relaxed,
          domain: [-0.02, 1.02],
          axis: 'z: 0 is kept, 1 is dropped',
        })}
      />
      <Numbers
        caption="Draws of z"
        columns={['Quantity', 'Value']}
        rows={[
          ['as good as 0 or 1', formatShare(1 - between)],
          ['above one half', formatShare(dropped)],
          ['mean', formatNumber(summarise(relaxed).mean)],
        ]}
      />
    </VariantFigure>
  );
}

function applied(rate: number, seed: number) {
  const input = Float64Array.from(drawActivations('selu', samples, seed));
  const through = (name: 'alpha' | 'inverted'): Float64Array =>
    forward(
      input,
      [samples],
      noiseOf(name, 'train', [samples], { rate }, ownStream(seed, 'alpha')),
    );
  const [alpha, plain] = [through('alpha'), through('inverted')];
  return {
    ...{ alpha, plain },
    own: summarise(alpha),
    other: summarise(plain),
    before: summarise(input),
  };
}

function histogram(values: Float64Array) {
  return distribution({ values, domain: [-2.5, 4], axis: 'outputs of the layer' });
}

function both(
  { gaussian, ordinary }: { readonly gaussian: Float64Array; readonly ordinary: Float64Array },
  of: (summary: ReturnType<typeof summarise>) => number,
): string[] {
  return [gaussian, ordinary].map((values) => formatNumber(of(summarise(values))));
}
