import type { ApiFact, RangeFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { alwaysOn } from './shared';

const rows = rowsOf('tfjs');
const op = rows('function', 'tfjs');
const method = rows('method', 'tfjs.Tensor');
const name = rows('function', 'tfjs.activations');

const same: Columns = { outputRank: 'same' };

/** The op throws for everything outside [0, 1). */
const throws: RangeFact = {
  low: 0,
  high: 1,
  below: 'error at call',
  one: 'error at call',
  above: 'error at call',
};

const relu: Columns = { activation: 'relu', commutesWithDropout: true };
const sigmoid: Columns = { activation: 'sigmoid', atZero: 0.5 };
const softmax: Columns = { activation: 'softmax', atZero: 'share' };

/** Operations on tensors that also are methods of tensors. */
const activations: readonly (readonly [string, Columns])[] = [
  ['relu', relu],
  ['relu6', { activation: 'relu6' }],
  ['leakyRelu', { activation: 'leakyrelu', commutesWithDropout: true }],
  ['prelu', { activation: 'prelu', commutesWithDropout: true }],
  ['elu', { activation: 'elu' }],
  ['selu', { activation: 'selu' }],
  ['sigmoid', sigmoid],
  ['softmax', softmax],
  ['logSoftmax', { activation: 'logsoftmax', atZero: 'share' }],
  ['softplus', { activation: 'softplus', atZero: Math.LN2 }],
  ['logSigmoid', { activation: 'logsigmoid', atZero: -Math.LN2 }],
  ['tanh', { activation: 'tanh' }],
];

/** What layers take by name in `activation: '…'`. */
const names: readonly (readonly [string, Columns])[] = [
  ['relu', relu],
  ['relu6', { activation: 'relu6' }],
  ['elu', { activation: 'elu' }],
  ['selu', { activation: 'selu' }],
  ['sigmoid', sigmoid],
  ['hardSigmoid', { activation: 'hardsigmoid', atZero: 0.5 }],
  ['softmax', softmax],
  ['logSoftmax', { activation: 'logsoftmax', atZero: 'share' }],
  ['softplus', { activation: 'softplus', atZero: Math.LN2 }],
  ['softsign', { activation: 'softsign' }],
  ['tanh', { activation: 'tanh' }],
  ['swish', { activation: 'silu' }],
  ['mish', { activation: 'mish' }],
  ['gelu', { activation: 'gelu' }],
  ['gelu_new', { activation: 'gelu' }],
];

const plain: readonly (readonly [string, string, ApiFact['kind']])[] = [
  ['reshape', ', shape', 'reshape'],
  ['expandDims', ', axis=0', 'reshape'],
  ['squeeze', ', axis=None', 'reshape'],
  ['transpose', ', perm=None', 'reshape'],
  ['cast', ', dtype', 'reshape'],
  ['add', ', other', 'add'],
  ['sub', ', other', 'add'],
  ['mul', ', other', 'multiply'],
  ['div', ', other', 'multiply'],
  ['matMul', ', other, transposeA=False, transposeB=False', 'other'],
  ['concat', ', axis=0', 'concatenate'],
  ['maxPool', ', filterSize, strides=..., pad=...', 'maxPool'],
  ['avgPool', ', filterSize, strides=..., pad=...', 'averagePool'],
  ['mean', ', axis=None, keepDims=False', 'other'],
  ['sum', ', axis=None, keepDims=False', 'other'],
  ['max', ', axis=None, keepDims=False', 'other'],
  ['min', ', axis=None, keepDims=False', 'other'],
  ['argMax', ', axis=0', 'other'],
];

/** Operations of TensorFlow.js, as functions and as methods of tensors. */
export const tfjsOps: readonly ApiFact[] = [
  op('dropout', 'input|x, rate, noiseShape=None, seed=None', 'dropout', {
    variant: 'element',
    rate: 'rate',
    unit: 'drop',
    training: alwaysOn,
    restartingSeed: 'seed',
    range: throws,
    outputRank: 'same',
  }),
  ...activations.flatMap(([own, columns]) => [
    op(own, 'input|x, **kwargs', 'activation', { ...columns, ...same }),
    method(own, '**kwargs', 'activation', { ...columns, ...same }),
  ]),
  ...names.map(([own, columns]) => name(own, 'input|x', 'activation', { ...columns, ...same })),
  name('linear', 'input|x', 'identity', same),
  ...plain.flatMap(([own, signature, kind]) => [
    op(own, `input|x${signature}`, kind),
    method(own, signature.slice(2), kind),
  ]),
  method('flatten', '', 'reshape'),
  method('asType', 'dtype', 'reshape'),
  method('toFloat', '', 'reshape'),
  op('randomNormal', 'shape, mean=0, stdDev=1, dtype=None, seed=None', 'random'),
  op('randomUniform', 'shape, minval=0, maxval=1, dtype=None, seed=None', 'random'),
  op('truncatedNormal', 'shape, mean=0, stdDev=1, dtype=None, seed=None', 'random'),
];
