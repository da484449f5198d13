import { keptUnits, standardDeviationOfKept } from '../../../engine/closed-forms';
import { maskBits, type LayerUnderTest } from '../../../engine/experiments/forward-passes';
import { formatNumber, formatShare } from '../../format';
import { maskCells } from '../../scenes/figures';
import { Cells } from '../../view/figures/cells';
import { Numbers } from '../../view/numbers';
import type { Lens } from '../lens';
import { RateSlider, SeedField, WholeNumber } from '../view/controls';
import { Live, Whose } from '../view/live';
import { Playback } from '../view/playback';
import { mostUnits } from '../store';

/** Passes through which the reader can step. */
const passes = 50;

/** Units of the rows in which passes stand under each other. */
const rowUnits = 16;

/** What dropout is: another mask in every pass, on the reader's own layer. */
export function Masks({ lens }: { readonly lens: Lens }) {
  const { rate, units, seed } = lens;
  const layer: LayerUnderTest = { kind: 'dropout', rate, units, seed };
  const pass = Math.round(lens.number('pass', 1, 1, passes));
  const rows = [0, 1, 2].map((step) => ((pass - 1 + step) % passes) + 1);
  const masks = rows.map((each) => maskBits(layer, each));
  const kept = sum(masks[0] ?? new Uint8Array());
  const spread = standardDeviationOfKept(units, rate);
  const expected = `${formatNumber(keptUnits(units, rate))} ± ${formatNumber(spread)}`;
  return (
    <Live
      title="Masks of forward passes"
      point={`Pass ${pass} keeps ${kept} of ${units} units, where ${expected} are expected; the next pass draws anew.`}
    >
      <Whose lens={lens} />
      <div class="row">
        <RateSlider lens={lens} />
        <WholeNumber
          label="Units"
          value={units}
          from={1}
          to={mostUnits}
          onValue={(value) => lens.set({ units: value })}
        />
        <SeedField lens={lens} />
      </div>
      <Playback
        value={pass}
        to={passes}
        noun="pass"
        onValue={(value) => lens.set({ pass: value })}
      />
      <Rows masks={masks} passes={rows} />
      <h3>
        All {units} units in pass {pass}
      </h3>
      <Cells figure={maskCells(masks[0] ?? new Uint8Array(), 'unit')} />
      <Numbers
        caption="Kept units by pass"
        columns={['Pass', 'Kept', 'Share', 'Expected']}
        rows={rows.map((each, index) => [
          String(each),
          String(sum(masks[index] ?? new Uint8Array())),
          formatShare(sum(masks[index] ?? new Uint8Array()) / units),
          expected,
        ])}
      />
    </Live>
  );
}

/** The layer as it is, and what is left of its first units in passes that follow each other. */
function Rows({ masks, passes: numbers }: RowsProps) {
  const units = Math.min(rowUnits, masks[0]?.length ?? 0);
  const rows = [
    { name: 'the layer', mask: new Uint8Array(units).fill(1) },
    ...masks.map((mask, index) => ({
      name: `pass ${numbers[index]}`,
      mask: mask.subarray(0, units),
    })),
  ];
  return (
    <div class="mask-rows">
      {rows.map(({ name, mask }) => (
        <div key={name}>
          <span>{name}</span>
          <Cells figure={{ ...maskCells(mask, 'unit'), columns: units, legend: [] }} />
        </div>
      ))}
    </div>
  );
}

interface RowsProps {
  readonly masks: readonly Uint8Array[];
  readonly passes: readonly number[];
}

function sum(mask: Uint8Array): number {
  return mask.reduce((total, bit) => total + bit, 0);
}
