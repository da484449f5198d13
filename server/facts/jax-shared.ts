import type { RangeFact } from '../model/fact';
import type { Columns } from './row';

/** The rate is not checked: a negative one scales without dropping, 1 and more give zeros. */
export const uncheckedRate: RangeFact = {
  low: 0,
  high: 1,
  below: 'scaled only',
  one: 'all zero',
  above: 'all zero',
};

/** Weights of attention: a negative rate is none, and 1 divides by zero. */
export const uncheckedWeights: RangeFact = {
  low: 0,
  high: 1,
  below: 'no dropout',
  one: 'not finite',
  above: 'all zero',
};

/** Columns of layers with weights on the last axis. */
export const dense: Columns = {
  learnable: true,
  outputRank: 'same',
  outputLayout: 'channels last',
};

export const convolution: Columns = { learnable: true, outputLayout: 'channels last' };
export const batchNorm: Columns = { learnable: true, modeDependent: 'always', outputRank: 'same' };
export const norm: Columns = { learnable: true, outputRank: 'same' };
