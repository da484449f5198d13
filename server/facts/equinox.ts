import type { ApiFact, TrainingFact } from '../model/fact';
import { uncheckedRate } from './jax-shared';
import { type Columns, rowsOf } from './row';

const equinox = rowsOf('equinox');
const layer = equinox('module', 'equinox.nn');
const base = equinox('module', 'equinox');
const call = equinox('function', 'equinox');
const ofLayers = equinox('function', 'equinox.nn', 'equinox');

/** On until `inference_mode` makes a model in which it is off; the call wins over both. */
const followsField: TrainingFact = {
  argument: 'inference',
  applied: 'inference',
  appliedBefore: ['deterministic'],
  inverted: true,
  untouched: 'module',
};

const widths: Columns = { inputWidth: 'in_features', outputWidth: 'out_features' };
const channels: Columns = {
  learnable: true,
  outputLayout: 'channels first',
  inputWidth: 'in_channels',
  outputWidth: 'out_channels',
};
const norm: Columns = { learnable: true, outputRank: 'same' };
const cell: Columns = {
  learnable: true,
  inputWidth: 'input_size',
  outputWidth: 'hidden_size',
};
const mode = "padding_mode='ZEROS', dtype=None, *, key";
const flipped: TrainingFact = { argument: 'value', inverted: true, untouched: 'off' };

/** Equinox: modules are trees of arrays; a model in the other mode is another model. */
export const equinoxRows: readonly ApiFact[] = [
  base('Module', '', 'moduleBase', { also: ['equinox._module.Module'] }),
  layer('Dropout', 'p=0.5, inference=False, *, deterministic=None', 'dropout', {
    variant: 'element',
    rate: 'p',
    unit: 'drop',
    training: followsField,
    range: uncheckedRate,
    key: { applied: 'key', required: true },
    modeDependent: 'if rate',
    outputRank: 'same',
  }),
  layer('Linear', 'in_features, out_features, use_bias=True, dtype=None, *, key', 'linear', {
    learnable: true,
    ...widths,
  }),
  layer(
    'MLP',
    'in_size, out_size, width_size, depth, activation=..., final_activation=..., use_bias=True, use_final_bias=True, dtype=None, *, scan=False, key',
    'module',
    { learnable: true, inputWidth: 'in_size', outputWidth: 'out_size' },
  ),
  layer(
    'Conv1d',
    `in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, use_bias=True, ${mode}`,
    'convolution',
    channels,
  ),
  ...['Conv2d', 'Conv3d'].map((name) =>
    layer(
      name,
      `in_channels, out_channels, kernel_size, stride=..., padding=..., dilation=..., groups=1, use_bias=True, ${mode}`,
      'convolution',
      channels,
    ),
  ),
  layer(
    'ConvTranspose1d',
    `in_channels, out_channels, kernel_size, stride=1, output_padding=0, padding=0, dilation=1, groups=1, use_bias=True, ${mode}`,
    'convolution',
    channels,
  ),
  ...['ConvTranspose2d', 'ConvTranspose3d'].map((name) =>
    layer(
      name,
      `in_channels, out_channels, kernel_size, stride=..., output_padding=..., padding=..., dilation=..., groups=1, use_bias=True, ${mode}`,
      'convolution',
      channels,
    ),
  ),
  layer(
    'Embedding',
    'num_embeddings=None, embedding_size=None, weight=None, dtype=None, *, key=None',
    'embedding',
    { learnable: true, outputWidth: 'embedding_size' },
  ),
  layer(
    'BatchNorm',
    "input_size, axis_name, eps=1e-05, channelwise_affine=True, momentum=0.99, inference=False, dtype=None, mode='legacy'",
    'batchNorm',
    { learnable: true, modeDependent: 'always', outputRank: 'same', inputWidth: 'input_size' },
  ),
  layer(
    'LayerNorm',
    'shape, eps=1e-05, use_weight=True, use_bias=True, dtype=None, *, elementwise_affine=None',
    'layerNorm',
    norm,
  ),
  layer(
    'GroupNorm',
    'groups, channels=None, eps=1e-05, channelwise_affine=True, dtype=None',
    'layerNorm',
    norm,
  ),
  layer(
    'RMSNorm',
    'shape, eps=1e-05, use_weight=True, use_bias=True, dtype=None',
    'layerNorm',
    norm,
  ),
  layer('Sequential', 'layers', 'container'),
  layer('Lambda', 'fn', 'module'),
  layer('Identity', '*args, **kwargs', 'identity'),
  layer('PReLU', 'init_alpha=0.25', 'activation', {
    activation: 'prelu',
    learnable: true,
    commutesWithDropout: true,
    outputRank: 'same',
  }),
  layer(
    'MultiheadAttention',
    'num_heads, query_size, key_size=None, value_size=None, output_size=None, qk_size=None, vo_size=None, use_query_bias=False, use_key_bias=False, use_value_bias=False, use_output_bias=False, dropout_p=0.0, inference=False, dtype=None, *, key',
    'attention',
    {
      variant: 'attention',
      rate: 'dropout_p',
      unit: 'drop',
      training: followsField,
      range: uncheckedRate,
      key: { applied: 'key', required: true },
      modeDependent: 'if rate',
      learnable: true,
      outputRank: 'same',
      inputWidth: 'query_size',
    },
  ),
  ...([1, 2, 3] as const).flatMap((n) => [
    layer(`MaxPool${n}d`, 'kernel_size, stride=1, padding=0, use_ceil=False', 'maxPool'),
    layer(`AvgPool${n}d`, 'kernel_size, stride=1, padding=0, use_ceil=False', 'averagePool'),
    layer(`AdaptiveMaxPool${n}d`, 'target_shape', 'maxPool'),
    layer(`AdaptiveAvgPool${n}d`, 'target_shape', 'averagePool'),
  ]),
  layer(
    'LSTMCell',
    'input_size, hidden_size, use_bias=True, dtype=None, *, key',
    'recurrentCell',
    cell,
  ),
  layer(
    'GRUCell',
    'input_size, hidden_size, use_bias=True, dtype=None, *, key',
    'recurrentCell',
    cell,
  ),

  ofLayers('inference_mode', 'pytree, value=True', 'modeCopy', { training: flipped }),
  call('tree_inference', 'pytree, value=True', 'modeCopy', { training: flipped }),
  call('apply_updates', 'model, updates', 'wrapper'),
  call('filter_jit', "fun=..., *, donate='none', **jitkwargs", 'wrapper'),
  call('filter_checkpoint', 'fun=..., *, prevent_cse=True, policy=None', 'wrapper'),
  call('filter_grad', 'fun=..., *, has_aux=False, **gradkwargs', 'gradient'),
  call('filter_value_and_grad', 'fun=..., *, has_aux=False, **gradkwargs', 'gradient'),
  call(
    'filter_vmap',
    'fun=..., *, in_axes=..., out_axes=..., axis_name=None, axis_size=None, **vmapkwargs',
    'batch',
  ),
];
