import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';

const layer = rows('module', 'torch.nn');

function activation(name: string, signature: string, columns: Columns = {}): ApiFact {
  const inPlace = signature.includes('inplace') ? { inPlaceArgument: 'inplace' } : {};
  return layer(name, signature, 'activation', {
    activation: name.toLowerCase(),
    outputRank: 'same',
    ...inPlace,
    ...columns,
  });
}

const pool: Columns = { outputRank: 'same' };
const reshape: Columns = { alias: true };

/** Layers of torch.nn without weights: activations, pooling, shape. */
export const torchNnFunctions: readonly ApiFact[] = [
  activation('ReLU', 'inplace=False', { commutesWithDropout: true, savesOutput: 'always' }),
  activation('ReLU6', 'inplace=False'),
  activation('LeakyReLU', 'negative_slope=0.01, inplace=False', {
    commutesWithDropout: true,
    savesOutput: 'in place',
  }),
  activation('PReLU', 'num_parameters=1, init=0.25, device=None, dtype=None', {
    commutesWithDropout: true,
    learnable: true,
  }),
  activation('RReLU', 'lower=0.125, upper=0.3333333333333333, inplace=False', {
    modeDependent: 'always',
    savesOutput: 'in place',
  }),
  activation('ELU', 'alpha=1.0, inplace=False', { savesOutput: 'in place' }),
  activation('SELU', 'inplace=False', { savesOutput: 'in place' }),
  activation('CELU', 'alpha=1.0, inplace=False', { savesOutput: 'in place' }),
  activation('GELU', "approximate='none'"),
  activation('SiLU', 'inplace=False'),
  activation('Mish', 'inplace=False'),
  activation('Hardswish', 'inplace=False'),
  activation('Hardsigmoid', 'inplace=False', { atZero: 0.5 }),
  activation(
    'Hardtanh',
    'min_val=-1.0, max_val=1.0, inplace=False, min_value=None, max_value=None',
  ),
  activation('Hardshrink', 'lambd=0.5'),
  activation('Softshrink', 'lambd=0.5'),
  activation('Tanhshrink', '*args, **kwargs'),
  activation('Softsign', '*args, **kwargs'),
  activation('Threshold', 'threshold, value, inplace=False'),
  activation('GLU', 'dim=-1'),
  activation('Sigmoid', '*args, **kwargs', { atZero: 0.5, savesOutput: 'always' }),
  activation('Tanh', '*args, **kwargs', { savesOutput: 'always' }),
  activation('Softplus', 'beta=1.0, threshold=20.0', { atZero: Math.LN2 }),
  activation('LogSigmoid', '*args, **kwargs', { atZero: -Math.LN2 }),
  activation('Softmax', 'dim=None', { atZero: 'share', savesOutput: 'always' }),
  activation('Softmax2d', '*args, **kwargs', {
    activation: 'softmax',
    atZero: 'share',
    savesOutput: 'always',
  }),
  activation('Softmin', 'dim=None', { atZero: 'share', savesOutput: 'always' }),
  activation('LogSoftmax', 'dim=None', { atZero: 'share', savesOutput: 'always' }),

  layer(
    'MaxPool1d',
    'kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False',
    'maxPool',
    pool,
  ),
  layer(
    'MaxPool2d',
    'kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False',
    'maxPool',
    pool,
  ),
  layer(
    'MaxPool3d',
    'kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False',
    'maxPool',
    pool,
  ),
  layer('AdaptiveMaxPool1d', 'output_size, return_indices=False', 'maxPool', pool),
  layer('AdaptiveMaxPool2d', 'output_size, return_indices=False', 'maxPool', pool),
  layer('AdaptiveMaxPool3d', 'output_size, return_indices=False', 'maxPool', pool),
  layer(
    'FractionalMaxPool2d',
    'kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None',
    'maxPool',
    pool,
  ),
  layer(
    'FractionalMaxPool3d',
    'kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None',
    'maxPool',
    pool,
  ),
  layer('MaxUnpool1d', 'kernel_size, stride=None, padding=0', 'upsample', pool),
  layer('MaxUnpool2d', 'kernel_size, stride=None, padding=0', 'upsample', pool),
  layer('MaxUnpool3d', 'kernel_size, stride=None, padding=0', 'upsample', pool),
  layer(
    'AvgPool1d',
    'kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True',
    'averagePool',
    pool,
  ),
  layer(
    'AvgPool2d',
    'kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None',
    'averagePool',
    pool,
  ),
  layer(
    'AvgPool3d',
    'kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None',
    'averagePool',
    pool,
  ),
  layer('AdaptiveAvgPool1d', 'output_size', 'averagePool', pool),
  layer('AdaptiveAvgPool2d', 'output_size', 'averagePool', pool),
  layer('AdaptiveAvgPool3d', 'output_size', 'averagePool', pool),
  // Neither a maximum nor a mean: a norm over the window.
  layer('LPPool1d', 'norm_type, kernel_size, stride=None, ceil_mode=False', 'other', pool),
  layer('LPPool2d', 'norm_type, kernel_size, stride=None, ceil_mode=False', 'other', pool),
  layer('LPPool3d', 'norm_type, kernel_size, stride=None, ceil_mode=False', 'other', pool),

  layer('Flatten', 'start_dim=1, end_dim=-1', 'reshape', { ...reshape, outputRank: 2 }),
  layer('Unflatten', 'dim, unflattened_size', 'reshape', reshape),
  layer('PixelShuffle', 'upscale_factor', 'reshape', { outputRank: 'same' }),
  layer('PixelUnshuffle', 'downscale_factor', 'reshape', { outputRank: 'same' }),
  layer('ChannelShuffle', 'groups', 'reshape', { outputRank: 'same' }),
  layer('Fold', 'output_size, kernel_size, dilation=1, padding=0, stride=1', 'other', {
    outputRank: 4,
  }),
  layer('Unfold', 'kernel_size, dilation=1, padding=0, stride=1', 'other', { outputRank: 3 }),
  layer('Identity', '*args, **kwargs', 'identity', {
    alias: true,
    commutesWithDropout: true,
    outputRank: 'same',
  }),
  layer(
    'Upsample',
    "size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None",
    'upsample',
    pool,
  ),
  layer('UpsamplingNearest2d', 'size=None, scale_factor=None', 'upsample', pool),
  layer('UpsamplingBilinear2d', 'size=None, scale_factor=None', 'upsample', pool),
  layer('ZeroPad1d', 'padding', 'other', pool),
  layer('ZeroPad2d', 'padding', 'other', pool),
  layer('ZeroPad3d', 'padding', 'other', pool),
  layer('ConstantPad1d', 'padding, value', 'other', pool),
  layer('ConstantPad2d', 'padding, value', 'other', pool),
  layer('ConstantPad3d', 'padding, value', 'other', pool),
  layer('ReflectionPad1d', 'padding', 'other', pool),
  layer('ReflectionPad2d', 'padding', 'other', pool),
  layer('ReflectionPad3d', 'padding', 'other', pool),
  layer('ReplicationPad1d', 'padding', 'other', pool),
  layer('ReplicationPad2d', 'padding', 'other', pool),
  layer('ReplicationPad3d', 'padding', 'other', pool),
  layer('CircularPad1d', 'padding', 'other', pool),
  layer('CircularPad2d', 'padding', 'other', pool),
  layer('CircularPad3d', 'padding', 'other', pool),
  layer('CosineSimilarity', 'dim=1, eps=1e-08', 'other'),
  layer('PairwiseDistance', 'p=2.0, eps=1e-06, keepdim=False', 'other'),
];
