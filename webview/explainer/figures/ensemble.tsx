import { useMemo } from 'preact/hooks';
import {
  geometricMean,
  maskWeight,
  startEnsemble,
  stepEnsemble,
  type EnsembleConfig,
} from '../../../engine/ensemble';
import { normal, ownStream } from '../../../engine/bits';
import { softmax } from '../../../engine/experiments/activations';
import { formatNumber, formatShare } from '../../format';
import { maskCells } from '../../scenes/figures';
import type { DistributionFigure } from '../../scenes/scene';
import { Cells } from '../../view/figures/cells';
import { Distribution } from '../../view/figures/distribution';
import { Numbers } from '../../view/numbers';
import type { Lens } from '../lens';
import { RateSlider, SeedField, Segments, Slider } from '../view/controls';
import { Live } from '../view/live';

type Kind = 'linear' | 'softmax' | 'deep';

const names: Readonly<Record<Kind, string>> = {
  linear: 'linear',
  softmax: 'one softmax layer',
  deep: 'with a hidden ReLU layer',
};

/** Up to this many sub-networks are drawn as pictures. */
const mostPictures = 16;

/** All 2ⁿ sub-networks of a small network, their average, and the one pass that stands for it. */
export function Ensemble({ lens }: { readonly lens: Lens }) {
  const { rate, seed } = lens;
  const units = Math.round(lens.number('ensemble units', 4, 1, 10));
  const kind = lens.choice<Kind>('ensemble kind', 'linear', ['linear', 'softmax', 'deep']);
  const result = useMemo(() => enumerate(kind, units, rate, seed), [kind, units, rate, seed]);
  const { evaluation, mean, geometric, outputs, weights, masks } = result;
  const count = 2 ** units;
  const off = Math.abs(mean - evaluation);
  const point = `${formatNumber(count)} sub-networks: their average is ${formatNumber(mean)}, and the one pass without dropout gives ${formatNumber(evaluation)}${off < 1e-6 ? ', exactly the same' : ''}.`;
  return (
    <Live title="All sub-networks of a small network" point={point}>
      <Segments
        legend="The network is"
        value={kind}
        names={names}
        onValue={(chosen) => lens.set({ 'ensemble kind': chosen })}
      />
      <div class="row">
        <RateSlider lens={lens} highest={0.9} />
        <Slider
          label="Units that may be dropped"
          value={units}
          from={1}
          to={10}
          step={1}
          words={`${units}, ${count} sub-networks`}
          onValue={(chosen) => lens.set({ 'ensemble units': chosen })}
        />
        <SeedField lens={lens} />
      </div>
      {count <= mostPictures && <Pictures masks={masks} outputs={outputs} weights={weights} />}
      <Distribution
        figure={weighted(
          outputs,
          weights,
          evaluation,
          kind === 'softmax' ? 'probability of the first class' : 'answers of the sub-networks',
        )}
      />
      <Numbers
        caption="Averages of the sub-networks"
        columns={['Quantity', 'Value']}
        rows={[
          ['sub-networks', formatNumber(count)],
          ['average of the sub-networks, by their probability', formatNumber(mean)],
          ...(geometric === undefined
            ? []
            : [['renormalised geometric mean', formatNumber(geometric)]]),
          ['answer without dropout', formatNumber(evaluation)],
          ['difference from the average', formatNumber(mean - evaluation)],
          ...(geometric === undefined
            ? []
            : [['difference from the geometric mean', formatNumber(geometric - evaluation)]]),
        ]}
      />
    </Live>
  );
}

function Pictures({ masks, outputs, weights }: PicturesProps) {
  return (
    <ol class="subnetworks" aria-label="Sub-networks">
      {masks.map((mask, index) => (
        <li key={index}>
          <Cells figure={{ ...maskCells(mask, 'unit'), legend: [], columns: mask.length }} />
          <span>{formatNumber(outputs[index] ?? 0)}</span>
          <small>{formatShare(weights[index] ?? 0)} of the passes</small>
        </li>
      ))}
    </ol>
  );
}

