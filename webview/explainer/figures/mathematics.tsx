import { useMemo } from 'preact/hooks';
import {
  keptUnits,
  scale,
  standardDeviationOfKept,
  unitVariance,
} from '../../../engine/closed-forms';
import { masksOfPasses } from '../../../engine/experiments/forward-passes';
import { formatNumber } from '../../format';
import { Curves } from '../../workshop/curves';
import { Numbers } from '../../view/numbers';
import type { Lens } from '../lens';
import { RateSlider, SeedField, Slider, WholeNumber } from '../view/controls';
import { Live } from '../view/live';
import { Drawn, Formula, Indexed, Keep, Moved, Over } from '../view/mathml';

const passes = 300;

/** The formula with the symbols that the sliders move, and the mean of one unit over many passes. */
export function Mathematics({ lens }: { readonly lens: Lens }) {
  const { rate, seed } = lens;
  const value = lens.number('unit value', 0.8, 0, 2);
  const units = Math.round(lens.number('formula units', 100, 1, 1000));
  const bits = useMemo(() => bitsOfOneUnit(rate, seed), [rate, seed]);
  const factor = rate < 1 ? scale(rate) : 0;
  const means = runningMeans(bits, value * factor);
  const last = means.at(-1)?.y ?? 0;
  const first = bits[0] === 1 ? value * factor : 0;
  return (
    <Live
      title="The formula with its symbols"
      point={`With p = ${formatNumber(rate)} a unit of ${formatNumber(value)} gives ${formatNumber(value * factor)} or 0; over ${passes} passes its mean is ${formatNumber(last)}.`}
    >
      <div class="formula">
        <Inverted bit={bits[0] ?? 0} value={value} rate={rate} output={first} />
      </div>
      <div class="row">
        <RateSlider lens={lens} />
        <Slider
          label="Unit h"
          symbol="h"
          value={value}
          from={0}
          to={2}
          step={0.05}
          onValue={(chosen) => lens.set({ 'unit value': chosen })}
        />
        <WholeNumber
          label="Units n"
          value={units}
          from={1}
          to={1000}
          onValue={(chosen) => lens.set({ 'formula units': chosen })}
        />
        <SeedField lens={lens} />
      </div>
      <Curves
        series={[
          { name: 'mean of h̃ so far', look: 'own', points: means },
          {
            name: 'h',
            look: 'other',
            points: [
              { x: 1, y: value },
              { x: passes, y: value },
            ],
          },
        ]}
        domain={[1, passes]}
        ceiling={Math.max(0.1, 1.1 * Math.max(value * factor, value))}
        xName="passes"
        yName="one unit in training mode"
        summary={`The mean of the unit over the passes ends at ${formatNumber(last)}, near its value ${formatNumber(value)}.`}
      />
      <Numbers
        caption="What follows from the formula"
        columns={['Quantity', 'Value']}
        rows={[
          ['factor of a kept unit, 1/(1 − p)', formatNumber(factor)],
          ['output of a kept unit', formatNumber(value * factor)],
          ['mean output, E[h̃]', formatNumber(value)],
          [`mean over ${passes} passes`, formatNumber(last)],
          ['variance, h²·p/(1 − p)', formatNumber(unitVariance(value, rate))],
          [`kept of ${units} units`, formatNumber(keptUnits(units, rate))],
          ['its standard deviation', formatNumber(standardDeviationOfKept(units, rate))],
        ]}
      />
    </Live>
  );
}

/** The formula, and below it the same formula with the numbers of the first pass. */
function Inverted({ bit, value, rate, output }: InvertedProps) {
  const tilde = (
    <msub>
      <mover>
        <mi>h</mi>
        <mo>~</mo>
      </mover>
      <mi>i</mi>
    </msub>
  );
  const p = (
    <Moved symbol="p">
      <mi>p</mi>
    </Moved>
  );
  return (
    <>
      <Formula label="h tilde i equals r i times h i, divided by 1 minus p">
        {tilde}
        <mo>=</mo>
        <Over
          top={
            <>
              <Indexed name="r" />
              <mo>·</mo>
              <Moved symbol="h">
                <Indexed name="h" />
              </Moved>
            </>
          }
          bottom={<Keep>{p}</Keep>}
        />
        <mo>=</mo>
        <Over
          top={
            <>
              <mn>{bit}</mn>
              <mo>·</mo>
              <Moved symbol="h">
                <mn>{formatNumber(value)}</mn>
              </Moved>
            </>
          }
          bottom={
            <Keep>
              <Moved symbol="p">
                <mn>{formatNumber(rate)}</mn>
              </Moved>
            </Keep>
          }
        />
        <mo>=</mo>
        <mn>{formatNumber(output)}</mn>
      </Formula>
      <Formula label="r i is drawn from Bernoulli of 1 minus p">
        <Drawn name={<Indexed name="r" />}>
          <Keep>{p}</Keep>
        </Drawn>
      </Formula>
    </>
  );
}

interface InvertedProps {
  readonly bit: number;
  readonly value: number;
  readonly rate: number;
  readonly output: number;
}

function bitsOfOneUnit(rate: number, seed: number): Uint8Array {
  const masks = masksOfPasses({ kind: 'dropout', rate, units: 1, seed }, passes);
  return Uint8Array.from(masks, (mask) => mask[0] ?? 0);
}

function runningMeans(bits: Uint8Array, kept: number): { x: number; y: number }[] {
  let sum = 0;
  return Array.from(bits, (bit, index) => {
    sum += bit * kept;
    return { x: index + 1, y: sum / (index + 1) };
  });
}
