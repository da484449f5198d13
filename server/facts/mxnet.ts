import type { ApiFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { followsModule } from './shared';

const mxnet = rowsOf('mxnet');
const layer = mxnet('module', 'mxnet.gluon.nn');
const base = mxnet('module', 'mxnet.gluon');
const operator = mxnet('function', 'mxnet.nd', 'mxnet.ndarray');
const symbol = mxnet('function', 'mxnet.sym', 'mxnet.symbol');
const array = mxnet('function', 'mxnet.npx');

const norm: Columns = { learnable: true, outputRank: 'same' };
const always: Columns = {
  variant: 'element',
  rate: 'p',
  unit: 'drop',
  // Whatever is recorded drops, unless told to drop always.
  training: { argument: 'mode', always: 'always', untouched: 'module' },
  range: {
    low: 0,
    high: 1,
    below: 'error at call',
    one: 'not finite',
    above: 'error at call',
  },
  outputRank: 'same',
};
const settings = 'p=..., mode=..., axes=..., cudnn_off=...';

/** MXNet: dropout follows the mode in which autograd records. */
export const mxnetRows: readonly ApiFact[] = [
  base('Block', 'prefix=None, params=None', 'moduleBase'),
  base('HybridBlock', 'prefix=None, params=None', 'moduleBase'),
  layer('Dropout', 'rate, axes=..., **kwargs', 'dropout', {
    variant: 'element',
    rate: 'rate',
    unit: 'drop',
    training: followsModule,
    range: { low: 0, high: 1, below: 'no dropout', one: 'not finite', above: 'error at call' },
    modeDependent: 'if rate',
    outputRank: 'same',
  }),
  operator(
    'Dropout',
    `input|data=None, ${settings}, out=None, name=None, **kwargs`,
    'dropout',
    always,
  ),
  symbol(
    'Dropout',
    `input|data=None, ${settings}, name=None, attr=None, out=None, **kwargs`,
    'dropout',
    always,
  ),
  array(
    'dropout',
    `input|data=None, ${settings}, out=None, name=None, **kwargs`,
    'dropout',
    always,
  ),
  layer(
    'Dense',
    "units, activation=None, use_bias=True, flatten=True, dtype='float32', weight_initializer=None, bias_initializer='zeros', in_units=0, **kwargs",
    'linear',
    { learnable: true, outputWidth: 'units', activationArgument: 'activation' },
  ),
  layer(
    'Conv2D',
    "channels, kernel_size, strides=..., padding=..., dilation=..., groups=1, layout='NCHW', activation=None, use_bias=True, weight_initializer=None, bias_initializer='zeros', in_channels=0, **kwargs",
    'convolution',
    {
      learnable: true,
      outputRank: 'same',
      outputLayout: 'channels first',
      outputWidth: 'channels',
      activationArgument: 'activation',
    },
  ),
  layer(
    'BatchNorm',
    "axis=1, momentum=0.9, epsilon=1e-05, center=True, scale=True, use_global_stats=False, beta_initializer='zeros', gamma_initializer='ones', running_mean_initializer='zeros', running_variance_initializer='ones', in_channels=0, **kwargs",
    'batchNorm',
    { ...norm, modeDependent: 'always' },
  ),
  layer(
    'LayerNorm',
    "axis=-1, epsilon=1e-05, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', in_channels=0, prefix=None, params=None",
    'layerNorm',
    norm,
  ),
  layer(
    'Embedding',
    "input_dim, output_dim, dtype='float32', weight_initializer=None, sparse_grad=False, **kwargs",
    'embedding',
    { learnable: true, outputWidth: 'output_dim' },
  ),
  layer('Sequential', 'prefix=None, params=None', 'container'),
  layer('HybridSequential', 'prefix=None, params=None', 'container'),
  layer('Flatten', '**kwargs', 'reshape', { outputRank: 2 }),
];
