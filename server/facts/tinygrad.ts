import type { ApiFact } from '../model/fact';
import { type Columns, rowsOf } from './row';
import { followsModule } from './shared';

const tinygrad = rowsOf('tinygrad');
const layer = tinygrad('module', 'tinygrad.nn');
const method = tinygrad('method', 'tinygrad.Tensor', 'tinygrad.tensor.Tensor');

const norm: Columns = { learnable: true, outputRank: 'same' };

/** tinygrad: dropout is a method of a tensor and follows one mode for all. */
export const tinygradRows: readonly ApiFact[] = [
  method('dropout', 'p=0.5', 'dropout', {
    variant: 'element',
    rate: 'p',
    unit: 'drop',
    training: followsModule,
    range: {
      low: 0,
      high: 1,
      below: 'error at call',
      one: 'all zero',
      above: 'error at call',
    },
    outputRank: 'same',
  }),
  method('relu', '', 'activation', {
    activation: 'relu',
    commutesWithDropout: true,
    outputRank: 'same',
  }),
  method('sigmoid', '', 'activation', {
    activation: 'sigmoid',
    atZero: 0.5,
    outputRank: 'same',
  }),
  method('softmax', 'axis=-1, dtype=None', 'activation', {
    activation: 'softmax',
    atZero: 'share',
    outputRank: 'same',
  }),
  layer('Linear', 'in_features, out_features, bias=True', 'linear', {
    learnable: true,
    outputRank: 'same',
    outputLayout: 'channels last',
    inputWidth: 'in_features',
    outputWidth: 'out_features',
  }),
  layer(
    'Conv2d',
    'in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True',
    'convolution',
    {
      learnable: true,
      outputRank: 'same',
      outputLayout: 'channels first',
      inputWidth: 'in_channels',
      outputWidth: 'out_channels',
    },
  ),
  layer(
    'BatchNorm',
    'sz, eps=1e-05, affine=True, track_running_stats=True, momentum=0.1',
    'batchNorm',
    {
      ...norm,
      modeDependent: 'always',
      inputWidth: 'sz',
    },
  ),
  layer('LayerNorm', 'normalized_shape, eps=1e-05, elementwise_affine=True', 'layerNorm', norm),
  layer('Embedding', 'vocab_size, embed_size', 'embedding', {
    learnable: true,
    outputWidth: 'embed_size',
  }),
];
