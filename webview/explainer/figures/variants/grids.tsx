import { ownStream, type SequentialSource } from '../../../../engine/bits';
import { stochasticDepthRate } from '../../../../engine/closed-forms';
import { bernoulliMask, variants, zoneoutMask } from '../../../../engine/variants';
import { formatNumber, formatShare } from '../../../format';
import { stateCells } from '../../../scenes/figures';
import type { CellState } from '../../../scenes/scene';
import { Cells } from '../../../view/figures/cells';
import { Numbers } from '../../../view/numbers';
import type { Lens } from '../../lens';
import { Brackets, Drawn, Formula, Indexed, Keep, Over } from '../../view/mathml';
import { Half, passOf, VariantFigure } from './variant-figure';

const steps = 10;
const units = 16;

/** One mask for the whole sequence, beside a new one at every step. */
export function Locked({ lens }: { readonly lens: Lens }) {
  const { rate } = lens;
  const shape = [steps, 1, units];
  const locked = variants.locked.draw(shape, { rate }, sourceOf(lens)).mask;
  const repeated = Uint8Array.from({ length: steps * units }, (_, at) => locked[at % units] ?? 0);
  const anew = variants.inverted.draw(shape, { rate }, sourceOf(lens)).mask;
  const survivors = (mask: Uint8Array): number => columnsKept(mask).length;
  return (
    <VariantFigure
      lens={lens}
      title="Variational dropout"
      point={`With one mask ${survivors(repeated)} of ${units} units last through all ${steps} time steps, with new masks ${survivors(anew)}.`}
      formula={
        <Formula label="y t i equals r i times x t i over 1 minus p">
          <Indexed name="y" index="ti" />
          <mo>=</mo>
          <Over top={<Indexed name="r" />} bottom={<Keep />} />
          <Indexed name="x" index="ti" />
        </Formula>
      }
    >
      <div class="halves">
        <Half own title="One mask" note="time goes down: every step loses the same units">
          <Grid states={repeated} columns={units} />
        </Half>
        <Half title="A new mask at every step" note="what a state remembers is washed out">
          <Grid states={anew} columns={units} />
        </Half>
      </div>
      <Numbers
        caption="Units that are kept at every step"
        columns={['Quantity', 'One mask', 'New masks']}
        rows={[
          ['kept at every step in this pass', String(survivors(repeated)), String(survivors(anew))],
          ['expected', formatNumber(units * (1 - rate)), formatNumber(units * (1 - rate) ** steps)],
        ]}
      />
    </VariantFigure>
  );
}

/** Units of a recurrent state that keep their previous value. */
export function Zoneout({ lens }: { readonly lens: Lens }) {
  const { rate } = lens;
  const mask = zoneoutMask(steps * units, rate, sourceOf(lens));
  const kept = mask.reduce((sum, bit) => sum + bit, 0);
  const states = mask.map((bit) => (bit === 1 ? 2 : 1));
  return (
    <VariantFigure
      lens={lens}
      title="Zoneout"
      point={`In ${kept} of ${steps * units} updates the unit keeps its previous value; nothing is set to 0.`}
      formula={
        <Formula label="h t equals d times h t minus 1 plus 1 minus d times h tilde t">
          <Indexed name="h" index="t" />
          <mo>=</mo>
          <mi>d</mi>
          <Indexed name="h" index="t−1" />
          <mo>+</mo>
          <Brackets>
            <Keep>
              <mi>d</mi>
            </Keep>
          </Brackets>
          <Indexed name="h̃" index="t" />
        </Formula>
      }
    >
      <Grid
        states={states}
        columns={units}
        labels={{ 0: '', 1: 'takes the new value', 2: 'keeps the previous value' }}
      />
      <Numbers
        caption="Zoneout in numbers"
        columns={['Quantity', 'Value']}
        rows={[
          ['kept previous values in this pass', String(kept)],
          ['expected', formatNumber(steps * units * rate)],
          ['share of the old state at inference, z', formatShare(rate)],
        ]}
      />
    </VariantFigure>
  );
}

