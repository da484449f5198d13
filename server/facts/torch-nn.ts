import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';
import { checkedInTraining, checkedWhenMade, followsModule, partial } from './shared';

const layer = rows('module', 'torch.nn');

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

const lazyNorm: Columns = { learnable: true, modeDependent: 'always', outputRank: 'same' };
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

function convolution(rank: number, lazy = false): Columns {
  return {
    learnable: true,
    outputRank: rank,
    inputRank: rank,
    outputLayout: 'channels first',
    ...(!lazy && { inputWidth: 'in_channels' }),
    outputWidth: 'out_channels',
  };
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

  layer(
    'BatchNorm1d',
    'num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True',
    'batchNorm',
    batchNorm,
  ),
  layer(
    'BatchNorm2d',
    'num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True',
    'batchNorm',
    { ...batchNorm, inputRank: 4 },
  ),
  layer(
    'BatchNorm3d',
    'num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True',
    'batchNorm',
    { ...batchNorm, inputRank: 5 },
  ),
  layer(
    'SyncBatchNorm',
    'num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, process_group=None, device=None, dtype=None, *, bias=True',
    'batchNorm',
    batchNorm,
  ),
  layer(
    'LazyBatchNorm1d',
    'eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True',
    'batchNorm',
    lazyNorm,
  ),
  layer(
    'LazyBatchNorm2d',
    'eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True',
    'batchNorm',
    { ...lazyNorm, inputRank: 4 },
  ),
  layer(
    'LazyBatchNorm3d',
    'eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True',
    'batchNorm',
    { ...lazyNorm, inputRank: 5 },
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
  layer(
    'InstanceNorm1d',
    'num_features, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None, *, bias=True',
    'layerNorm',
    { ...instanceNorm, inputRank: 3 },
  ),
  layer(
    'InstanceNorm2d',
    'num_features, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None, *, bias=True',
    'layerNorm',
    { ...instanceNorm, inputRank: 4 },
  ),
  layer(
    'InstanceNorm3d',
    'num_features, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None, *, bias=True',
    'layerNorm',
    { ...instanceNorm, inputRank: 5 },
  ),
  layer(
    'LazyInstanceNorm1d',
    'eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True',
    'layerNorm',
    { outputRank: 'same', inputRank: 3 },
  ),
  layer(
    'LazyInstanceNorm2d',
    'eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True',
    'layerNorm',
    { outputRank: 'same', inputRank: 4 },
  ),
  layer(
    'LazyInstanceNorm3d',
    'eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True',
    'layerNorm',
    { outputRank: 'same', inputRank: 5 },
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

  layer(
    'Conv1d',
    "in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(3),
  ),
  layer(
    'Conv2d',
    "in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(4),
  ),
  layer(
    'Conv3d',
    "in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(5),
  ),
  layer(
    'ConvTranspose1d',
    "in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(3),
  ),
  layer(
    'ConvTranspose2d',
    "in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(4),
  ),
  layer(
    'ConvTranspose3d',
    "in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(5),
  ),
  layer(
    'LazyConv1d',
    "out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(3, true),
  ),
  layer(
    'LazyConv2d',
    "out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(4, true),
  ),
  layer(
    'LazyConv3d',
    "out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(5, true),
  ),
  layer(
    'LazyConvTranspose1d',
    "out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(3, true),
  ),
  layer(
    'LazyConvTranspose2d',
    "out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(4, true),
  ),
  layer(
    'LazyConvTranspose3d',
    "out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None",
    'convolution',
    convolution(5, true),
  ),

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
    cell,
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
