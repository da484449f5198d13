import type { ApiFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { checkedInTraining, followsModule, onByDefault, partial } from './shared';

const paddle = rowsOf('paddle');
const layer = paddle('module', 'paddle.nn');
const call = paddle('function', 'paddle.nn.functional');

const dropout: Columns = {
  rate: 'p',
  unit: 'drop',
  training: followsModule,
  range: { ...checkedInTraining, below: 'error at call', above: 'error at call' },
  modeDependent: 'if rate',
  outputRank: 'same',
};
const functional: Columns = {
  rate: 'p',
  unit: 'drop',
  training: onByDefault,
  range: { ...checkedInTraining, below: 'error at call', above: 'error at call' },
  outputRank: 'same',
};
const norm: Columns = { learnable: true, outputRank: 'same' };
const batchNorm: Columns = { ...norm, modeDependent: 'always', inputWidth: 'num_features' };
const convolution: Columns = {
  learnable: true,
  outputRank: 'same',
  outputLayout: 'channels first',
  inputWidth: 'in_channels',
  outputWidth: 'out_channels',
};
const recurrent: Columns = {
  variant: 'recurrent',
  rate: 'dropout',
  unit: 'drop',
  training: followsModule,
  range: { low: 0, high: 1, below: 'accepted', one: 'accepted', above: 'accepted' },
  modeDependent: 'if rate',
  learnable: true,
  inputWidth: 'input_size',
  outputWidth: 'hidden_size',
};
const attributes = 'weight_ih_attr=None, weight_hh_attr=None, bias_ih_attr=None, bias_hh_attr=None';
const running = 'momentum=0.9, epsilon=1e-05, weight_attr=None, bias_attr=None';

function convolutionOf(dimension: number, format: string): ApiFact {
  return layer(
    `Conv${dimension}D`,
    `in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, *, bias=True, padding_mode='zeros', device=None, dtype=None, weight_attr=None, bias_attr=None, data_format='${format}'`,
    'convolution',
    convolution,
  );
}

function activation(name: string, signature: string, columns: Columns = {}): ApiFact {
  return layer(name, signature, 'activation', {
    activation: name.toLowerCase(),
    outputRank: 'same',
    ...columns,
  });
}

/** PaddlePaddle: layers follow train() and eval(), functions drop unless training is passed. */
export const paddleRows: readonly ApiFact[] = [
  layer('Layer', "name_scope=None, dtype='float32'", 'moduleBase', { also: ['paddle.Layer'] }),
  layer(
    'Dropout',
    "p=0.5, inplace=False, axis=None, mode='upscale_in_train', name=None",
    'dropout',
    {
      ...dropout,
      variant: 'element',
      inPlaceArgument: 'inplace',
    },
  ),
  ...[2, 3].map((dimension) =>
    layer(
      `Dropout${dimension}D`,
      `p=0.5, data_format='${dimension === 2 ? 'NCHW' : 'NCDHW'}', name=None`,
      'dropout',
      { ...dropout, variant: 'channel', inputRank: dimension + 2 },
    ),
  ),
  layer('AlphaDropout', 'p=0.5, name=None', 'dropout', { ...dropout, variant: 'alpha' }),
  layer('FeatureAlphaDropout', 'p=0.5, name=None', 'dropout', {
    ...dropout,
    variant: 'channelAlpha',
  }),
  call(
    'dropout',
    "input|x, p=0.5, axis=None, training=True, inplace=False, mode='upscale_in_train', name=None",
    'dropout',
    { ...functional, variant: 'element', inPlaceArgument: 'inplace' },
  ),
  ...[2, 3].map((dimension) =>
    call(
      `dropout${dimension}d`,
      `input|x, p=0.5, training=True, data_format='${dimension === 2 ? 'NCHW' : 'NCDHW'}', name=None`,
      'dropout',
      { ...functional, variant: 'channel', inputRank: dimension + 2 },
    ),
  ),
  call('alpha_dropout', 'input|x, p=0.5, training=True, name=None', 'dropout', {
    ...functional,
    variant: 'alpha',
  }),
  call('feature_alpha_dropout', 'input|x, p=0.5, training=True, name=None', 'dropout', {
    ...functional,
    variant: 'channelAlpha',
  }),
  layer(
    'MultiHeadAttention',
    'embed_dim, num_heads, dropout=0.0, kdim=None, vdim=None, need_weights=False, weight_attr=None, bias_attr=None',
    'attention',
    {
      ...dropout,
      variant: 'attention',
      rate: 'dropout',
      range: partial({ ...checkedInTraining, below: 'error at call', above: 'error at call' }),
      learnable: true,
      outputWidth: 'embed_dim',
    },
  ),
  ...(['LSTM', 'GRU'] as const).map((name) =>
    layer(
      name,
      `input_size, hidden_size, num_layers=1, direction='forward', time_major=False, dropout=0.0, ${attributes}${name === 'LSTM' ? ', proj_size=0' : ''}, name=None`,
      'recurrent',
      recurrent,
    ),
  ),
  layer(
    'Linear',
    'in_features, out_features, weight_attr=None, bias_attr=None, name=None',
    'linear',
    {
      learnable: true,
      outputRank: 'same',
      outputLayout: 'channels last',
      inputWidth: 'in_features',
      outputWidth: 'out_features',
    },
  ),
  convolutionOf(1, 'NCL'),
  convolutionOf(2, 'NCHW'),
  convolutionOf(3, 'NCDHW'),
  layer(
    'BatchNorm1D',
    `num_features, ${running}, data_format='NCL', use_global_stats=None, name=None`,
    'batchNorm',
    batchNorm,
  ),
  layer(
    'BatchNorm2D',
    `num_features, ${running}, data_format='NCHW', use_global_stats=None, name=None`,
    'batchNorm',
    batchNorm,
  ),
  layer(
    'LayerNorm',
    'normalized_shape, epsilon=1e-05, *, elementwise_affine=True, bias=True, device=None, dtype=None, weight_attr=None, bias_attr=None, name=None',
    'layerNorm',
    norm,
  ),
  layer(
    'Embedding',
    'num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, *, scale_grad_by_freq=False, sparse=False, _weight=None, _freeze=False, device=None, dtype=None, weight_attr=None, name=None',
    'embedding',
    { learnable: true, outputWidth: 'embedding_dim' },
  ),
  layer('Sequential', '*layers', 'container'),
  layer('LayerList', 'sublayers=None', 'container'),
  layer(
    'MaxPool2D',
    "kernel_size, stride=None, padding=0, return_mask=False, ceil_mode=False, data_format='NCHW', name=None",
    'maxPool',
    { outputRank: 'same' },
  ),
  layer('Flatten', 'start_axis=1, stop_axis=-1', 'reshape', { outputRank: 2 }),
  layer('Identity', '*args, **kwargs', 'identity', { outputRank: 'same' }),
  activation('ReLU', 'name=None', { commutesWithDropout: true }),
  activation('Sigmoid', 'name=None', { atZero: 0.5 }),
  activation('Softmax', 'axis=-1, name=None', { atZero: 'share' }),
  activation('Softplus', 'beta=1, threshold=20, name=None', { atZero: Math.LN2 }),
  activation('GELU', 'approximate=False, name=None'),
  activation('Tanh', 'name=None'),
  call('relu', 'input|x, name=None', 'activation', {
    activation: 'relu',
    commutesWithDropout: true,
    outputRank: 'same',
  }),
];
