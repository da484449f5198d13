import type { ApiFact, KeyFact, TrainingFact } from '../model/fact';
import { batchNorm, convolution, dense, norm, uncheckedRate, uncheckedWeights } from './jax-shared';
import { type Columns, rowsOf } from './row';

const linen = rowsOf('flax');
const layer = linen('module', 'flax.linen', 'flax.deprecated.nn');
const call = linen('function', 'flax.linen');
const attention = linen('function', 'flax.linen', 'flax.linen.attention');

/** Said once, when the layer is made or when it is called; said nowhere or twice it raises. */
const saidOnce: TrainingFact = {
  argument: 'deterministic',
  applied: 'deterministic',
  appliedAt: 1,
  inverted: true,
  untouched: 'raises',
};

/** The same, named in the call. */
const namedOnce: TrainingFact = { ...saidOnce, appliedAt: undefined };

/** The key comes from the stream that `apply` was given, unless one is passed to the call. */
const fromApply: KeyFact = { applied: 'rng', stream: 'dropout' };

const owned = 'parent=..., name=None';
const kernel =
  'dtype=None, param_dtype=..., precision=None, kernel_init=..., bias_init=..., promote_dtype=...';
const scales =
  'epsilon=1e-06, dtype=None, param_dtype=..., use_bias=True, use_scale=True, bias_init=..., scale_init=...';
const reduced =
  'axis_name=None, axis_index_groups=None, use_fast_variance=True, force_float32_reductions=True';
const cell =
  'kernel_init=..., recurrent_kernel_init=..., bias_init=..., dtype=None, param_dtype=..., carry_init=...';
const attentionSignature = `num_heads, dtype=None, param_dtype=..., qkv_features=None, out_features=None, broadcast_dropout=True, dropout_rate=0.0, deterministic=None, precision=None, kernel_init=..., out_kernel_init=None, bias_init=..., out_bias_init=None, use_bias=True, attention_fn=..., decode=False, normalize_qk=False, force_fp32_for_softmax=False, qkv_dot_general=None, out_dot_general=None, qkv_dot_general_cls=None, out_dot_general_cls=None, qk_attn_weights_einsum_cls=None, attn_weights_value_einsum_cls=None, ${owned}`;

const attentionLayer: Columns = {
  variant: 'attention',
  rate: 'dropout_rate',
  unit: 'drop',
  training: namedOnce,
  range: uncheckedWeights,
  key: { applied: 'dropout_rng', stream: 'dropout' },
  modeDependent: 'if rate',
  learnable: true,
  outputRank: 'same',
};

const attentionFunction: Columns = {
  variant: 'attention',
  rate: 'dropout_rate',
  unit: 'drop',
  training: { argument: 'deterministic', inverted: true, untouched: 'on', nonBoolean: 'truthy' },
  range: uncheckedWeights,
  key: { argument: 'dropout_rng' },
};

const cellColumns: Columns = { learnable: true, outputWidth: 'features' };

