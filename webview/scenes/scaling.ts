import { keepProbability, scale } from '../../engine/closed-forms';
import type { ReadoutRun } from '../../engine/experiments';
import { maskCells } from './figures';
import { maskFor } from './general';
import type { CellsFigure, Situation } from './scene';

/** The conventions that code and papers differ in, on the layer's own masks. */
export interface ScalingView {
  /** One row for each convention: the factors, and the mean that reaches the next layer from inputs of 1. */
  readonly conventions: readonly Convention[];
  /** The rate read as the probability of dropping, and of keeping. */
  readonly asDrop: CellsFigure;
  readonly asKeep: CellsFigure;
}

/** One way to scale: what is kept, and everything in evaluation. */
export interface Convention {
  readonly name: string;
  readonly training: number;
  readonly evaluation: number;
  readonly measuredTraining: number;
}

/** Inverted and classic scaling, and what happens with both or neither, measured on all passes. */
export function scalingView(situation: Situation, { kept }: Pick<ReadoutRun, 'kept'>): ScalingView {
  const { rate, width, noun } = situation;
  const drop = Math.min(rate, 0.99);
  const share = kept.reduce((sum, count) => sum + count, 0) / (width * kept.length);
  const row = (name: string, training: number, evaluation: number): Convention => ({
    ...{ name, training, evaluation },
    measuredTraining: share * training,
  });
  const keep = keepProbability(drop);
  return {
    conventions: [
      row('inverted: PyTorch, Keras, Flax, TensorFlow.js', scale(drop), 1),
      row('classic: the paper of 2014', 1, keep),
      row('neither: a mask alone', 1, 1),
      row('both by mistake', scale(drop), keep),
    ],
    asDrop: maskCells(maskFor(situation, rate), noun),
    asKeep: maskCells(maskFor(situation, 1 - rate), noun),
  };
}
