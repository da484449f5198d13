import { keptUnits, standardDeviationOfKept } from '../../engine/closed-forms';
import type { Verdict } from '../../engine/masks';
import type { Phase } from '../../server/webview-messages';
import {
  activate,
  drawActivations,
  maskOfPass,
  plainInputs,
  runPass,
  summarise,
  type Summary,
} from '../../engine/experiments';
import { formatNumber } from '../format';
import { runAnswers, spanOf } from './answers';
import { distribution, maskCells } from './figures';
import type { CellsFigure, DistributionFigure, Situation } from './scene';
import { enumerate, type EnsembleView } from './ensemble';
import { scalingView, type ScalingView } from './scaling';
import { dropsIn, inputsInWords, layerOf } from './situation';

/** What is shown of every layer under its scene: one pass, many passes, the outputs, the stream. */
export interface LayerView {
  readonly pass: PassView;
  readonly spread: SpreadView;
  readonly outputs: OutputViews;
  readonly ensemble: EnsembleView;
  readonly scaling: ScalingView;
  readonly stream: StreamView;
}

/** One pass, and the unit of it that is looked at. */
export interface PassView {
  readonly number: number;
  readonly phase: Phase;
  readonly mask: CellsFigure;
  readonly kept: number;
  readonly expected: number;
  readonly deviation: number;
  readonly unit: number;
  /** The unit and those beside it. */
  readonly steps: readonly UnitStep[];
}

/** What one pass does to one unit; the upstream gradient is 1. */
export interface UnitStep {
  readonly unit: number;
  readonly input: number;
  readonly kept: boolean;
  /** What the mask and the scale multiply the input, and the gradient, by. */
  readonly factor: number;
  readonly output: number;
}

/** The answers of many passes to one input. */
export interface SpreadView {
  readonly figure: DistributionFigure;
  readonly answers: Summary;
  readonly evaluation: number;
}

/** What leaves the layer in both phases. */
export interface OutputViews {
  /** The inputs in words, as the end of a sentence. */
  readonly inputs: string;
  readonly training: OutputView;
  readonly evaluation: OutputView;
}

/** The outputs of one phase. */
export interface OutputView {
  readonly figure: DistributionFigure;
  readonly summary: Summary;
}

/** Which random numbers the masks come from. */
export interface StreamView {
  readonly name: string;
  readonly verdict: Verdict;
  /** The first mask after the seed, 1 = kept, at most 16 units of it. */
  readonly firstMask: string;
}

/** One answer for each pass, from a store that remembers the last run: stepping must not repeat it. */
export type AnswerRuns = (situation: Situation) => ReturnType<typeof runAnswers>;

/** The parts that every layer shows. */
export function layerView(situation: Situation, unit: number, runs: AnswerRuns): LayerView {
  return {
    pass: passView(situation, unit),
    spread: spreadView(situation, runs),
    outputs: outputViews(situation),
    ensemble: enumerate(situation),
    scaling: scalingView(situation, runs(situation)),
    stream: streamView(situation),
  };
}

/** How many units the step through a pass shows at once. */
const shownUnits = 6;

function passView(situation: Situation, wanted: number): PassView {
  const { width, pass, phase } = situation;
  const rate = dropsIn(situation) ? situation.rate : 0;
  const input = passInputs(situation);
  const { mask, outputs, slopes } = runPass(layerOf(situation, { rate }), input, pass);
  const unit = Math.min(wanted, width);
  const first = Math.max(0, Math.min(unit - 3, width - shownUnits));
  return {
    number: pass,
    phase,
    mask: maskCells(mask, situation.noun),
    kept: mask.reduce((sum, bit) => sum + bit, 0),
    expected: keptUnits(width, rate),
    deviation: standardDeviationOfKept(width, rate),
    unit,
    steps: Array.from({ length: Math.min(shownUnits, width) }, (_, i) => ({
      unit: first + i + 1,
      input: input[first + i] as number,
      kept: mask[first + i] === 1,
      factor: slopes[first + i] as number,
      output: outputs[first + i] as number,
    })),
  };
}

/** What goes in while a pass is stepped through: numbers that any framework can be given exactly. */
export function passInputs({ width, activation }: Situation): Float32Array {
  return activate(activation === 'relu' ? 'relu' : 'identity', plainInputs(width));
}

function spreadView(situation: Situation, runs: AnswerRuns): SpreadView {
  const run = runs(situation);
  const answers = summarise(run.answers);
  const figure = distribution({
    values: run.answers,
    domain: spanOf(answers, run.evaluation),
    axis: `answers to one input in ${situation.passes} training passes`,
    marker: { at: run.evaluation, label: `evaluation ${formatNumber(run.evaluation)}` },
  });
  return { figure, answers, evaluation: run.evaluation };
}

const samples = 8192;

function outputViews(situation: Situation): OutputViews {
  const { seed, activation } = situation;
  const inputs = drawActivations(activation === 'softmax' ? 'sigmoid' : activation, samples, seed);
  const { outputs } = runPass(layerOf(situation, { units: samples }), inputs, 1);
  const domain = outputDomain(summarise(inputs), summarise(outputs));
  const training = distribution({ values: outputs, domain, axis: 'outputs in training' });
  const evaluation = distribution({ values: inputs, domain, axis: 'outputs in evaluation' });
  const ceiling = Math.max(training.ceiling, evaluation.ceiling);
  return {
    inputs: inputsInWords(situation),
    training: { figure: { ...training, ceiling }, summary: summarise(outputs) },
    evaluation: { figure: { ...evaluation, ceiling }, summary: summarise(inputs) },
  };
}

function outputDomain(inputs: Summary, outputs: Summary): readonly [number, number] {
  const reach = 3 * Math.max(inputs.deviation, Math.min(outputs.deviation, 3 * inputs.deviation));
  const low = Math.max(Math.min(inputs.lowest, outputs.lowest), inputs.mean - reach);
  return [Math.min(0, low), Math.max(inputs.mean + reach, low + 1e-6)];
}

function streamView(situation: Situation): StreamView {
  const { masks, stream, verdict } = maskOfPass(layerOf(situation), 1);
  const firstMask = (masks[0] ?? new Uint8Array()).subarray(0, 16).join('');
  return { name: stream, verdict, firstMask };
}
