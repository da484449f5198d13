import { missingEvalDeviation } from '../../engine/closed-forms';
import {
  drawActivations,
  drawWeights,
  runReadout,
  summarise,
  type Summary,
} from '../../engine/experiments';
import { formatFixed, formatNumber } from '../format';
import { distributionSides, type HalfPlan } from './figures';
import { say, type Scene, type SceneView, type Situation, row } from './scene';
import { inputsInWords, layerOf } from './situation';

/** Dropout that is active in evaluation: one input, as many answers as passes. */
export const answers: Scene = { id: 'answers', phase: 'evaluation', draw };

/** Many answers to one input, beside the one answer of evaluation. */
export function runAnswers(situation: Situation) {
  const { rate, width, seed, passes, activation } = situation;
  const input = drawActivations(activation, width, seed);
  const weights = drawWeights(width, seed);
  const run = runReadout(layerOf(situation), input, weights, passes);
  return { ...run, deviation: missingEvalDeviation(weights, input, rate) };
}

/** A span that holds all answers of a sample and a marker, with some air. */
export function spanOf(sample: Summary, marker: number): readonly [number, number] {
  const low = Math.min(sample.lowest, marker);
  const high = Math.max(sample.highest, marker);
  const air = (high - low) * 0.08 || Math.max(0.5, Math.abs(marker) / 2);
  return [low - air, high + air];
}

function draw(situation: Situation): SceneView {
  const { passes, phase } = situation;
  const run = runAnswers(situation);
  const sample = summarise(run.answers);
  const domain = spanOf(sample, run.evaluation);
  const marker = { at: run.evaluation, label: `evaluation: ${formatNumber(run.evaluation)}` };
  const fixed =
    phase === 'training'
      ? run.answers
      : Float64Array.from({ length: passes }, () => run.evaluation);
  const half = (note: string, values: Float64Array): HalfPlan => ({
    note,
    value: `± ${formatFixed(summarise(values).deviation)}`,
    values,
    marker,
  });
  const sides = distributionSides(
    {
      domain,
      axis: `answers to one input, ${passes} passes`,
      label: 'standard deviation of the answer',
    },
    half(`dropout active in ${phase}`, run.answers),
    half(
      phase === 'training'
        ? 'in training dropout is meant to be active'
        : 'dropout is off in evaluation',
      fixed,
    ),
  );
  return {
    verdict: verdictOf(situation, sample, run.evaluation),
    ...sides,
    numbers: numbersOf(run, sample),
    lesson: `Evaluation should give one answer for one input. While dropout is active, every call draws a new mask: metrics shift, results cannot be repeated, and a prediction depends on luck. Computed for ${inputsInWords(situation)} and a linear readout with fresh weights.`,
    formula: 'missing eval',
  };
}

function verdictOf(situation: Situation, sample: Summary, evaluation: number) {
  const { rate, passes } = situation;
  if (rate === 0) return say`At rate 0 every pass gives the same answer.`;
  if (rate === 1) return say`At rate 1 every answer is ${'zero'}, whatever the input.`;
  return say`One input, ${`${passes} different answers`}: instead of ${formatNumber(evaluation)}, anything from ${formatNumber(sample.lowest)} to ${formatNumber(sample.highest)}.`;
}

function numbersOf(run: ReturnType<typeof runAnswers>, sample: Summary): SceneView['numbers'] {
  const { evaluation, deviation } = run;
  return [
    row('mean answer', sample.mean, evaluation),
    row('standard deviation, measured', sample.deviation, 0),
    row('standard deviation, closed form', deviation, 0),
    row('lowest answer', sample.lowest, evaluation),
    row('highest answer', sample.highest, evaluation),
  ];
}
