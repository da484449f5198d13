import { useMemo } from 'preact/hooks';
import { scale } from '../../../engine/closed-forms';
import { masksOfPasses } from '../../../engine/experiments/forward-passes';
import { formatNumber, formatShare } from '../../format';
import { Numbers } from '../../view/numbers';
import type { Lens } from '../lens';
import { RateSlider, SeedField } from '../view/controls';
import { Live } from '../view/live';
import { Bars } from './bars';

const passes = 400;
const units = 64;

/** What the next layer would receive on average if survivors were scaled by what is often said. */
export function Misstatements({ lens }: { readonly lens: Lens }) {
  const { rate, seed } = lens;
  const kept = useMemo(() => keptShare(rate, seed), [rate, seed]);
  const forms = [
    { name: 'by 1/(1 − p), as it is done', factor: scale(rate) },
    { name: 'by 1/p', factor: rate > 0 ? 1 / rate : NaN },
    { name: 'by 1 − p, “the keep probability”', factor: 1 - rate },
    { name: 'by p, “the rate”', factor: rate },
    { name: 'not at all', factor: 1 },
    { name: 'in training, and by 1 − p at inference too', factor: scale(rate) ** 2 },
  ].filter(({ factor }) => Number.isFinite(factor));
  const share = ({ factor }: { factor: number }): number => kept * factor;
  return (
    <Live
      title="What wrong scaling would do"
      point={`Measured over ${passes} passes at p = ${formatNumber(rate)}: only survivors × ${formatNumber(scale(rate))} give the next layer 100 % of what it gets at inference.`}
    >
      <div class="row">
        <RateSlider lens={lens} highest={0.9} />
        <SeedField lens={lens} />
      </div>
      <Bars
        bars={forms.map((form, index) => ({
          name: form.name,
          value: share(form),
          own: index === 0,
        }))}
        level={{ value: 1, label: 'what inference gives' }}
        format={formatShare}
        summary={forms.map((form) => `${form.name}: ${formatShare(share(form))}`).join('; ')}
      />
      <p class="note">
        At p = 0.5 dividing by p and by 1 − p is the same, which is how the mistake stays unnoticed.
      </p>
      <Numbers
        caption="Average input of the next layer, as a share of that at inference"
        columns={['Survivors scaled', 'Factor', 'Share']}
        rows={forms.map((form) => [form.name, formatNumber(form.factor), formatShare(share(form))])}
      />
    </Live>
  );
}

function keptShare(rate: number, seed: number): number {
  const masks = masksOfPasses({ kind: 'dropout', rate, units, seed }, passes);
  return (
    masks.reduce((sum, mask) => sum + mask.reduce((all, bit) => all + bit, 0), 0) / (passes * units)
  );
}
