import { maxPoolInflation, maxPoolZeroFraction } from '../../engine/closed-forms';
import {
  activate,
  applyLayer,
  drawActivations,
  maskBits,
  summarise,
} from '../../engine/experiments';
import { formatFixed, formatNumber, formatShare } from '../format';
import { distributionSides, type HalfPlan } from './figures';
import { say, type Scene, type SceneView, type Situation, row } from './scene';

/** Dropout before max pooling: the largest of scaled-up survivors is too large. */
export const beforeMaxPool: Scene = { id: 'max-pool', phase: 'training', draw: drawPool };

/** Dropout before sigmoid, softmax or softplus: a dropped 0 does not stay 0. */
export const beforeSaturating: Scene = {
  id: 'saturating',
  phase: 'training',
  draw: drawSaturating,
};

/** A mask written by hand that forgets to scale what it keeps. */
export const unscaled: Scene = { id: 'unscaled', phase: 'training', draw: drawUnscaled };

const samples = 16384;
const window = 4;

function dropped(situation: Situation, values: Float32Array): Float32Array {
  const { rate, seed, phase } = situation;
  if (phase === 'evaluation') return values;
  const layer = { kind: 'dropout', rate, units: values.length, seed } as const;
  return applyLayer(layer, values, maskBits(layer, 1));
}

function drawPool(situation: Situation): SceneView {
  const { rate, seed, phase } = situation;
  const inputs = drawActivations('relu', samples, seed);
  const pooled = pool(inputs);
  const yours = pool(dropped(situation, inputs));
  const other = dropped(situation, pooled);
  const inflation = maxPoolInflation(window, phase === 'training' ? rate : 0);
  const sides = distributionSides(
    {
      domain: [0, 5],
      axis: `pooled values in ${phase}`,
      outline: { values: pooled, label: 'the same in evaluation' },
      label: `times the mean of evaluation, in ${phase}`,
    },
    { note: 'dropout, then max pooling', value: formatFixed(inflation), ...withMean(yours) },
    { note: 'max pooling, then dropout', value: formatFixed(1), ...withMean(other) },
  );
  return {
    verdict: say`The largest of scaled-up survivors is too large: behind a 2×2 max pool the mean is ${formatNumber(maxPoolInflation(window, rate))} times what evaluation will show.`,
    ...sides,
    numbers: [
      row('mean in training over mean in evaluation, closed form', inflation, 1),
      row(
        'the same, measured',
        summarise(yours).mean / summarise(pooled).mean,
        summarise(other).mean / summarise(pooled).mean,
      ),
      row(
        'pooled values that are exactly 0',
        maxPoolZeroFraction(window, phase === 'training' ? rate : 0),
        summarise(other).zeros,
        'share',
      ),
    ],
    lesson:
      'Scaling keeps the mean of a value, not of a maximum. Behind average pooling nothing shifts. Computed for ReLU of standard normal inputs.',
    formula: 'max pool',
  };
}

function withMean(values: Float32Array): Pick<HalfPlan, 'values' | 'marker'> {
  const { mean } = summarise(values);
  return { values, marker: { at: mean, label: `mean ${formatFixed(mean)}` } };
}

function pool(values: Float32Array): Float32Array {
  return Float32Array.from({ length: values.length / window }, (_, i) =>
    Math.max(...values.subarray(i * window, (i + 1) * window)),
  );
}

function drawSaturating(situation: Situation): SceneView {
  const { rate, seed, phase, input } = situation;
  const name = input.followers[0]?.title ?? 'sigmoid';
  const activation = /softplus/i.test(name) ? 'softplus' : 'sigmoid';
  const inputs = drawActivations('identity', samples, seed);
  const after = activate(activation, inputs);
  const yours = activate(activation, dropped(situation, inputs));
  const other = dropped(situation, after);
  const atZero = activate(activation, new Float32Array(1))[0] ?? 0;
  const sides = distributionSides(
    {
      domain: [-0.1, activation === 'sigmoid' ? 2.1 : 5],
      axis: `outputs in ${phase}`,
      label: 'is what a dropped unit gives',
    },
    { note: `dropout, then ${name}`, value: formatFixed(atZero), values: yours },
    { note: `${name}, then dropout`, value: formatFixed(0), values: other },
  );
  return {
    verdict: say`A unit dropped before ${name} is not silent: it gives ${formatNumber(atZero)}, in ${formatShare(rate)} of the cases.`,
    ...sides,
    numbers: [
      row('output of a dropped unit', atZero, 0),
      row('mean in training', summarise(yours).mean, summarise(other).mean),
      row('mean in evaluation', summarise(after).mean, summarise(after).mean),
    ],
    lesson:
      'Dropout silences a unit by giving 0 to the next layer. An activation that maps 0 to something else speaks for it, and the mean is no longer kept.',
    formula: 'saturating',
  };
}

function drawUnscaled(situation: Situation): SceneView {
  const { rate, seed, phase, activation } = situation;
  const kind = activation === 'identity' ? 'relu' : activation;
  const inputs = drawActivations(kind, samples, seed);
  const scaled = dropped(situation, inputs);
  const factor = phase === 'training' ? 1 - rate : 1;
  const yours = phase === 'training' ? scaled.map((value) => value * (1 - rate)) : inputs;
  const [mean, meant] = [summarise(yours).mean, summarise(scaled).mean];
  const sides = distributionSides(
    {
      domain: [-0.2, 5],
      axis: `outputs in ${phase}`,
      outline: { values: inputs, label: 'the same in evaluation' },
      label: `times the mean of evaluation, in ${phase}`,
    },
    { note: 'mask without scaling', value: formatFixed(factor), ...withMean(yours) },
    { note: 'mask and factor 1/(1−p)', value: formatFixed(1), ...withMean(scaled) },
  );
  return {
    verdict: say`Without the factor 1/(1−p) the next layer sees ${formatShare(1 - rate)} of the signal in training and all of it in evaluation.`,
    ...sides,
    numbers: [
      row('expected factor on the mean in training', factor, 1),
      row('mean in training, measured', mean, meant),
      row('mean in evaluation', summarise(inputs).mean, summarise(inputs).mean),
    ],
    lesson:
      'Inverted dropout multiplies survivors by 1/(1−p) in training; the classic form multiplies by 1−p in evaluation. One of them is needed, never both, never neither.',
    formula: 'unscaled',
  };
}
