import type { ApiFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { alwaysOn, checkedWhenCalled } from './shared';

const rows = rowsOf('tensorflow');
const top = rows('function', 'tensorflow', 'tensorflow.compat.v1');
/** Gone with Keras 3, as a name of the first version already with TensorFlow 2. */
const layers = rows('function', 'tensorflow.layers', 'tensorflow.compat.v1.layers');
const slim = rows(
  'function',
  'tensorflow.contrib.slim',
  'tensorflow.contrib.layers',
  'tf_slim',
  'tf_slim.layers',
);
const cells = rows(
  'function',
  'tensorflow.nn.rnn_cell',
  'tensorflow.compat.v1.nn.rnn_cell',
  'tensorflow.contrib.rnn',
);

const same: Columns = { outputRank: 'same' };
/** Removed with what Keras 3 does not have. */
const removed: Columns = { until: '2.16' };
const dimensions = [1, 2, 3] as const;

const dropout: Columns = {
  variant: 'element',
  rate: 'rate',
  unit: 'drop',
  range: checkedWhenCalled,
  outputRank: 'same',
  static: true,
};

const dense: Columns = {
  learnable: true,
  outputRank: 'same',
  outputLayout: 'channels last',
  activationArgument: 'activation',
  outputWidth: 'units',
  static: true,
};

/** What builds graphs of TensorFlow 1: `tf.layers`, slim, cells and their wrappers, placeholders. */
export const tensorflowGraphs: readonly ApiFact[] = [
  top('placeholder', 'dtype, shape=None, name=None', 'input', { static: true, sizes: 'shape' }),

  layers(
    'dropout',
    'input|inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None',
    'dropout',
    {
      ...dropout,
      ...removed,
      training: { argument: 'training', untouched: 'off', nonBoolean: 'truthy' },
    },
  ),
  layers('dense', 'input|inputs, units, activation=None, **kwargs', 'linear', {
    ...dense,
    ...removed,
  }),
  layers('flatten', 'input|inputs, name=None, data_format=None', 'reshape', {
    ...removed,
    outputRank: 2,
  }),
  layers(
    'batch_normalization',
    'input|inputs, axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, beta_initializer=..., gamma_initializer=..., moving_mean_initializer=..., moving_variance_initializer=..., beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, training=False, **kwargs',
    'batchNorm',
    {
      ...same,
      ...removed,
      learnable: true,
      static: true,
      training: { argument: 'training', untouched: 'off' },
    },
  ),
  ...dimensions.flatMap((dimension) => [
    layers(`conv${dimension}d`, 'input|inputs, filters, kernel_size, **kwargs', 'convolution', {
      ...dense,
      ...removed,
      outputRank: dimension + 2,
      layoutArgument: 'data_format',
      outputWidth: 'filters',
      activationArgument: undefined,
    }),
    layers(`max_pooling${dimension}d`, 'input|inputs, pool_size, strides, **kwargs', 'maxPool', {
      ...removed,
      outputRank: dimension + 2,
    }),
    layers(
      `average_pooling${dimension}d`,
      'input|inputs, pool_size, strides, **kwargs',
      'averagePool',
      { ...removed, outputRank: dimension + 2 },
    ),
  ]),

  slim(
    'dropout',
    'input|inputs, keep_prob=0.5, noise_shape=None, is_training=True, **kwargs',
    'dropout',
    {
      ...dropout,
      rate: 'keep_prob',
      unit: 'keep',
      range: { ...checkedWhenCalled, one: 'accepted' },
      training: { argument: 'is_training', untouched: 'on', nonBoolean: 'truthy' },
      scoped: true,
    },
  ),
  ...['arg_scope'].map((name) =>
    rows(
      'function',
      'tensorflow.contrib.slim',
      'tensorflow.contrib.framework',
      'tf_slim',
    )(name, 'list_ops_or_scope, **kwargs', 'argumentScope'),
  ),

  ...['saved_model.simple_save', 'graph_util.convert_variables_to_constants'].map((name) =>
    top(name, 'session, **kwargs', 'export', { static: true, exportMode: 'safe' }),
  ),

  cells(
    'DropoutWrapper',
    'cell, input_keep_prob=1.0, output_keep_prob=1.0, state_keep_prob=1.0, variational_recurrent=False, **kwargs',
    'wrapper',
    {
      variant: 'recurrentInput',
      rate: 'input_keep_prob',
      otherRates: ['output_keep_prob', 'state_keep_prob'],
      unit: 'keep',
      training: alwaysOn,
      range: { ...checkedWhenCalled, one: 'accepted' },
      static: true,
      until: '2.16',
    },
  ),
];