/** Single weights are missing, beside missing inputs. */
export function DropConnect({ lens }: { readonly lens: Lens }) {
  const { rate } = lens;
  const outputs = 12;
  const weights = bernoulliMask(outputs * units, rate, sourceOf(lens));
  const inputs = bernoulliMask(units, rate, sourceOf(lens));
  const columns = Uint8Array.from({ length: outputs * units }, (_, at) => inputs[at % units] ?? 0);
  const share = 1 - weights.reduce((sum, bit) => sum + bit, 0) / weights.length;
  return (
    <VariantFigure
      lens={lens}
      title="DropConnect"
      point={`${formatShare(share)} of the weights are missing in this pass, other ones for every unit.`}
      formula={
        <>
          <Formula label="y equals M times W, x plus b">
            <mi>y</mi>
            <mo>=</mo>
            <Brackets>
              <mi>M</mi>
              <mo>⊙</mo>
              <mi>W</mi>
            </Brackets>
            <mi>x</mi>
            <mo>+</mo>
            <mi>b</mi>
          </Formula>
          <Formula label="M i j is drawn from Bernoulli of 1 minus p">
            <Drawn name={<Indexed name="M" index="ij" />}>
              <Keep />
            </Drawn>
          </Formula>
        </>
      }
    >
      <div class="halves">
        <Half own title="DropConnect" note="one row for each unit, one column for each input">
          <Grid states={weights} columns={units} />
        </Half>
        <Half title="Dropout on the inputs" note="a missing input is missing for all units">
          <Grid states={columns} columns={units} />
        </Half>
      </div>
      <Numbers
        caption="Masks of both"
        columns={['Quantity', 'DropConnect', 'Dropout']}
        rows={[
          ['decisions in a pass', String(weights.length), String(inputs.length)],
          ['missing weights', formatShare(share), formatShare(1 - average(columns))],
        ]}
      />
    </VariantFigure>
  );
}

/** Residual blocks that are skipped, for each example anew, more of them the deeper they lie. */
export function StochasticDepth({ lens }: { readonly lens: Lens }) {
  const blocks = 12;
  const examples = 10;
  const source = sourceOf(lens);
  const mask = new Uint8Array(blocks * examples);
  for (let block = 0; block < blocks; block++) {
    const rate = stochasticDepthRate(block + 1, blocks, lens.rate);
    const bits = variants.stochasticDepth.draw([examples, 1], { rate }, source).mask;
    bits.forEach((bit, example) => (mask[example * blocks + block] = bit));
  }
  const depth = (average(mask) * blocks).toFixed(1);
  const expected = blocks - (lens.rate * (blocks + 1)) / 2;
  return (
    <VariantFigure
      lens={lens}
      title="Stochastic depth"
      point={`In this pass the examples go through ${depth} of ${blocks} blocks on average; ${formatNumber(expected)} are expected.`}
      formula={
        <Formula label="y equals x plus r times f of x over 1 minus p">
          <mi>y</mi>
          <mo>=</mo>
          <mi>x</mi>
          <mo>+</mo>
          <Over top={<mi>r</mi>} bottom={<Keep />} />
          <mi>f</mi>
          <Brackets>
            <mi>x</mi>
          </Brackets>
        </Formula>
      }
    >
      <Half
        own
        title="Blocks from left to right"
        note="one row for each example; the rate grows with depth"
      >
        <Grid
          states={mask}
          columns={blocks}
          labels={{ 0: 'skipped', 1: 'passed through', 2: '' }}
        />
      </Half>
      <Numbers
        caption="Rate by block"
        columns={['Block', 'Rate (l/L)·p']}
        rows={Array.from({ length: blocks }, (_, block) => [
          String(block + 1),
          formatNumber(stochasticDepthRate(block + 1, blocks, lens.rate)),
        ])}
      />
    </VariantFigure>
  );
}

/** The source of the masks of the pass that is looked at. */
export function sourceOf(lens: Lens): SequentialSource {
  return ownStream(lens.seed, `pass ${passOf(lens)}`);
}

function Grid({ states, columns, labels }: GridProps) {
  return (
    <Cells figure={stateCells(states, labels ?? { 0: 'dropped', 1: 'kept', 2: '' }, columns)} />
  );
}

interface GridProps {
  readonly states: Uint8Array;
  readonly columns: number;
  readonly labels?: Readonly<Record<CellState, string>>;
}

function columnsKept(mask: Uint8Array): number[] {
  return Array.from({ length: units }, (_, unit) => unit).filter((unit) =>
    Array.from({ length: steps }, (_, step) => mask[step * units + unit]).every((bit) => bit === 1),
  );
}

function average(mask: Uint8Array): number {
  return mask.reduce((sum, bit) => sum + bit, 0) / mask.length;
}
