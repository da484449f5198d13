import type { ApiFact, KeyFact, TrainingFact } from '../model/fact';
import { batchNorm, convolution, dense, norm, uncheckedRate, uncheckedWeights } from './jax-shared';
import { type Columns, rowsOf } from './row';

const nnx = rowsOf('nnx');
const namespaces = ['flax.nnx', 'flax.experimental.nnx', 'flax.nnx.nn'] as const;
const layer = nnx('module', ...namespaces);
const call = nnx('function', 'flax.nnx', 'flax.experimental.nnx');

/** Follows `train()` and `eval()`; the call wins over both. */
const followsModel: TrainingFact = {
  argument: 'deterministic',
  applied: 'deterministic',
  inverted: true,
  untouched: 'module',
};

const fromStreams: KeyFact = {
  argument: 'rngs',
  applied: 'rngs',
  stream: 'dropout',
  advances: true,
};

const kernel = 'dtype=None, param_dtype=..., precision=None, kernel_init=..., bias_init=...';
const kept = 'rngs, kernel_metadata=..., bias_metadata=...';
const scales =
  'epsilon=1e-06, dtype=None, param_dtype=..., use_bias=True, use_scale=True, bias_init=..., scale_init=...';
const reduced =
  'axis_name=None, axis_index_groups=None, use_fast_variance=True, promote_dtype=..., rngs';
const cell = `kernel_init=..., recurrent_kernel_init=..., bias_init=..., dtype=None, param_dtype=..., carry_init=None, promote_dtype=..., keep_rngs=False, rngs, kernel_metadata=..., recurrent_kernel_metadata=..., bias_metadata=...`;
const graph = 'graph=None, graph_updates=None';
const gradient = `f=..., *, argnums=0, has_aux=False, holomorphic=False, allow_int=False, reduce_axes=..., ${graph}`;

const widths: Columns = { inputWidth: 'in_features', outputWidth: 'out_features' };
const cellColumns: Columns = {
  learnable: true,
  inputWidth: 'in_features',
  outputWidth: 'hidden_features',
};
const normed: Columns = { inputWidth: 'num_features', outputWidth: 'num_features' };

