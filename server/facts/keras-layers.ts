import type { ApiFact, DefectFact, RangeFact, TrainingFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { checkedWhenCalled, checkedWhenMade, partial } from './shared';

const rows = rowsOf('keras');
const exact = rows('module', 'keras.layers');

/** A layer whose constructor passes further keywords on to its base class: `name`, `dtype`, `input_shape`. */
const layer: typeof exact = (name, signature, kind, columns) =>
  exact(name, signature === '' ? '**kwargs' : `${signature}, **kwargs`, kind, columns);

const dimensions = [1, 2, 3] as const;

/** The call of the model decides, and `training` in the call of the layer, at this place, overrules it. */
const followsCall = (place: number): TrainingFact => ({
  untouched: 'module',
  applied: 'training',
  appliedAt: place,
});

/** Used only between 0 and 1; anything else silently means none. */
const clamped: RangeFact = {
  low: 0,
  high: 1,
  below: 'no dropout',
  one: 'no dropout',
  above: 'no dropout',
};

/** Checked when the layer is made, but at 1 the formula divides by zero. */
const fallsAtOne: RangeFact = { ...checkedWhenMade, one: 'error in training' };

const dropout: Columns = {
  rate: 'rate',
  unit: 'drop',
  training: followsCall(1),
  range: checkedWhenMade,
  modeDependent: 'if rate',
  outputRank: 'same',
  flagInGraph: { ignoredSince: '3.0' },
  keepsRate: true,
};

const ofElements: Columns = {
  ...dropout,
  variant: 'element',
  maskShape: 'noise_shape',
  ofMaps: ['SpatialDropout2D', 'SpatialDropout3D'],
};

const weights = { learnable: true } as const;

const dense: Columns = {
  ...weights,
  outputRank: 'same',
  outputLayout: 'channels last',
  outputWidth: 'units',
  activationArgument: 'activation',
};

function convolution(dimension: number, outputWidth: string | undefined = 'filters'): Columns {
  return {
    ...weights,
    outputRank: dimension + 2,
    inputRank: dimension + 2,
    outputLayout: 'channels last',
    layoutArgument: 'data_format',
    activationArgument: 'activation',
    ...(outputWidth && { outputWidth }),
  };
}

const rateArguments: Columns = {
  variant: 'recurrentInput',
  rate: 'dropout',
  otherRates: ['recurrent_dropout'],
  unit: 'drop',
  range: clamped,
  modeDependent: 'if rate',
};

/** Clamped to [0, 1]; at 1 the inputs are dropped and the state goes on. */
const clampedToOne: RangeFact = { ...clamped, one: 'accepted', above: 'accepted' };

const recurrent: Columns = {
  ...weights,
  ...rateArguments,
  training: followsCall(3),
  outputRank: 2,
  rankWhen: { argument: 'return_sequences', outputRank: 3 },
  outputLayout: 'channels last',
  outputWidth: 'units',
};

/** Its test of the mode was missing where the fast kernel runs. */
const activeAtInference: DefectFact = {
  says: 'drops at inference too on the GPU of the TensorFlow backend, in versions from 3.4 to below 3.9: upgrade Keras',
  argument: 'dropout',
  since: '3.4',
  until: '3.9',
};

const cell: Columns = {
  ...weights,
  ...rateArguments,
  training: followsCall(2),
  outputRank: 2,
  outputWidth: 'units',
};

const attention: Columns = {
  variant: 'attention',
  rate: 'dropout',
  unit: 'drop',
  training: followsCall(9),
  range: partial(checkedWhenCalled),
  modeDependent: 'if rate',
  outputRank: 'same',
};

const convolutionSignature = (sides: string): string =>
  `filters, kernel_size, strides=${sides}, padding='valid', data_format=None, dilation_rate=${sides}, groups=1, activation=None, use_bias=True`;
const transposedSignature = (sides: string): string =>
  `filters, kernel_size, strides=${sides}, padding='valid', output_padding=None, data_format=None, dilation_rate=${sides}, activation=None, use_bias=True`;
/** The three-dimensional one lists two arguments the other way round. */
const turned = (signature: string): string =>
  signature.replace(
    'output_padding=None, data_format=None',
    'data_format=None, output_padding=None',
  );
const cellStart = (states: string): string =>
  `units, activation='tanh', ${states}use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', `;
const gates = "recurrent_activation='sigmoid', ";
const forgetting = 'unit_forget_bias=True, ';
const regularised =
  'kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0';
const cellRegularised = regularised.replace('activity_regularizer=None, ', '');
const sequences =
  'return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False';

/** Only a rate above zero is looked at, and not before a call that trains. */
const uncheckedBelow: RangeFact = {
  low: 0,
  high: 1,
  below: 'no dropout',
  one: 'all zero',
  above: 'error in training',
};

/** Layers of Keras with weights or with dropout. */
export const kerasLayers: readonly ApiFact[] = [
  // Keras 2 of its own, and that of TensorFlow before 2.4.
  layer('Dropout', 'rate|p, noise_shape=None, seed=None', 'dropout', {
    ...ofElements,
    range: clamped,
    until: '3.0',
    legacy: true,
  }),
  layer('Dropout', 'rate|p, noise_shape=None, seed=None', 'dropout', {
    ...ofElements,
    since: '3.0',
  }),
  exact('SpatialDropout1D', 'rate, seed=None, name=None, dtype=None', 'dropout', {
    ...dropout,
    variant: 'channel',
    inputRank: 3,
    strictRank: true,
  }),
  ...[2, 3].map((dimension) =>
    exact(
      `SpatialDropout${dimension}D`,
      'rate, data_format=None, seed=None, name=None, dtype=None',
      'dropout',
      {
        ...dropout,
        variant: 'channel',
        inputRank: dimension + 2,
        strictRank: true,
        layoutArgument: 'data_format',
      },
    ),
  ),
  layer('GaussianDropout', 'rate, seed=None', 'dropout', {
    ...dropout,
    variant: 'gaussian',
    range: fallsAtOne,
  }),
  layer('AlphaDropout', 'rate, noise_shape=None, seed=None', 'dropout', {
    ...dropout,
    variant: 'alpha',
    maskShape: 'noise_shape',
    range: fallsAtOne,
  }),
  layer('GaussianNoise', 'stddev, seed=None', 'other', {
    training: followsCall(1),
    modeDependent: 'always',
    outputRank: 'same',
  }),
  layer('ActivityRegularization', 'l1=0.0, l2=0.0', 'identity', { outputRank: 'same' }),

  layer('BatchNormalization', 'axis=-1, momentum=0.99, epsilon=0.001', 'batchNorm', {
    ...weights,
    training: followsCall(1),
    modeDependent: 'always',
    outputRank: 'same',
    also: ['keras.layers.SyncBatchNormalization'],
  }),
  layer('LayerNormalization', 'axis=-1, epsilon=0.001', 'layerNorm', {
    ...weights,
    outputRank: 'same',
  }),
  layer('GroupNormalization', 'groups=32, axis=-1, epsilon=0.001', 'layerNorm', {
    ...weights,
    outputRank: 'same',
  }),
  layer('RMSNormalization', 'axis=-1, epsilon=1e-06', 'layerNorm', {
    ...weights,
    outputRank: 'same',
  }),
  layer('UnitNormalization', 'axis=-1', 'layerNorm', { outputRank: 'same' }),

  layer('Dense', 'units, activation=None, use_bias=True', 'linear', dense),
  layer('EinsumDense', 'equation, output_shape, activation=None, bias_axes=None', 'linear', {
    ...weights,
    outputRank: 'same',
    activationArgument: 'activation',
  }),
  layer('Embedding', 'input_dim, output_dim', 'embedding', {
    ...weights,
    outputLayout: 'channels last',
    outputWidth: 'output_dim',
  }),

  ...dimensions.flatMap((dimension) => {
    const sides = dimension === 1 ? '1' : '...';
    return [
      layer(`Conv${dimension}D`, convolutionSignature(sides), 'convolution', {
        ...convolution(dimension),
        also: [`keras.layers.Convolution${dimension}D`],
      }),
      layer(
        `Conv${dimension}DTranspose`,
        dimension === 3 ? turned(transposedSignature(sides)) : transposedSignature(sides),
        'convolution',
        {
          ...convolution(dimension),
          also: [
            `keras.layers.Convolution${dimension}DTranspose`,
            ...(dimension === 2 ? ['keras.layers.Deconvolution2D'] : []),
          ],
        },
      ),
      layer(
        `ConvLSTM${dimension}D`,
        `filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, activation='tanh', ${gates}use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', ${forgetting}${regularised}, seed=None, ${sequences.replace(', unroll=False', '')}`,
        'recurrent',
        {
          ...recurrent,
          outputRank: dimension + 2,
          rankWhen: { argument: 'return_sequences', outputRank: dimension + 3 },
          layoutArgument: 'data_format',
          outputWidth: 'filters',
        },
      ),
    ];
  }),
  ...([1, 2] as const).flatMap((dimension) => {
    const sides = dimension === 1 ? '1' : '...';
    return [
      layer(
        `SeparableConv${dimension}D`,
        `filters, kernel_size, strides=${sides}, padding='valid', data_format=None, dilation_rate=${sides}, depth_multiplier=1, activation=None, use_bias=True`,
        'convolution',
        {
          ...convolution(dimension),
          also: [`keras.layers.SeparableConvolution${dimension}D`],
        },
      ),
      layer(
        `DepthwiseConv${dimension}D`,
        `kernel_size, strides=${sides}, padding='valid', depth_multiplier=1, data_format=None, dilation_rate=${sides}, activation=None, use_bias=True`,
        'convolution',
        convolution(dimension, ''),
      ),
    ];
  }),

  layer(
    'LSTM',
    `${cellStart(gates)}${forgetting}${regularised}, seed=None, ${sequences}, use_cudnn='auto'`,
    'recurrent',
    { ...recurrent, slowedBy: 'recurrent_dropout', defect: activeAtInference },
  ),
  layer(
    'GRU',
    `${cellStart(gates)}${regularised}, seed=None, ${sequences}, reset_after=True, use_cudnn='auto'`,
    'recurrent',
    { ...recurrent, slowedBy: 'recurrent_dropout', defect: activeAtInference },
  ),
  layer('SimpleRNN', `${cellStart('')}${regularised}, ${sequences}, seed=None`, 'recurrent', {
    ...recurrent,
    range: clampedToOne,
  }),
  layer('RNN', `cell, ${sequences}`, 'recurrent', {
    ...weights,
    outputRank: 2,
    rankWhen: { argument: 'return_sequences', outputRank: 3 },
    outputLayout: 'channels last',
  }),
  layer(
    'LSTMCell',
    `${cellStart(gates)}${forgetting}${cellRegularised}, seed=None`,
    'recurrentCell',
    cell,
  ),
  layer(
    'GRUCell',
    `${cellStart(gates)}${cellRegularised}, reset_after=True, seed=None`,
    'recurrentCell',
    cell,
  ),
  layer('SimpleRNNCell', `${cellStart('')}${cellRegularised}, seed=None`, 'recurrentCell', cell),
  // The kernels of TensorFlow 1 and Keras 2 that run on cuDNN only, without dropout.
  ...['CuDNNLSTM', 'CuDNNGRU'].map((name) =>
    layer(name, 'units', 'recurrent', {
      ...weights,
      outputRank: 2,
      rankWhen: { argument: 'return_sequences', outputRank: 3 },
      outputLayout: 'channels last',
      outputWidth: 'units',
    }),
  ),

  layer('MultiHeadAttention', 'num_heads, key_dim, value_dim=None, dropout=0.0', 'attention', {
    ...attention,
    ...weights,
  }),
  layer(
    'GroupQueryAttention',
    'head_dim, num_query_heads, num_key_value_heads, dropout=0.0',
    'attention',
    {
      ...attention,
      ...weights,
      also: ['keras.layers.GroupedQueryAttention'],
    },
  ),
  layer('Attention', "use_scale=False, score_mode='dot', dropout=0.0, seed=None", 'attention', {
    ...attention,
    training: followsCall(2),
    range: uncheckedBelow,
  }),
  layer('AdditiveAttention', 'use_scale=True, dropout=0.0', 'attention', {
    ...attention,
    ...weights,
    training: followsCall(2),
    range: uncheckedBelow,
  }),
];
