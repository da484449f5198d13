import { useMemo } from 'preact/hooks';
import { ownStream } from '../../../engine/bits';
import { scale } from '../../../engine/closed-forms';
import { drawActivations } from '../../../engine/experiments/activations';
import { summarise } from '../../../engine/experiments/statistics';
import { forward, noiseOf } from '../../../engine/variants';
import { formatNumber } from '../../format';
import { distribution } from '../../scenes/figures';
import { Distribution } from '../../view/figures/distribution';
import { Numbers } from '../../view/numbers';
import type { Lens } from '../lens';
import { RateSlider, SeedField } from '../view/controls';
import { Live, Whose } from '../view/live';

const passes = 1000;
const mostSummedUnits = 256;

/** Inverted and classic dropout side by side: the same masks, and for each form training and inference agree. */
export function Scaling({ lens }: { readonly lens: Lens }) {
  const { rate, seed } = lens;
  const units = Math.min(mostSummedUnits, lens.units);
  const run = useMemo(() => sums(rate, units, seed), [rate, units, seed]);
  const { inverted, classic } = run;
  const point = `In each form training and inference agree: ${formatNumber(inverted.mean)} and ${formatNumber(inverted.inference)} in the inverted one, ${formatNumber(classic.mean)} and ${formatNumber(classic.inference)} in the classic one.`;
  return (
    <Live title="Inverted and classic scaling" point={point}>
      <Whose lens={lens} />
      <div class="row">
        <RateSlider lens={lens} highest={0.9} />
        <SeedField lens={lens} />
      </div>
      <div class="sides">
        <Side
          title="Inverted, as libraries do it"
          note={`survivors × ${formatNumber(scale(rate))} in training, nothing at inference`}
          side={inverted}
          top={run.top}
        />
        <Side
          title="Classic, as the papers did it"
          note={`nothing in training, weights × ${formatNumber(1 - rate)} at inference`}
          side={classic}
          top={run.top}
        />
      </div>
      <Numbers
        caption="Sums of the layer's outputs"
        columns={['Quantity', 'Inverted', 'Classic']}
        rows={[
          ['mean sum in training', formatNumber(inverted.mean), formatNumber(classic.mean)],
          ['sum at inference', formatNumber(inverted.inference), formatNumber(classic.inference)],
          [
            'standard deviation in training',
            formatNumber(inverted.deviation),
            formatNumber(classic.deviation),
          ],
          ...run.first.map(({ input, kept, scaled }, index) => [
            `unit ${index + 1}: x = ${formatNumber(input)}, ${kept ? 'kept' : 'dropped'}`,
            formatNumber(scaled),
            formatNumber(kept ? input : 0),
          ]),
        ]}
      />
    </Live>
  );
}

interface Summed {
  readonly values: Float64Array;
  readonly mean: number;
  readonly deviation: number;
  readonly inference: number;
}

function Side({ title, note, side, top }: SideProps) {
  const figure = distribution({
    values: side.values,
    domain: [0, top],
    axis: `sum of the outputs in ${passes} passes`,
    marker: { at: side.inference, label: 'at inference' },
  });
  return (
    <article class="side own">
      <h3>{title}</h3>
      <p class="note">{note}</p>
      <p class="headline">
        <strong>{formatNumber(side.mean)}</strong>
        <span>mean sum in training; {formatNumber(side.inference)} at inference</span>
      </p>
      <Distribution figure={figure} />
    </article>
  );
}

interface SideProps {
  readonly title: string;
  readonly note: string;
  readonly side: Summed;
  readonly top: number;
}

function sums(rate: number, units: number, seed: number) {
  const input = Float64Array.from(drawActivations('relu', units, seed));
  const whole = total(input);
  const invert = new Float64Array(passes);
  const plain = new Float64Array(passes);
  for (let pass = 0; pass < passes; pass++) {
    const noise = noiseOf('classic', 'train', [units], { rate }, ownStream(seed, `pass ${pass}`));
    const classic = total(forward(input, [units], noise));
    plain[pass] = classic;
    invert[pass] = classic * scale(rate);
  }
  const first = noiseOf('inverted', 'train', [units], { rate }, ownStream(seed, 'pass 0'));
  const outputs = forward(input, [units], first);
  return {
    inverted: summed(invert, whole),
    classic: summed(plain, (1 - rate) * whole),
    top: 1.05 * Math.max(whole, ...invert),
    first: Array.from(input.slice(0, 6), (value, unit) => ({
      input: value,
      kept: first.mask[unit] === 1,
      scaled: outputs[unit] as number,
    })),
  };
}

function summed(values: Float64Array, inference: number): Summed {
  const { mean, deviation } = summarise(values);
  return { values, mean, deviation, inference };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