/** Flax NNX: modules that hold their state and are switched by `train()` and `eval()`. */
export const flaxNnx: readonly ApiFact[] = [
  layer('Module', '*args, **kwargs', 'moduleBase'),
  layer(
    'Dropout',
    "rate, *, broadcast_dims=..., deterministic=False, rng_collection='dropout', rngs=None",
    'dropout',
    {
      variant: 'element',
      rate: 'rate',
      unit: 'drop',
      training: followsModel,
      range: uncheckedRate,
      key: fromStreams,
      modeDependent: 'if rate',
      outputRank: 'same',
    },
  ),
  layer(
    'Linear',
    `in_features, out_features, *, use_bias=True, ${kernel}, dot_general=..., promote_dtype=..., preferred_element_type=None, ${kept}`,
    'linear',
    { ...dense, ...widths },
  ),
  layer(
    'LinearGeneral',
    `in_features, out_features, *, axis=-1, batch_axis=..., use_bias=True, dtype=None, param_dtype=..., kernel_init=..., bias_init=..., precision=None, promote_dtype=..., dot_general=None, dot_general_cls=None, preferred_element_type=None, ${kept}`,
    'linear',
    { learnable: true, ...widths },
  ),
  layer(
    'Einsum',
    `einsum_str, kernel_shape, bias_shape=None, *, ${kernel}, promote_dtype=..., einsum_op=..., preferred_element_type=None, ${kept}`,
    'linear',
    { learnable: true },
  ),
  layer(
    'Embed',
    'num_embeddings, features, *, dtype=None, param_dtype=..., embedding_init=..., promote_dtype=..., rngs, embedding_metadata=...',
    'embedding',
    { learnable: true, outputWidth: 'features' },
  ),
  layer(
    'Conv',
    `in_features, out_features, kernel_size, strides=1, *, padding='SAME', input_dilation=1, kernel_dilation=1, feature_group_count=1, use_bias=True, mask=None, ${kernel}, conv_general_dilated=..., promote_dtype=..., preferred_element_type=None, ${kept}`,
    'convolution',
    { ...convolution, ...widths },
  ),
  layer(
    'ConvTranspose',
    `in_features, out_features, kernel_size, strides=None, *, padding='SAME', kernel_dilation=None, use_bias=True, mask=None, ${kernel}, transpose_kernel=False, promote_dtype=..., preferred_element_type=None, ${kept}`,
    'convolution',
    { ...convolution, ...widths },
  ),
  layer(
    'BatchNorm',
    `num_features, *, use_running_average=False, axis=-1, momentum=0.99, epsilon=1e-05, dtype=None, param_dtype=..., use_bias=True, use_scale=True, bias_init=..., scale_init=..., ${reduced}, bias_metadata=..., scale_metadata=...`,
    'batchNorm',
    { ...batchNorm, ...normed },
  ),
  layer(
    'LayerNorm',
    `num_features, *, ${scales}, reduction_axes=-1, feature_axes=-1, ${reduced}, bias_metadata=..., scale_metadata=...`,
    'layerNorm',
    { ...norm, ...normed },
  ),
  layer(
    'InstanceNorm',
    `num_features, *, ${scales}, feature_axes=-1, ${reduced}, bias_metadata=..., scale_metadata=...`,
    'layerNorm',
    { ...norm, ...normed },
  ),
  layer(
    'GroupNorm',
    `num_features, num_groups=32, group_size=None, *, ${scales}, reduction_axes=None, ${reduced}, bias_metadata=..., scale_metadata=...`,
    'layerNorm',
    { ...norm, ...normed },
  ),
  layer(
    'RMSNorm',
    `num_features, *, epsilon=1e-06, dtype=None, param_dtype=..., use_scale=True, scale_init=..., reduction_axes=-1, feature_axes=-1, ${reduced}, scale_metadata=...`,
    'layerNorm',
    { ...norm, ...normed },
  ),
  layer('Sequential', '*fns', 'container'),
  layer(
    'PReLU',
    'negative_slope_init=0.01, *, dtype=None, param_dtype=..., promote_dtype=..., negative_slope_metadata=...',
    'activation',
    { activation: 'prelu', learnable: true, commutesWithDropout: true, outputRank: 'same' },
  ),
  layer(
    'MultiHeadAttention',
    'num_heads, in_features, qkv_features=None, out_features=None, num_kv_heads=None, in_kv_features=None, *, dtype=None, param_dtype=..., broadcast_dropout=True, dropout_rate=0.0, deterministic=None, precision=None, kernel_init=..., out_kernel_init=None, bias_init=..., out_bias_init=None, use_bias=True, attention_fn=..., decode=None, normalize_qk=False, qkv_promote_dtype=..., out_promote_dtype=..., ln_promote_dtype=..., qkv_dot_general=None, out_dot_general=None, qkv_dot_general_cls=None, out_dot_general_cls=None, rngs, keep_rngs=True, kernel_metadata=..., out_kernel_metadata=..., bias_metadata=..., out_bias_metadata=..., query_ln_scale_metadata=..., key_ln_scale_metadata=...',
    'attention',
    {
      variant: 'attention',
      rate: 'dropout_rate',
      unit: 'drop',
      training: followsModel,
      range: uncheckedWeights,
      key: fromStreams,
      modeDependent: 'if rate',
      learnable: true,
      outputRank: 'same',
    },
  ),
  call(
    'dot_product_attention',
    'query, key, value, bias=None, mask=None, broadcast_dropout=True, dropout_rng=None, dropout_rate=0.0, deterministic=False, dtype=None, precision=None, module=None, promote_dtype=..., is_causal=False',
    'attention',
    {
      variant: 'attention',
      rate: 'dropout_rate',
      unit: 'drop',
      training: {
        argument: 'deterministic',
        inverted: true,
        untouched: 'on',
        nonBoolean: 'truthy',
      },
      range: uncheckedWeights,
      key: { argument: 'dropout_rng' },
    },
  ),
  ...['LSTMCell', 'OptimizedLSTMCell', 'GRUCell'].map((name) =>
    layer(
      name,
      `in_features, hidden_features, *, gate_fn=..., activation_fn=..., ${cell}`,
      'recurrentCell',
      cellColumns,
    ),
  ),
  layer(
    'RNN',
    'cell, *, time_major=False, return_carry=False, reverse=False, keep_order=False, unroll=1, state_axes=None, broadcast_rngs=None, rngs=True',
    'module',
    { learnable: true },
  ),
  layer('List', 'it=None', 'container'),
  call('Rngs', 'default=None, **rngs', 'key', { keys: 'new' }),
  call('max_pool', "input|inputs, window_shape, strides=None, padding='VALID'", 'maxPool'),
  call(
    'avg_pool',
    "input|inputs, window_shape, strides=None, padding='VALID', count_include_pad=True",
    'averagePool',
  ),
  call(
    'jit',
    `f|fun=..., *, in_shardings=None, out_shardings=None, static_argnums=None, static_argnames=None, donate_argnums=None, donate_argnames=None, keep_unused=False, device=None, backend=None, inline=False, ${graph}`,
    'wrapper',
  ),
  call('remat', `f=..., *, prevent_cse=True, static_argnums=..., policy=None, ${graph}`, 'wrapper'),
  call('grad', gradient, 'gradient'),
  call('value_and_grad', gradient, 'gradient'),
  call(
    'vmap',
    `f=..., *, in_axes=0, out_axes=0, axis_name=None, axis_size=None, spmd_axis_name=None, transform_metadata=..., ${graph}`,
    'lift',
  ),
  call(
    'scan',
    `f=..., *, length=None, reverse=False, unroll=1, _split_transpose=False, in_axes=..., out_axes=..., transform_metadata=..., ${graph}`,
    'lift',
  ),
  call(
    'view',
    'node, *, only=..., raise_if_not_found=True, graph=None, deterministic, use_running_average, **kwargs',
    'modeCopy',
    { training: { argument: 'deterministic', inverted: true, untouched: 'module' } },
  ),
  call('Optimizer', 'model, tx, *, wrt, graph=None', 'optimizer'),
  call('ModelAndOptimizer', 'model, tx, *, wrt=...', 'optimizer'),
];