interface PicturesProps {
  readonly masks: readonly Uint8Array[];
  readonly outputs: Float64Array;
  readonly weights: Float64Array;
}

function enumerate(kind: Kind, units: number, rate: number, seed: number) {
  const predict = networks[kind](units, rate, ownStream(seed, 'ensemble'));
  const count = 2 ** units;
  const outputs = new Float64Array(count);
  const weights = new Float64Array(count);
  const masks: Uint8Array[] = [];
  const config: EnsembleConfig = {
    units,
    rate,
    outputs: 2,
    predict(mask, row) {
      const answer = predict(mask);
      row.set(answer);
      const number = mask.reduce((sum, bit, index) => sum + bit * 2 ** index, 0);
      outputs[number] = answer[0];
      weights[number] = maskWeight(mask, rate);
      masks[number] = mask.slice();
    },
  };
  const state = stepEnsemble(startEnsemble(config), config, count);
  return {
    ...{ outputs, weights, masks },
    mean: state.means[0] ?? NaN,
    geometric: kind === 'softmax' ? geometricMean(state)[0] : undefined,
    evaluation: predict(undefined)[0],
  };
}

/** Answers of a network for one input: two numbers, of which the first is shown; without a mask, in evaluation. */
type Network = (mask: Uint8Array | undefined) => readonly [number, number];

const networks: Readonly<
  Record<Kind, (units: number, rate: number, source: ReturnType<typeof ownStream>) => Network>
> = {
  linear(units, rate, source) {
    const terms = draw(units, source);
    return (mask) => {
      const sum = dot(
        terms,
        terms.map((_, unit) => factor(mask, unit, rate)),
      );
      return [sum, 1];
    };
  },
  softmax(units, rate, source) {
    const logits = draw(units, source);
    return (mask) => {
      const sum = dot(
        logits,
        logits.map((_, unit) => factor(mask, unit, rate)),
      );
      const [first = 0, second = 0] = softmax([sum, 0]);
      return [first, second];
    };
  },
  deep(units, rate, source) {
    const hidden = 6;
    const input = draw(units, source);
    const first = Array.from({ length: hidden }, () => draw(units, source));
    const second = draw(hidden, source);
    return (mask) => {
      const values = input.map((value, unit) => value * factor(mask, unit, rate));
      const activations = Float64Array.from(first, (weights) => Math.max(0, dot(weights, values)));
      return [dot(second, activations), 1];
    };
  },
};

function factor(mask: Uint8Array | undefined, unit: number, rate: number): number {
  return mask ? (mask[unit] ?? 0) / (1 - rate) : 1;
}

function draw(count: number, source: ReturnType<typeof ownStream>): Float64Array {
  return Float64Array.from({ length: count }, () => normal(source));
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

/** The histogram of the answers, each counted by the probability of its sub-network. */
function weighted(
  outputs: Float64Array,
  weights: Float64Array,
  evaluation: number,
  axis: string,
): DistributionFigure {
  const domain = domainOf(outputs, evaluation);
  const width = (domain[1] - domain[0]) / binCount;
  const shares = new Float64Array(binCount);
  outputs.forEach((output, index) => {
    const bin = Math.min(binCount - 1, Math.floor((output - domain[0]) / width));
    shares[bin] = (shares[bin] ?? 0) + (weights[index] ?? 0);
  });
  const bins = Array.from(shares, (share, index) => ({
    from: domain[0] + index * width,
    to: domain[0] + (index + 1) * width,
    share,
  }));
  return {
    kind: 'distribution',
    ...{ bins, domain, axis },
    marker: { at: evaluation, label: 'without dropout' },
    ceiling: Math.max(...shares),
    summary: `Histogram of the ${axis}, each by its probability.`,
  };
}

const binCount = 40;

function domainOf(outputs: Float64Array, evaluation: number): readonly [number, number] {
  const lowest = Math.min(evaluation, ...outputs);
  const highest = Math.max(evaluation, ...outputs);
  const air = Math.max(0.05, (highest - lowest) * 0.08);
  return [lowest - air, highest + air];
}
