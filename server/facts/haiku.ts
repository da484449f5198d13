import type { ApiFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { alwaysOn } from './shared';

const haiku = rowsOf('haiku');
const layer = haiku('module', 'haiku');
const call = haiku('function', 'haiku');

const initial = 'with_bias=True, w_init=None, b_init=None';
const affine = 'create_scale, create_offset';
const norm: Columns = { learnable: true, outputRank: 'same' };
const convolution: Columns = {
  learnable: true,
  outputLayout: 'channels last',
  outputWidth: 'output_channels',
};

const convolutions: readonly ApiFact[] = [
  ['1D', 'NWC'],
  ['2D', 'NHWC'],
  ['3D', 'NDHWC'],
].flatMap(([dimensions, format]) => [
  layer(
    `Conv${dimensions}`,
    `output_channels, kernel_shape, stride=1, rate=1, padding='SAME', ${initial}, data_format='${format}', mask=None, feature_group_count=1, name=None`,
    'convolution',
    convolution,
  ),
]);

/** Haiku: modules and functions that run inside `hk.transform`. */
export const haikuRows: readonly ApiFact[] = [
  layer('Module', 'name=None', 'moduleBase'),
  call('dropout', 'rng, rate, input|x, broadcast_dims=...', 'dropout', {
    variant: 'element',
    rate: 'rate',
    unit: 'drop',
    training: alwaysOn,
    range: {
      low: 0,
      high: 1,
      below: 'error at call',
      one: 'error at call',
      above: 'error at call',
    },
    key: { argument: 'rng', required: true },
    outputRank: 'same',
  }),
  layer('Linear', `output_size, ${initial}, name=None`, 'linear', {
    learnable: true,
    outputRank: 'same',
    outputLayout: 'channels last',
    outputWidth: 'output_size',
  }),
  ...convolutions,
  layer(
    'Embed',
    "vocab_size=None, embed_dim=None, embedding_matrix=None, w_init=None, lookup_style='ARRAY_INDEX', name=None, precision=...",
    'embedding',
    { learnable: true, outputWidth: 'embed_dim' },
  ),
  layer(
    'BatchNorm',
    `${affine}, decay_rate, eps=1e-05, scale_init=None, offset_init=None, axis=None, cross_replica_axis=None, cross_replica_axis_index_groups=None, data_format='channels_last', name=None`,
    'batchNorm',
    { learnable: true, modeDependent: 'always', outputRank: 'same' },
  ),
  layer(
    'LayerNorm',
    `axis, ${affine}, eps=1e-05, scale_init=None, offset_init=None, use_fast_variance=False, name=None, *, param_axis=None`,
    'layerNorm',
    norm,
  ),
  layer(
    'GroupNorm',
    "groups, axis=..., create_scale=True, create_offset=True, eps=1e-05, scale_init=None, offset_init=None, data_format='channels_last', name=None",
    'layerNorm',
    norm,
  ),
  layer(
    'InstanceNorm',
    `${affine}, eps=1e-05, scale_init=None, offset_init=None, data_format='channels_last', name=None`,
    'layerNorm',
    norm,
  ),
  layer(
    'RMSNorm',
    'axis, eps=1e-05, scale_init=None, name=None, create_scale=True, *, param_axis=None',
    'layerNorm',
    norm,
  ),
  layer('Sequential', 'layers, name=None', 'container'),
  layer(
    'MultiHeadAttention',
    'num_heads, key_size, w_init_scale=None, *, w_init=None, with_bias=True, b_init=None, value_size=None, model_size=None, name=None',
    'attention',
    { learnable: true, outputWidth: 'model_size' },
  ),
  layer('LSTM', 'hidden_size, name=None', 'recurrentCell', {
    learnable: true,
    outputWidth: 'hidden_size',
  }),
  layer(
    'GRU',
    'hidden_size, w_i_init=None, w_h_init=None, b_init=None, name=None',
    'recurrentCell',
    {
      learnable: true,
      outputWidth: 'hidden_size',
    },
  ),
  layer('VanillaRNN', 'hidden_size, double_bias=True, name=None', 'recurrentCell', {
    learnable: true,
    outputWidth: 'hidden_size',
  }),
  layer('Flatten', 'preserve_dims=1, name=None', 'reshape', { outputRank: 2 }),
  layer('Reshape', 'output_shape, preserve_dims=1, name=None', 'reshape'),
  layer('MaxPool', 'window_shape, strides, padding, channel_axis=-1, name=None', 'maxPool'),
  layer('AvgPool', 'window_shape, strides, padding, channel_axis=-1, name=None', 'averagePool'),
  call('max_pool', 'input|value, window_shape, strides, padding, channel_axis=-1', 'maxPool'),
  call('avg_pool', 'input|value, window_shape, strides, padding, channel_axis=-1', 'averagePool'),
  layer(
    'nets.MLP',
    'output_sizes, w_init=None, b_init=None, with_bias=True, activation=..., activate_final=False, name=None',
    'module',
    { learnable: true },
  ),

  call('transform', 'f, *, apply_rng=True', 'transform'),
  call('transform_with_state', 'f', 'transform'),
  call('without_apply_rng', 'f', 'transform', { dropsKey: true }),
  call('without_state', 'f', 'wrapper'),
  call('next_rng_key', '', 'key', { keys: 'drawn' }),
  call('next_rng_keys', 'num', 'key', { keys: 'drawn' }),
  call('maybe_next_rng_key', '', 'key', { keys: 'drawn' }),
  call('PRNGSequence', 'key_or_seed', 'key', { keys: 'new' }),
  call(
    'remat',
    'fun, *, prevent_cse=True, policy=None, static_argnums=..., concrete=...',
    'wrapper',
  ),
  call(
    'vmap',
    'fun, in_axes=0, out_axes=0, axis_name=None, axis_size=None, *, split_rng, spmd_axis_name=None',
    'lift',
  ),
  ...(['grad', 'value_and_grad'] as const).map((name) =>
    call(name, 'fun, argnums=0, has_aux=False, holomorphic=False', 'gradient'),
  ),
];
