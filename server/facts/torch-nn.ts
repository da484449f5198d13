import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';
import { checkedInTraining, checkedWhenMade, followsModule, partial } from './shared';

const layer = rows('module', 'torch.nn');

const dimensions = [1, 2, 3] as const;
const batchNormSignature =
  'num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True';
const instanceNormSignature =
  'num_features, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None, *, bias=True';
const convolutionSignature =
  "in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None";
const transposedSignature =
  "in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None";
const lazyNormSignature = withoutFirst(batchNormSignature);

const dropout: Columns = {
  rate: 'p',
  unit: 'drop',
  training: followsModule,
  range: checkedWhenMade,
  inPlaceArgument: 'inplace',
  modeDependent: 'if rate',
  outputRank: 'same',
};

const inner: Columns = {
  variant: 'inner',
  rate: 'dropout',
  unit: 'drop',
  training: followsModule,
  range: partial(checkedWhenMade),
  modeDependent: 'if rate',
  learnable: true,
  outputRank: 3,
  outputLayout: 'sequence first',
  inputWidth: 'd_model',
  outputWidth: 'd_model',
};

const recurrent: Columns = {
  ...inner,
  variant: 'recurrent',
  inputWidth: 'input_size',
  outputWidth: 'hidden_size',
  savesOutput: 'always',
};

const cell: Columns = {
  learnable: true,
  outputRank: 2,
  inputWidth: 'input_size',
  outputWidth: 'hidden_size',
};

const batchNorm: Columns = {
  learnable: true,
  modeDependent: 'always',
  outputRank: 'same',
  inputWidth: 'num_features',
  outputWidth: 'num_features',
};

const lazyBatchNorm: Columns = { learnable: true, modeDependent: 'always', outputRank: 'same' };
const norm: Columns = { learnable: true, outputRank: 'same' };

const instanceNorm: Columns = {
  outputRank: 'same',
  inputWidth: 'num_features',
  outputWidth: 'num_features',
};

const linear: Columns = {
  learnable: true,
  outputRank: 'same',
  outputLayout: 'channels last',
  inputWidth: 'in_features',
  outputWidth: 'out_features',
};

function convolution(dimension: number): Columns {
  return {
    learnable: true,
    outputRank: dimension + 2,
    inputRank: dimension + 2,
    outputLayout: 'channels first',
    inputWidth: 'in_channels',
    outputWidth: 'out_channels',
  };
}

/** Lazy layers learn their input width at the first call instead of taking it as first argument. */
function withoutFirst(signature: string): string {
  return signature.slice(signature.indexOf(', ') + 2);
}

