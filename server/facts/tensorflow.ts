import type { ApiFact, RangeFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { alwaysOn, checkedWhenCalled } from './shared';

const rows = rowsOf('tensorflow');
const nn = rows('function', 'tensorflow.nn', 'tensorflow.compat.v2.nn');
const first = rows('function', 'tensorflow.compat.v1.nn');
const top = rows('function', 'tensorflow', 'tensorflow.compat.v1');
const random = rows('function', 'tensorflow.random', 'tensorflow.compat.v1.random');

const same: Columns = { outputRank: 'same' };

/** 1 raises as well. */
const checkedBelowOne: RangeFact = { ...checkedWhenCalled, one: 'error at call' };

const dropout: Columns = {
  variant: 'element',
  rate: 'rate',
  unit: 'drop',
  training: alwaysOn,
  range: checkedBelowOne,
  outputRank: 'same',
};

/** The number is the probability of keeping: 1 keeps everything, 0 raises. */
const keeping: Columns = {
  ...dropout,
  rate: 'keep_prob',
  unit: 'keep',
  range: { ...checkedBelowOne, one: 'accepted' },
  static: true,
};

/** Both signatures of TensorFlow 1: by place the number is kept, by the name `rate` it is dropped. */
const ofFirst = (columns: Columns = {}): readonly ApiFact[] => [
  first('dropout', 'input|x, keep_prob=None, noise_shape=None, seed=None, name=None', 'dropout', {
    ...keeping,
    ...columns,
  }),
  first('dropout', 'input|x, *, rate=None, noise_shape=None, seed=None, name=None', 'dropout', {
    ...dropout,
    static: true,
    ...columns,
  }),
];

/** Name, further parameters, what an order rule asks, and whether `tf.math` and the top level have it too. */
const activations: readonly (readonly [string, string, Columns, boolean?])[] = [
  ['relu', '', { activation: 'relu', commutesWithDropout: true }],
  ['relu6', '', { activation: 'relu6' }],
  ['leaky_relu', ', alpha=0.2', { activation: 'leakyrelu', commutesWithDropout: true }],
  ['elu', '', { activation: 'elu' }],
  ['selu', '', { activation: 'selu' }],
  ['gelu', ', approximate=False', { activation: 'gelu' }],
  ['silu', ', beta=1.0', { activation: 'silu' }],
  ['swish', ', beta=1.0', { activation: 'silu' }],
  ['softsign', '', { activation: 'softsign' }],
  ['softplus', '', { activation: 'softplus', atZero: Math.LN2 }],
  ['tanh', '', { activation: 'tanh' }, true],
  ['sigmoid', '', { activation: 'sigmoid', atZero: 0.5 }, true],
  ['softmax', ', axis=None', { activation: 'softmax', atZero: 'share' }],
  ['log_softmax', ', axis=None', { activation: 'logsoftmax', atZero: 'share' }],
];

const reductions = 'mean sum max min prod any all logsumexp'.split(' ');

/** Operations of TensorFlow on tensors: dropout, activations, shapes, sums, random numbers, losses, gradients. */
export const tensorflowRows: readonly ApiFact[] = [
  ...ofFirst(),
  ...ofFirst({ also: ['tensorflow.nn.dropout'], until: '2.0' }),
  nn('dropout', 'input|x, rate, noise_shape=None, seed=None, name=None', 'dropout', {
    ...dropout,
    since: '2.0',
  }),
  ...['stateless_dropout', 'general_dropout'].map((name) =>
    nn(
      `experimental.${name}`,
      `input|x, rate, ${name === 'stateless_dropout' ? 'seed, rng_alg=None' : 'uniform_sampler'}, noise_shape=None, name=None`,
      'dropout',
      { ...dropout, ...(name === 'stateless_dropout' && { restartingSeed: 'seed' }) },
    ),
  ),

  ...activations.map(([name, more, columns, everywhere]) =>
    nn(name, `input|features|x|logits${more}, **kwargs`, 'activation', {
      ...columns,
      ...same,
      also: [
        `tensorflow.compat.v1.nn.${name}`,
        ...(everywhere ? [`tensorflow.math.${name}`, `tensorflow.${name}`] : []),
      ],
    }),
  ),

  top('identity', 'input, name=None', 'identity', same),
  top('stop_gradient', 'input, name=None', 'identity', same),
  top('cast', 'input|x, dtype, name=None', 'identity', same),
  top('convert_to_tensor', 'input|value, dtype=None, **kwargs', 'identity', same),
  top('reshape', 'input|tensor, shape, name=None', 'reshape'),
  top('transpose', 'input|a, perm=None, **kwargs', 'reshape', same),
  top('expand_dims', 'input, axis, name=None', 'reshape'),
  top('squeeze', 'input, axis=None, name=None', 'reshape'),
  top('pad', 'input|tensor, paddings, **kwargs', 'reshape', same),
  top('concat', 'input|values, axis, **kwargs', 'concatenate', same),
  top('stack', 'input|values, axis=0, **kwargs', 'concatenate'),
  top('add', 'input|x, other|y, name=None', 'add', { ...same, also: ['tensorflow.math.add'] }),
  top('add_n', 'input|inputs, name=None', 'add', { ...same, also: ['tensorflow.math.add_n'] }),
  top('multiply', 'input|x, other|y, name=None', 'multiply', {
    ...same,
    also: ['tensorflow.math.multiply'],
  }),
  ...reductions.map((name) =>
    top(`reduce_${name}`, 'input|input_tensor, axis=None, **kwargs', 'other', {
      also: [`tensorflow.math.reduce_${name}`],
    }),
  ),

  random('uniform', 'shape, **kwargs', 'random'),
  random('normal', 'shape, **kwargs', 'random'),
  random('stateless_uniform', 'shape, seed, **kwargs', 'random'),
  random('stateless_normal', 'shape, seed, **kwargs', 'random'),
  top('random_uniform', 'shape, **kwargs', 'random'),
  top('random_normal', 'shape, **kwargs', 'random'),

  nn('softmax_cross_entropy_with_logits', 'labels, logits, axis=-1, name=None', 'loss', {
    predictions: 1,
    also: ['tensorflow.compat.v1.nn.softmax_cross_entropy_with_logits'],
  }),
  ...[
    ['sparse_softmax_cross_entropy_with_logits', 'labels, logits, name=None'],
    ['sigmoid_cross_entropy_with_logits', 'labels=None, logits=None, name=None'],
  ].map(([name = '', signature = '']) =>
    nn(name, signature, 'loss', { predictions: 1, also: [`tensorflow.compat.v1.nn.${name}`] }),
  ),

  top('cond', 'pred, true_fn=None, false_fn=None, name=None', 'modeGate'),
  top('case', 'pred_fn_pairs, **kwargs', 'modeGate'),
  top('where', 'condition, x=None, y=None, name=None', 'modeGate'),
  ...['framework.smart_cond.smart_cond', 'keras.utils.tf_utils.smart_cond'].map((name) =>
    rows('function', 'tensorflow.python')(
      name,
      'pred, true_fn=None, false_fn=None, **kwargs',
      'modeGate',
    ),
  ),
  ...['smart_cond', 'smart_constant_value'].map((name) =>
    rows('function', 'tensorflow.contrib.framework')(name, 'pred, **kwargs', 'modeGate'),
  ),
  top('GradientTape', 'persistent=False, watch_accessed_variables=True', 'gradientTape', {
    also: ['tensorflow.compat.v2.GradientTape'],
  }),
];
