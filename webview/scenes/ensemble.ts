import {
  geometricMean,
  maskWeight,
  startEnsemble,
  stepEnsemble,
} from '../../engine/ensemble/subnetworks';
import { drawActivations, drawWeights } from '../../engine/experiments';
import { scale } from '../../engine/closed-forms';
import { sigmoid } from '../../engine/values/elementary';
import { formatNumber } from '../format';
import { distribution, stateCells } from './figures';
import type { CellsFigure, DistributionFigure, Situation } from './scene';

/** All sub-networks of a few units, their answers, and what becomes of their mean. */
export interface EnsembleView {
  readonly units: number;
  readonly count: number;
  /** One row for each unit, one column for each sub-network. */
  readonly masks: CellsFigure;
  readonly answers: DistributionFigure;
  /** The mean answer of a linear readout over all masks, and the one answer in evaluation. */
  readonly mean: number;
  readonly evaluation: number;
  /** The same for a probability: the arithmetic and the geometric mean. */
  readonly meanProbability: number;
  readonly geometricProbability: number;
  readonly evaluatedProbability: number;
}

/** Units whose masks are all tried: 2⁶ fit into one picture. */
const units = 6;

/** Tries every mask of the first units with the layer's rate; a linear readout and a probability answer for each. */
export function enumerate({ rate, seed, activation }: Situation): EnsembleView {
  const input = loud(
    drawActivations(activation === 'softmax' ? 'relu' : activation, 8 * units, seed),
  );
  const weights = drawWeights(units, seed);
  const drop = Math.min(rate, 0.99);
  const read = (mask: ArrayLike<number>, factor: number): number =>
    input.reduce((sum, x, i) => sum + (mask[i] as number) * factor * x * (weights[i] as number), 0);
  const write = (answer: number, outputs: Float64Array): void =>
    outputs.set([answer, sigmoid(answer), sigmoid(-answer)]);
  const config = {
    ...{ units, rate: drop, outputs: 3 },
    predict: (mask: Uint8Array, outputs: Float64Array) => write(read(mask, scale(drop)), outputs),
  };
  const state = stepEnsemble(startEnsemble(config), config, 2 ** units);
  const evaluation = read(new Uint8Array(units).fill(1), 1);
  const all = Array.from({ length: state.total }, (_, number) =>
    Uint8Array.from({ length: units }, (_bit, unit) => (number >> unit) & 1),
  );
  const answers = all.map((mask) => read(mask, scale(drop)));
  const [, yes = 0, no = 0] = geometricMean(state);
  return {
    units,
    count: state.total,
    masks: stateCells(columnsOf(all), { 1: 'kept', 0: 'dropped', 2: '' }, state.total / 2),
    answers: distribution({
      ...{ values: answers, weights: all.map((mask) => maskWeight(mask, drop)) },
      domain: spanOfAnswers(answers),
      axis: 'answers of the sub-networks, by how likely each is',
      marker: { at: evaluation, label: `evaluation ${formatNumber(evaluation)}` },
      count: 30,
    }),
    ...{ mean: state.means[0] ?? NaN, evaluation },
    meanProbability: state.means[1] ?? NaN,
    geometricProbability: yes / (yes + no),
    evaluatedProbability: sigmoid(evaluation),
  };
}

// Units that are silent anyway would make equal networks of many masks.
function loud(values: Float32Array): Float32Array {
  const heard = values.filter((value) => Math.abs(value) > 0.05);
  return (heard.length < units ? values : heard).slice(0, units);
}

function spanOfAnswers(answers: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...answers), Math.max(...answers)];
  const air = (high - low) * 0.05 || 0.5;
  return [low - air, high + air];
}

// Half of the sub-networks stand above the other half, so that the cells stay large enough to see.
function columnsOf(masks: readonly Uint8Array[]): Uint8Array {
  const half = masks.length / 2;
  const states = new Uint8Array(masks.length * units);
  masks.forEach((mask, number) => {
    const row = number < half ? 0 : units;
    mask.forEach((bit, unit) => (states[(row + unit) * half + (number % half)] = bit));
  });
  return states;
}
