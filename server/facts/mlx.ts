import type { ApiFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { checkedWhenMade, followsModule } from './shared';

const mlx = rowsOf('mlx');
const layer = mlx('module', 'mlx.nn');
const call = mlx('function', 'mlx.nn');

const dropout: Columns = {
  rate: 'p',
  unit: 'drop',
  training: followsModule,
  range: { ...checkedWhenMade, one: 'error at construction' },
  modeDependent: 'if rate',
  outputRank: 'same',
};
const inner: Columns = { ...dropout, rate: 'dropout', variant: 'inner', learnable: true };
const norm: Columns = { learnable: true, outputRank: 'same' };
const cell: Columns = {
  learnable: true,
  inputWidth: 'input_size',
  outputWidth: 'hidden_size',
};

function activation(name: string, signature = '', columns: Columns = {}): ApiFact {
  return layer(name, signature, 'activation', {
    activation: name.toLowerCase(),
    outputRank: 'same',
    ...columns,
  });
}

/** MLX: layers follow train() and eval(), and a new module is in training mode. */
export const mlxRows: readonly ApiFact[] = [
  layer('Module', '', 'moduleBase'),
  layer('Dropout', 'p=0.5', 'dropout', { ...dropout, variant: 'element' }),
  layer('Dropout2d', 'p=0.5', 'dropout', { ...dropout, variant: 'channel', inputRank: 4 }),
  layer('Dropout3d', 'p=0.5', 'dropout', { ...dropout, variant: 'channel', inputRank: 5 }),
  layer(
    'TransformerEncoderLayer',
    'dims, num_heads, mlp_dims=None, dropout=0.0, activation=..., norm_first=True',
    'transformer',
    inner,
  ),
  layer(
    'TransformerEncoder',
    'num_layers, dims, num_heads, mlp_dims=None, dropout=0.0, activation=..., norm_first=True, checkpoint=False',
    'transformer',
    inner,
  ),
  layer('Linear', 'input_dims, output_dims, bias=True', 'linear', {
    learnable: true,
    outputRank: 'same',
    outputLayout: 'channels last',
    inputWidth: 'input_dims',
    outputWidth: 'output_dims',
  }),
  ...[1, 2].map((dimension) =>
    layer(
      `Conv${dimension}d`,
      'in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True',
      'convolution',
      {
        learnable: true,
        outputRank: 'same',
        outputLayout: 'channels last',
        inputWidth: 'in_channels',
        outputWidth: 'out_channels',
      },
    ),
  ),
  layer(
    'BatchNorm',
    'num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True',
    'batchNorm',
    { ...norm, modeDependent: 'always', inputWidth: 'num_features' },
  ),
  layer('LayerNorm', 'dims, eps=1e-05, affine=True, bias=True', 'layerNorm', norm),
  layer('RMSNorm', 'dims, eps=1e-05', 'layerNorm', norm),
  layer(
    'GroupNorm',
    'num_groups, dims, eps=1e-05, affine=True, pytorch_compatible=False',
    'layerNorm',
    norm,
  ),
  layer('Embedding', 'num_embeddings, dims', 'embedding', { learnable: true, outputWidth: 'dims' }),
  layer('Sequential', '*modules', 'container'),
  layer('LSTM', 'input_size, hidden_size, bias=True', 'recurrentCell', cell),
  layer('GRU', 'input_size, hidden_size, bias=True', 'recurrentCell', cell),
  layer(
    'MultiHeadAttention',
    'dims, num_heads, query_input_dims=None, key_input_dims=None, value_input_dims=None, value_dims=None, value_output_dims=None, bias=False',
    'attention',
    { learnable: true, outputWidth: 'dims' },
  ),
  layer('MaxPool2d', 'kernel_size, stride=None, padding=0', 'maxPool', { outputRank: 'same' }),
  layer('AvgPool2d', 'kernel_size, stride=None, padding=0', 'averagePool', { outputRank: 'same' }),
  layer('Identity', '*args, **kwargs', 'identity', { outputRank: 'same' }),
  activation('ReLU', '', { commutesWithDropout: true }),
  activation('Sigmoid', '', { atZero: 0.5 }),
  activation('Softmax', '', { atZero: 'share' }),
  activation('Softplus', '', { atZero: Math.LN2 }),
  activation('GELU', "approx='none'"),
  activation('Tanh'),
  activation('SiLU'),
  call('relu', 'input|x', 'activation', {
    activation: 'relu',
    commutesWithDropout: true,
    outputRank: 'same',
  }),
  call('value_and_grad', 'model, fn', 'gradient'),
];
