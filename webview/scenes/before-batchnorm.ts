import {
  batchNormOutputDeviation,
  evaluationVariance,
  trainingVariance,
  varianceRatio,
  varianceRatioThroughLinear,
  weightAlignment,
  type LinearMap,
  type Moments,
} from '../../engine/closed-forms';
import {
  activationMoments,
  batchNormShift,
  drawWeights,
  summarise,
  type BatchNormShift,
} from '../../engine/experiments';
import { formatFixed, formatNumber, formatShare } from '../format';
import { distributionSides } from './figures';
import { say, type Scene, type NumberRow, type SceneView, type Situation, row } from './scene';
import { inputsInWords } from './situation';

/** Dropout in front of BatchNorm: the variance it learns is not the one it meets. */
export const beforeBatchNorm: Scene = { id: 'before-batchnorm', phase: 'evaluation', draw };

const samples = 8192;

function draw(situation: Situation): SceneView {
  const { rate, seed, phase } = situation;
  const kind = situation.activation === 'softmax' ? 'identity' : situation.activation;
  const shift = batchNormShift({ kind, rate, samples, seed });
  const unit = { ...(activationMoments(kind) ?? shift.arriving), rate };
  const map = linearMap(situation, unit);
  const ratio = map ? varianceRatioThroughLinear(map) : varianceRatio(unit);
  const stretch = Math.sqrt(ratio);
  const shown = phase === 'training' ? shift.training : rescaled(shift, stretch);
  const norm = followerName(situation);
  const sides = distributionSides(
    {
      domain: [-3.5, 3.5],
      axis: `BatchNorm’s outputs in ${phase}`,
      outline: { values: shift.fixed, label: 'what it should be' },
      label: `standard deviation in ${phase}; it should be 1`,
    },
    {
      note: `dropout, then ${norm}`,
      value: formatFixed(phase === 'training' ? 1 : stretch),
      values: shown,
    },
    { note: `${norm}, then dropout`, value: formatFixed(1), values: shift.fixed },
  );
  return {
    verdict: verdictOf(unit, ratio, map !== undefined),
    ...sides,
    numbers: [
      row('variance BatchNorm learns in training', trainingVariance(unit), unit.variance),
      row('variance it meets in evaluation', evaluationVariance(unit), unit.variance),
      row('ratio, evaluation to training', ratio, 1),
      row('standard deviation of its outputs in evaluation', stretch, 1),
      ...(map ? [] : [measuredRow(shift)]),
    ],
    lesson: lessonOf(situation, map),
    formula: map ? 'linear shift' : 'shift',
  };
}

function measuredRow(shift: BatchNormShift): NumberRow {
  return row(
    `the same, measured on ${samples.toLocaleString('en')} values`,
    summarise(shift.evaluation).deviation,
    summarise(shift.fixed).deviation,
  );
}

function verdictOf(unit: Moments & { rate: number }, ratio: number, indirect: boolean) {
  if (unit.rate === 0)
    return say`At rate 0 nothing shifts: BatchNorm meets in evaluation what it learnt in training.`;
  if (unit.rate === 1) return say`At rate 1 BatchNorm only ever sees ${'zeros'} in training.`;
  if (indirect) {
    return say`Behind the layer between, BatchNorm meets only ${formatShare(ratio)} of the variance it learnt: in evaluation its outputs shrink to ${formatShare(Math.sqrt(ratio))}.`;
  }
  const learnt = formatNumber(trainingVariance(unit));
  const met = formatNumber(evaluationVariance(unit));
  return say`BatchNorm learns variance ${learnt} in training and meets ${met} in evaluation: its outputs shrink to ${formatShare(batchNormOutputDeviation(unit))}.`;
}

// In evaluation the outputs behind a linear map have the same shape, on the scale of the closed form.
function rescaled(
  shift: { evaluation: Float32Array; fixed: Float32Array },
  stretch: number,
): Float32Array {
  const { deviation } = summarise(shift.evaluation);
  return shift.evaluation.map((value) => (value * stretch) / deviation);
}

function linearMap(situation: Situation, unit: Moments & { rate: number }): LinearMap | undefined {
  const { followers } = situation.input;
  const norm = followers.findIndex(({ kind }) => kind === 'batchNorm');
  const between = followers.slice(0, Math.max(0, norm));
  if (!between.some(({ kind }) => kind === 'linear' || kind === 'convolution')) return undefined;
  const weights = drawWeights(situation.width, situation.seed);
  return {
    ...unit,
    inputs: situation.width,
    correlation: situation.correlation,
    weightAlignment: weightAlignment(weights),
  };
}

function followerName({ input }: Situation): string {
  return input.followers.find(({ kind }) => kind === 'batchNorm')?.title ?? 'BatchNorm';
}

function lessonOf(situation: Situation, map: LinearMap | undefined): string {
  const cause = `Dropout keeps the mean but raises the variance, and only in training. BatchNorm’s running variance remembers the raised one, and in evaluation divides by it.`;
  const inputs = `Computed for ${inputsInWords(situation)}.`;
  if (!map) return `${cause} ${inputs}`;
  return `${cause} A wide layer between helps only when its inputs are correlated and its weights share a sign. ${inputs}`;
}
