import type { ApiFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { checkedWhenMade, followsModule, onByDefault } from './shared';

const mindspore = rowsOf('mindspore');
const layer = mindspore('module', 'mindspore.nn');
const call = mindspore('function', 'mindspore.ops');

const dropout: Columns = {
  unit: 'drop',
  rate: 'p',
  training: followsModule,
  range: { ...checkedWhenMade, one: 'error at construction' },
  modeDependent: 'if rate',
  outputRank: 'same',
};
const channel: Columns = { ...dropout, variant: 'channel', range: checkedWhenMade };
const functional: Columns = {
  unit: 'drop',
  rate: 'p',
  training: onByDefault,
  range: { low: 0, high: 1, below: 'error at call', one: 'error at call', above: 'error at call' },
  outputRank: 'same',
};
const norm: Columns = { learnable: true, outputRank: 'same' };
const running =
  "eps=1e-05, momentum=0.9, affine=True, gamma_init='ones', beta_init='zeros', moving_mean_init='zeros', moving_var_init='ones', use_batch_statistics=None, data_format='NCHW', dtype=...";

/** MindSpore: a Cell follows set_train() and starts without; the number is a keep probability unless it is called p. */
export const mindsporeRows: readonly ApiFact[] = [
  layer('Cell', 'auto_prefix=True, flags=None', 'moduleBase'),
  layer('Dropout', 'keep_prob=0.5, *, dtype=...', 'dropout', {
    ...dropout,
    variant: 'element',
    rate: 'keep_prob',
    unit: 'keep',
    range: {
      low: 0,
      high: 1,
      below: 'error at construction',
      one: 'no dropout',
      above: 'error at construction',
    },
  }),
  layer('Dropout', '*, p, dtype=...', 'dropout', { ...dropout, variant: 'element', since: '2.0' }),
  ...[1, 2, 3].map((dimension) =>
    layer(`Dropout${dimension}d`, 'p=0.5', 'dropout', { ...channel, inputRank: dimension + 2 }),
  ),
  call('dropout', 'input, p=0.5, training=True, seed=None', 'dropout', {
    ...functional,
    variant: 'element',
  }),
  layer(
    'Dense',
    'in_channels, out_channels, weight_init=None, bias_init=None, has_bias=True, activation=None, dtype=...',
    'linear',
    {
      learnable: true,
      outputRank: 'same',
      outputLayout: 'channels last',
      inputWidth: 'in_channels',
      outputWidth: 'out_channels',
      activationArgument: 'activation',
    },
  ),
  layer(
    'Conv2d',
    "in_channels, out_channels, kernel_size, stride=1, pad_mode='same', padding=0, dilation=1, group=1, has_bias=False, weight_init=None, bias_init=None, data_format='NCHW', dtype=...",
    'convolution',
    {
      learnable: true,
      outputRank: 'same',
      outputLayout: 'channels first',
      inputWidth: 'in_channels',
      outputWidth: 'out_channels',
    },
  ),
  ...['BatchNorm1d', 'BatchNorm2d'].map((name) =>
    layer(name, `num_features, ${running}`, 'batchNorm', {
      ...norm,
      modeDependent: 'always',
      inputWidth: 'num_features',
    }),
  ),
  layer(
    'LayerNorm',
    "normalized_shape, begin_norm_axis=-1, begin_params_axis=-1, gamma_init='ones', beta_init='zeros', epsilon=1e-07, dtype=...",
    'layerNorm',
    norm,
  ),
  layer(
    'Embedding',
    "vocab_size, embedding_size, use_one_hot=False, embedding_table='normal', dtype=..., padding_idx=None",
    'embedding',
    { learnable: true, outputWidth: 'embedding_size' },
  ),
  layer('SequentialCell', '*args', 'container'),
  layer('ReLU', '', 'activation', {
    activation: 'relu',
    commutesWithDropout: true,
    outputRank: 'same',
  }),
  layer('Sigmoid', '', 'activation', { activation: 'sigmoid', atZero: 0.5, outputRank: 'same' }),
  layer('Softmax', 'axis=-1', 'activation', {
    activation: 'softmax',
    atZero: 'share',
    outputRank: 'same',
  }),
  layer('Flatten', 'start_dim=1, end_dim=-1', 'reshape', { outputRank: 2 }),
];
