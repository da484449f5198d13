import type { ApiFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { alwaysOn, checkedWhenCalled } from './shared';

const rows = rowsOf('keras');
const layer = rows('module', 'keras.layers');
const activation = rows('function', 'keras.activations');
const op = rows('function', 'keras.ops');
const random = rows('function', 'keras.random');
const backend = rows('function', 'keras.backend');
const loss = rows('function', 'keras.losses');

const same: Columns = { outputRank: 'same' };

/** Name, further parameters, and what an order rule asks; names that keras.ops and keras.backend share. */
interface ActivationRow {
  readonly name: string;
  readonly more?: string;
  readonly columns: Columns;
  readonly inOps?: boolean;
  readonly inBackend?: boolean;
}

const relu: Columns = { activation: 'relu', commutesWithDropout: true };
const silu: Columns = { activation: 'silu' };
const hardSilu: Columns = { activation: 'hardswish' };
const softmax: Columns = { activation: 'softmax', atZero: 'share' };
const logSoftmax: Columns = { activation: 'logsoftmax', atZero: 'share' };
const sigmoid: Columns = { activation: 'sigmoid', atZero: 0.5 };
const hardSigmoid: Columns = { activation: 'hardsigmoid', atZero: 0.5 };

const activations: readonly ActivationRow[] = [
  {
    name: 'relu',
    more: ', negative_slope|alpha=0.0, max_value=None, threshold=0.0',
    columns: relu,
    inOps: true,
    inBackend: true,
  },
  { name: 'relu6', columns: { activation: 'relu6' }, inOps: true },
  {
    name: 'leaky_relu',
    more: ', negative_slope|alpha=0.2',
    columns: { activation: 'leakyrelu', commutesWithDropout: true },
    inOps: true,
  },
  {
    name: 'elu',
    more: ', alpha=1.0',
    columns: { activation: 'elu' },
    inOps: true,
    inBackend: true,
  },
  { name: 'celu', more: ', alpha=1.0', columns: { activation: 'celu' }, inOps: true },
  { name: 'selu', columns: { activation: 'selu' }, inOps: true },
  { name: 'gelu', more: ', approximate=False', columns: { activation: 'gelu' }, inOps: true },
  { name: 'silu', columns: silu, inOps: true },
  { name: 'swish', columns: silu, inOps: true },
  { name: 'hard_silu', columns: hardSilu, inOps: true },
  { name: 'hard_swish', columns: hardSilu, inOps: true },
  { name: 'mish', columns: { activation: 'mish' } },
  { name: 'tanh', columns: { activation: 'tanh' }, inOps: true, inBackend: true },
  { name: 'hard_tanh', columns: { activation: 'hardtanh' }, inOps: true },
  { name: 'softsign', columns: { activation: 'softsign' }, inOps: true, inBackend: true },
  { name: 'sigmoid', columns: sigmoid, inOps: true, inBackend: true },
  { name: 'hard_sigmoid', columns: hardSigmoid, inOps: true, inBackend: true },
  { name: 'softmax', more: ', axis=-1', columns: softmax, inOps: true, inBackend: true },
  { name: 'log_softmax', more: ', axis=-1', columns: logSoftmax, inOps: true },
  {
    name: 'softplus',
    columns: { activation: 'softplus', atZero: Math.LN2 },
    inOps: true,
    inBackend: true,
  },
  { name: 'exponential', columns: { activation: 'exp', atZero: 1 } },
  { name: 'log_sigmoid', columns: { activation: 'logsigmoid', atZero: -Math.LN2 }, inOps: true },
  { name: 'sparsemax', more: ', axis=-1', columns: { activation: 'sparsemax', atZero: 'share' } },
];

const reductions = 'mean sum max min std var argmax argmin prod any all'.split(' ');

/** Functions of Keras: activations, operations on tensors, random numbers, losses, optimizers. */
export const kerasFunctions: readonly ApiFact[] = [
  ...activations.map(({ name, more = '', columns, inOps, inBackend }) =>
    activation(name, `input|x${more}`, 'activation', {
      ...columns,
      ...same,
      also: [
        ...(inOps ? [`keras.ops.${name}`, `keras.ops.nn.${name}`] : []),
        ...(inBackend ? [`keras.backend.${name}`] : []),
      ],
    }),
  ),
  activation('linear', 'input|x', 'identity', same),
  layer('Activation', 'activation, **kwargs', 'activation', {
    ...same,
    activationArgument: 'activation',
  }),
  layer('ReLU', 'max_value=None, negative_slope=0.0, threshold=0.0, **kwargs', 'activation', {
    ...relu,
    ...same,
  }),
  layer('LeakyReLU', 'negative_slope|alpha=0.3, **kwargs', 'activation', {
    activation: 'leakyrelu',
    commutesWithDropout: true,
    ...same,
  }),
  layer('PReLU', '**kwargs', 'activation', {
    activation: 'prelu',
    learnable: true,
    commutesWithDropout: true,
    ...same,
  }),
  layer('ELU', 'alpha=1.0, **kwargs', 'activation', { activation: 'elu', ...same }),
  layer('ThresholdedReLU', 'theta=1.0, **kwargs', 'activation', {
    activation: 'thresholdedrelu',
    ...same,
  }),
  layer('Softmax', 'axis=-1, **kwargs', 'activation', { ...softmax, ...same }),

  random('dropout', 'input|inputs, rate, noise_shape=None, seed=None', 'dropout', {
    variant: 'element',
    rate: 'rate',
    unit: 'drop',
    training: alwaysOn,
    range: checkedWhenCalled,
    outputRank: 'same',
    restartingSeed: 'seed',
    also: ['keras.random.random_ops.dropout'],
  }),
  backend('dropout', 'input|x, level, noise_shape=None, seed=None', 'dropout', {
    variant: 'element',
    rate: 'level',
    unit: 'drop',
    training: alwaysOn,
    range: { ...checkedWhenCalled, one: 'error at call' },
    outputRank: 'same',
  }),
  ...['learning_phase', 'set_learning_phase', 'learning_phase_scope'].map((name) =>
    backend(name, 'value=None', 'globalMode', { until: '3.0' }),
  ),
  backend('in_train_phase', 'x, alt, training=None', 'modeGate', {
    also: ['keras.backend.in_test_phase', 'keras.backend.switch'],
  }),
  op('cond', 'pred, true_fn, false_fn', 'modeGate'),
  op('where', 'condition, x1=None, x2=None', 'modeGate'),
  random('uniform', 'shape, minval=0.0, maxval=1.0, dtype=None, seed=None', 'random'),
  random('normal', 'shape, mean=0.0, stddev=1.0, dtype=None, seed=None', 'random'),
  random('truncated_normal', 'shape, mean=0.0, stddev=1.0, dtype=None, seed=None', 'random'),
  random('binomial', 'shape, counts, probabilities, dtype=None, seed=None', 'random'),
  ...['random_uniform', 'random_normal', 'random_bernoulli'].map((name) =>
    backend(name, 'shape, **kwargs', 'random'),
  ),

  op('add', 'input|x1, other|x2', 'add', same),
  op('subtract', 'input|x1, other|x2', 'add', same),
  op('multiply', 'input|x1, other|x2', 'multiply', same),
  op('matmul', 'input|x1, other|x2', 'other'),
  op('concatenate', 'input|xs, axis=0', 'concatenate', {
    ...same,
    also: ['keras.backend.concatenate'],
  }),
  op('stack', 'input|x, axis=0', 'concatenate', { also: ['keras.backend.stack'] }),
  op('reshape', 'input|x, newshape|shape', 'reshape', { also: ['keras.backend.reshape'] }),
  op('transpose', 'input|x, axes=None', 'reshape', same),
  op('swapaxes', 'input|x, axis1, axis2', 'reshape', same),
  op('expand_dims', 'input|x, axis', 'reshape', { also: ['keras.backend.expand_dims'] }),
  op('squeeze', 'input|x, axis=None', 'reshape', { also: ['keras.backend.squeeze'] }),
  op('ravel', 'input|x', 'reshape', { outputRank: 1 }),
  op('cast', 'input|x, dtype', 'identity', { ...same, also: ['keras.backend.cast'] }),
  op('convert_to_tensor', 'input|x, dtype=None, sparse=None, ragged=None', 'identity', same),
  op('stop_gradient', 'input|variable', 'identity', same),
  backend('permute_dimensions', 'input|x, pattern', 'reshape', same),
  backend('flatten', 'input|x', 'reshape', { outputRank: 1 }),
  backend('batch_flatten', 'input|x', 'reshape', { outputRank: 2 }),
  ...reductions.map((name) => op(name, 'input|x, axis=None, **kwargs', 'other')),

  ...'binary_crossentropy binary_focal_crossentropy categorical_crossentropy categorical_focal_crossentropy categorical_hinge cosine_similarity dice hinge huber kl_divergence log_cosh mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error poisson sparse_categorical_crossentropy squared_hinge tversky'
    .split(' ')
    .map((name) =>
      loss(name, 'y_true, y_pred, **kwargs', 'loss', {
        predictions: 1,
        ...(/cross/.test(name) && { also: [`keras.metrics.${name}`] }),
      }),
    ),
  ...'BinaryCrossentropy BinaryFocalCrossentropy CTC CategoricalCrossentropy CategoricalFocalCrossentropy CategoricalHinge CosineSimilarity Dice Hinge Huber KLDivergence LogCosh MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson SparseCategoricalCrossentropy SquaredHinge Tversky'
    .split(' ')
    .map((name) =>
      rows('module', 'keras.losses')(name, '**kwargs', 'loss', {
        predictions: 1,
      }),
    ),
  ...'Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl Lamb Lion Nadam RMSprop SGD'
    .split(' ')
    .map((name) =>
      rows('module', 'keras.optimizers')(
        name,
        `learning_rate|lr=${name === 'SGD' ? 0.01 : 0.001}, **kwargs`,
        'optimizer',
      ),
    ),
];