/** Flax linen: modules whose layers are made in `setup` or in the forward pass itself. */
export const flaxLinen: readonly ApiFact[] = [
  layer('Module', '*args, **kwargs', 'moduleBase', { also: ['flax.linen.module.Module'] }),
  layer(
    'Dropout',
    `rate, broadcast_dims=..., deterministic=None, rng_collection='dropout', ${owned}`,
    'dropout',
    {
      variant: 'element',
      rate: 'rate',
      unit: 'drop',
      training: saidOnce,
      range: uncheckedRate,
      key: fromApply,
      modeDependent: 'if rate',
      outputRank: 'same',
    },
  ),
  layer(
    'Dense',
    `features, use_bias=True, ${kernel}, dot_general=None, dot_general_cls=None, ${owned}`,
    'linear',
    { ...dense, outputWidth: 'features' },
  ),
  layer(
    'DenseGeneral',
    `features, axis=-1, batch_dims=..., use_bias=True, dtype=None, param_dtype=..., kernel_init=..., bias_init=..., precision=None, promote_dtype=..., dot_general=None, dot_general_cls=None, ${owned}`,
    'linear',
    { learnable: true, outputLayout: 'channels last', outputWidth: 'features' },
  ),
  layer(
    'Einsum',
    `shape, einsum_str=None, use_bias=True, ${kernel}, preferred_element_type=None, ${owned}`,
    'linear',
    { learnable: true },
  ),
  layer(
    'Embed',
    `num_embeddings, features, dtype=None, param_dtype=..., embedding_init=..., promote_dtype=..., ${owned}`,
    'embedding',
    { learnable: true, outputWidth: 'features' },
  ),
  ...['Conv', 'ConvLocal'].map((name) =>
    layer(
      name,
      `features, kernel_size, strides=1, padding='SAME', input_dilation=1, kernel_dilation=1, feature_group_count=1, use_bias=True, mask=None, ${kernel}, conv_general_dilated=None, conv_general_dilated_cls=None, ${owned}`,
      'convolution',
      { ...convolution, outputWidth: 'features' },
    ),
  ),
  layer(
    'ConvTranspose',
    `features, kernel_size, strides=None, padding='SAME', kernel_dilation=None, use_bias=True, mask=None, dtype=None, param_dtype=..., precision=None, kernel_init=..., bias_init=..., transpose_kernel=False, promote_dtype=..., preferred_element_type=None, ${owned}`,
    'convolution',
    { ...convolution, outputWidth: 'features' },
  ),
  layer(
    'BatchNorm',
    `use_running_average=None, axis=-1, momentum=0.99, epsilon=1e-05, dtype=None, param_dtype=..., use_bias=True, use_scale=True, bias_init=..., scale_init=..., ${reduced}, ${owned}`,
    'batchNorm',
    batchNorm,
  ),
  layer(
    'LayerNorm',
    `${scales}, reduction_axes=-1, feature_axes=-1, ${reduced}, ${owned}`,
    'layerNorm',
    norm,
  ),
  layer('InstanceNorm', `${scales}, feature_axes=-1, ${reduced}, ${owned}`, 'layerNorm', norm),
  layer(
    'GroupNorm',
    `num_groups=32, group_size=None, ${scales}, reduction_axes=None, ${reduced}, ${owned}`,
    'layerNorm',
    norm,
  ),
  layer(
    'RMSNorm',
    `epsilon=1e-06, dtype=None, param_dtype=..., use_scale=True, scale_init=..., reduction_axes=-1, feature_axes=-1, ${reduced}, ${owned}`,
    'layerNorm',
    norm,
  ),
  layer('Sequential', `layers, ${owned}`, 'container'),
  layer('PReLU', `param_dtype=..., negative_slope_init=0.01, ${owned}`, 'activation', {
    activation: 'prelu',
    learnable: true,
    commutesWithDropout: true,
    outputRank: 'same',
  }),
  ...['MultiHeadDotProductAttention', 'MultiHeadAttention', 'SelfAttention'].map((name) =>
    layer(name, attentionSignature, 'attention', attentionLayer),
  ),
  attention(
    'dot_product_attention',
    'query, key, value, bias=None, mask=None, broadcast_dropout=True, dropout_rng=None, dropout_rate=0.0, deterministic=False, dtype=None, precision=None, module=None, force_fp32_for_softmax=False, einsum_dot_general=None, qk_attn_weights_einsum=None, attn_weights_value_einsum=None',
    'attention',
    attentionFunction,
  ),
  attention(
    'dot_product_attention_weights',
    'query, key, bias=None, mask=None, broadcast_dropout=True, dropout_rng=None, dropout_rate=0.0, deterministic=False, dtype=None, precision=None, module=None, force_fp32_for_softmax=False, einsum_dot_general=None, einsum=None',
    'attention',
    attentionFunction,
  ),
  ...['LSTMCell', 'OptimizedLSTMCell'].map((name) =>
    layer(
      name,
      `features, gate_fn=..., activation_fn=..., ${cell}, ${owned}`,
      'recurrentCell',
      cellColumns,
    ),
  ),
  layer(
    'GRUCell',
    `features, gate_fn=..., activation_fn=..., ${cell}, ${owned}`,
    'recurrentCell',
    cellColumns,
  ),
  layer(
    'SimpleCell',
    `features, activation_fn=..., ${cell}, residual=False, ${owned}`,
    'recurrentCell',
    cellColumns,
  ),
  layer(
    'RNN',
    `cell, time_major=False, return_carry=False, reverse=False, keep_order=False, unroll=1, variable_axes=..., variable_broadcast='params', variable_carry=False, split_rngs=..., ${owned}`,
    'module',
    { learnable: true },
  ),
  layer(
    'Bidirectional',
    `forward_rnn, backward_rnn, merge_fn=..., time_major=False, return_carry=False, ${owned}`,
    'module',
    { learnable: true },
  ),
  call('max_pool', "input|inputs, window_shape, strides=None, padding='VALID'", 'maxPool'),
  call(
    'avg_pool',
    "input|inputs, window_shape, strides=None, padding='VALID', count_include_pad=True",
    'averagePool',
  ),
  ...(['remat', 'checkpoint'] as const).map((name) =>
    call(
      name,
      'target, variables=True, rngs=True, concrete=False, prevent_cse=True, static_argnums=..., policy=None, methods=None',
      'wrapper',
    ),
  ),
  call(
    'jit',
    'target, variables=True, rngs=True, static_argnums=..., static_argnames=..., donate_argnums=..., device=None, backend=None, methods=None',
    'wrapper',
  ),
  call(
    'scan',
    'target, variable_axes=..., variable_broadcast=False, variable_carry=False, split_rngs=..., in_axes=0, out_axes=0, length=None, reverse=False, unroll=1, data_transform=None, metadata_params=..., methods=None, _split_transpose=False, check_constancy_invariants=True',
    'lift',
  ),
  call(
    'vmap',
    'target, variable_axes=..., split_rngs=..., in_axes=0, out_axes=0, axis_size=None, axis_name=None, spmd_axis_name=None, metadata_params=..., methods=None',
    'lift',
  ),
];