/** Layers of torch.nn with weights or with dropout. */
export const torchNnLayers: readonly ApiFact[] = [
  layer('Dropout', 'p=0.5, inplace=False', 'dropout', { ...dropout, variant: 'element' }),
  layer('Dropout1d', 'p=0.5, inplace=False', 'dropout', {
    ...dropout,
    variant: 'channel',
    inputRank: 3,
    since: '1.12',
  }),
  layer('Dropout2d', 'p=0.5, inplace=False', 'dropout', {
    ...dropout,
    variant: 'channel',
    inputRank: 4,
  }),
  layer('Dropout3d', 'p=0.5, inplace=False', 'dropout', {
    ...dropout,
    variant: 'channel',
    inputRank: 5,
  }),
  layer('AlphaDropout', 'p=0.5, inplace=False', 'dropout', { ...dropout, variant: 'alpha' }),
  layer('FeatureAlphaDropout', 'p=0.5, inplace=False', 'dropout', {
    ...dropout,
    variant: 'channelAlpha',
  }),

  layer('BatchNorm1d', batchNormSignature, 'batchNorm', batchNorm),
  layer('BatchNorm2d', batchNormSignature, 'batchNorm', { ...batchNorm, inputRank: 4 }),
  layer('BatchNorm3d', batchNormSignature, 'batchNorm', { ...batchNorm, inputRank: 5 }),
  layer('LazyBatchNorm1d', lazyNormSignature, 'batchNorm', lazyBatchNorm),
  layer('LazyBatchNorm2d', lazyNormSignature, 'batchNorm', { ...lazyBatchNorm, inputRank: 4 }),
  layer('LazyBatchNorm3d', lazyNormSignature, 'batchNorm', { ...lazyBatchNorm, inputRank: 5 }),
  layer(
    'SyncBatchNorm',
    'num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, process_group=None, device=None, dtype=None, *, bias=True',
    'batchNorm',
    batchNorm,
  ),
  layer(
    'LayerNorm',
    'normalized_shape, eps=1e-05, elementwise_affine=True, bias=True, device=None, dtype=None',
    'layerNorm',
    { ...norm, inputWidth: 'normalized_shape', outputWidth: 'normalized_shape' },
  ),
  layer(
    'RMSNorm',
    'normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None',
    'layerNorm',
    { ...norm, inputWidth: 'normalized_shape', outputWidth: 'normalized_shape', since: '2.4' },
  ),
  layer(
    'GroupNorm',
    'num_groups, num_channels, eps=1e-05, affine=True, device=None, dtype=None, *, bias=True',
    'layerNorm',
    { ...norm, inputWidth: 'num_channels', outputWidth: 'num_channels' },
  ),
  ...dimensions.map((dimension) =>
    layer(`InstanceNorm${dimension}d`, instanceNormSignature, 'layerNorm', {
      ...instanceNorm,
      inputRank: dimension + 2,
    }),
  ),
  ...dimensions.map((dimension) =>
    layer(`LazyInstanceNorm${dimension}d`, lazyNormSignature, 'layerNorm', {
      modeDependent: 'always',
      outputRank: 'same',
      inputRank: dimension + 2,
    }),
  ),
  layer('LocalResponseNorm', 'size, alpha=0.0001, beta=0.75, k=1.0', 'layerNorm', {
    outputRank: 'same',
  }),
  layer('CrossMapLRN2d', 'size, alpha=0.0001, beta=0.75, k=1', 'layerNorm', { outputRank: 'same' }),

  layer(
    'Linear',
    'in_features, out_features, bias=True, device=None, dtype=None',
    'linear',
    linear,
  ),
  layer('LazyLinear', 'out_features, bias=True, device=None, dtype=None', 'linear', {
    ...linear,
    inputWidth: undefined,
  }),
  layer(
    'Bilinear',
    'in1_features, in2_features, out_features, bias=True, device=None, dtype=None',
    'linear',
    { ...linear, inputWidth: 'in1_features' },
  ),

  ...dimensions.flatMap((dimension) => [
    layer(`Conv${dimension}d`, convolutionSignature, 'convolution', convolution(dimension)),
    layer(`ConvTranspose${dimension}d`, transposedSignature, 'convolution', convolution(dimension)),
    layer(`LazyConv${dimension}d`, withoutFirst(convolutionSignature), 'convolution', {
      ...convolution(dimension),
      inputWidth: undefined,
    }),
    layer(`LazyConvTranspose${dimension}d`, withoutFirst(transposedSignature), 'convolution', {
      ...convolution(dimension),
      inputWidth: undefined,
    }),
  ]),

  layer(
    'RNN',
    "input_size, hidden_size, num_layers=1, nonlinearity='tanh', bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None",
    'recurrent',
    recurrent,
  ),
  layer(
    'LSTM',
    'input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device=None, dtype=None',
    'recurrent',
    recurrent,
  ),
  layer(
    'GRU',
    'input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None',
    'recurrent',
    recurrent,
  ),
  layer(
    'RNNCell',
    "input_size, hidden_size, bias=True, nonlinearity='tanh', device=None, dtype=None",
    'recurrentCell',
    { ...cell, savesOutput: 'always' },
  ),
  layer(
    'LSTMCell',
    'input_size, hidden_size, bias=True, device=None, dtype=None',
    'recurrentCell',
    cell,
  ),
  layer(
    'GRUCell',
    'input_size, hidden_size, bias=True, device=None, dtype=None',
    'recurrentCell',
    cell,
  ),

  layer(
    'Embedding',
    'num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False, _weight=None, _freeze=False, device=None, dtype=None',
    'embedding',
    {
      learnable: true,
      outputLayout: 'channels last',
      inputWidth: 'num_embeddings',
      outputWidth: 'embedding_dim',
    },
  ),
  layer(
    'EmbeddingBag',
    "num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode='mean', sparse=False, _weight=None, include_last_offset=False, padding_idx=None, device=None, dtype=None",
    'embedding',
    { learnable: true, outputRank: 2, inputWidth: 'num_embeddings', outputWidth: 'embedding_dim' },
  ),

  // The rate reaches the attention weights, so at 1 the bias of the output projection is left.
  layer(
    'MultiheadAttention',
    'embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None, vdim=None, batch_first=False, device=None, dtype=None',
    'attention',
    {
      ...inner,
      variant: 'attention',
      range: { ...partial(checkedInTraining), below: 'no dropout' },
      inputWidth: 'embed_dim',
      outputWidth: 'embed_dim',
    },
  ),
  layer(
    'TransformerEncoderLayer',
    'd_model, nhead, dim_feedforward=2048, dropout=0.1, activation=..., layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True, device=None, dtype=None',
    'transformer',
    inner,
  ),
  layer(
    'TransformerDecoderLayer',
    'd_model, nhead, dim_feedforward=2048, dropout=0.1, activation=..., layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True, device=None, dtype=None',
    'transformer',
    inner,
  ),
  layer(
    'Transformer',
    'd_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048, dropout=0.1, activation=..., custom_encoder=None, custom_decoder=None, layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True, device=None, dtype=None',
    'transformer',
    inner,
  ),
  layer(
    'TransformerEncoder',
    'encoder_layer, num_layers, norm=None, enable_nested_tensor=True, mask_check=True',
    'transformer',
    { learnable: true, outputRank: 3, outputLayout: 'sequence first' },
  ),
  layer('TransformerDecoder', 'decoder_layer, num_layers, norm=None', 'transformer', {
    learnable: true,
    outputRank: 3,
    outputLayout: 'sequence first',
  }),
];
