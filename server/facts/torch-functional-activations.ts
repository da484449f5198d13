import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';

const functional = rows('function', 'torch.nn.functional');

function activation(name: string, signature: string, columns: Columns = {}): ApiFact {
  const inPlace = signature.includes('inplace') ? { inPlaceArgument: 'inplace' } : {};
  return functional(name, signature, 'activation', {
    activation: name.replace(/_(?=.)/g, '').replace(/_$/, ''),
    outputRank: 'same',
    ...(name.endsWith('_') && { inPlace: true }),
    ...inPlace,
    ...columns,
  });
}

const pool: Columns = { outputRank: 'same' };

/** Activations, pooling and shape functions of torch.nn.functional. */
export const torchFunctionalActivations: readonly ApiFact[] = [
  activation('relu', 'input, inplace=False', { commutesWithDropout: true, savesOutput: 'always' }),
  activation('relu_', 'input', { commutesWithDropout: true, savesOutput: 'always' }),
  activation('relu6', 'input, inplace=False'),
  activation('leaky_relu', 'input, negative_slope=0.01, inplace=False', {
    commutesWithDropout: true,
    savesOutput: 'in place',
  }),
  activation('leaky_relu_', 'input, negative_slope=0.01', {
    commutesWithDropout: true,
    savesOutput: 'in place',
  }),
  activation('prelu', 'input, weight', { commutesWithDropout: true, learnable: true }),
  activation(
    'rrelu',
    'input, lower=0.125, upper=0.3333333333333333, training=False, inplace=False',
    { savesOutput: 'in place' },
  ),
  activation(
    'rrelu_',
    'input, lower=0.125, upper=0.3333333333333333, training=False, generator=None',
    { savesOutput: 'in place' },
  ),
  activation('elu', 'input, alpha=1.0, inplace=False', { savesOutput: 'in place' }),
  activation('elu_', 'input, alpha=1, scale=1, input_scale=1', { savesOutput: 'in place' }),
  activation('selu', 'input, inplace=False', { savesOutput: 'in place' }),
  activation('selu_', 'input', { savesOutput: 'in place' }),
  activation('celu', 'input, alpha=1.0, inplace=False', { savesOutput: 'in place' }),
  activation('celu_', 'input, alpha=1.0', { savesOutput: 'in place' }),
  activation('gelu', "input, *, approximate='none'", { also: ['torch._C._nn.gelu'] }),
  activation('silu', 'input, inplace=False'),
  activation('mish', 'input, inplace=False'),
  activation('hardswish', 'input, inplace=False'),
  activation('hardsigmoid', 'input, inplace=False', { atZero: 0.5 }),
  activation('hardtanh', 'input, min_val=-1.0, max_val=1.0, inplace=False'),
  activation('hardtanh_', 'input, min_val=-1, max_val=1'),
  activation('hardshrink', 'input, lambd=0.5'),
  activation('softshrink', 'input, lambd=0.5'),
  activation('tanhshrink', 'input'),
  activation('softsign', 'input'),
  activation('threshold', 'input, threshold, value, inplace=False'),
  activation('threshold_', 'input, threshold, value'),
  activation('glu', 'input, dim=-1'),
  activation('sigmoid', 'input', { atZero: 0.5, savesOutput: 'always' }),
  activation('tanh', 'input', { savesOutput: 'always' }),
  activation('softplus', 'input, beta=1, threshold=20', { atZero: Math.LN2 }),
  activation('logsigmoid', 'input', { atZero: -Math.LN2 }),
  activation('softmax', 'input, dim=None, _stacklevel=3, dtype=None', {
    atZero: 'share',
    savesOutput: 'always',
  }),
  activation('softmin', 'input, dim=None, _stacklevel=3, dtype=None', {
    atZero: 'share',
    savesOutput: 'always',
  }),
  activation('log_softmax', 'input, dim=None, _stacklevel=3, dtype=None', {
    atZero: 'share',
    savesOutput: 'always',
  }),
  activation('gumbel_softmax', 'input|logits, tau=1, hard=False, eps=1e-10, dim=-1', {
    atZero: 'share',
    savesOutput: 'always',
  }),

  functional(
    'max_pool1d',
    'input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False',
    'maxPool',
    pool,
  ),
  functional(
    'max_pool2d',
    'input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False',
    'maxPool',
    pool,
  ),
  functional(
    'max_pool3d',
    'input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False',
    'maxPool',
    pool,
  ),
  functional('adaptive_max_pool1d', 'input, output_size, return_indices=False', 'maxPool', pool),
  functional('adaptive_max_pool2d', 'input, output_size, return_indices=False', 'maxPool', pool),
  functional('adaptive_max_pool3d', 'input, output_size, return_indices=False', 'maxPool', pool),
  functional(
    'fractional_max_pool2d',
    'input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None',
    'maxPool',
    pool,
  ),
  functional(
    'fractional_max_pool3d',
    'input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None',
    'maxPool',
    pool,
  ),
  functional(
    'avg_pool1d',
    'input, kernel_size, stride=..., padding=..., ceil_mode=False, count_include_pad=True',
    'averagePool',
    pool,
  ),
  functional(
    'avg_pool2d',
    'input, kernel_size, stride=..., padding=..., ceil_mode=False, count_include_pad=True, divisor_override=None',
    'averagePool',
    pool,
  ),
  functional(
    'avg_pool3d',
    'input, kernel_size, stride=..., padding=..., ceil_mode=False, count_include_pad=True, divisor_override=None',
    'averagePool',
    pool,
  ),
  functional('adaptive_avg_pool1d', 'input, output_size', 'averagePool', pool),
  functional('adaptive_avg_pool2d', 'input, output_size', 'averagePool', pool),
  functional('adaptive_avg_pool3d', 'input, output_size', 'averagePool', pool),
  functional(
    'lp_pool1d',
    'input, norm_type, kernel_size, stride=None, ceil_mode=False',
    'other',
    pool,
  ),
  functional(
    'lp_pool2d',
    'input, norm_type, kernel_size, stride=None, ceil_mode=False',
    'other',
    pool,
  ),
  functional(
    'lp_pool3d',
    'input, norm_type, kernel_size, stride=None, ceil_mode=False',
    'other',
    pool,
  ),
  functional(
    'max_unpool1d',
    'input, indices, kernel_size, stride=None, padding=0, output_size=None',
    'upsample',
    pool,
  ),
  functional(
    'max_unpool2d',
    'input, indices, kernel_size, stride=None, padding=0, output_size=None',
    'upsample',
    pool,
  ),
  functional(
    'max_unpool3d',
    'input, indices, kernel_size, stride=None, padding=0, output_size=None',
    'upsample',
    pool,
  ),
  functional(
    'interpolate',
    "input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, antialias=False",
    'upsample',
    pool,
  ),
  functional(
    'upsample',
    "input, size=None, scale_factor=None, mode='nearest', align_corners=None",
    'upsample',
    pool,
  ),
  functional('upsample_nearest', 'input, size=None, scale_factor=None', 'upsample', pool),
  functional('upsample_bilinear', 'input, size=None, scale_factor=None', 'upsample', pool),
  functional(
    'grid_sample',
    "input, grid, mode='bilinear', padding_mode='zeros', align_corners=None",
    'upsample',
    pool,
  ),
  functional('pixel_shuffle', 'input, upscale_factor', 'reshape', { outputRank: 'same' }),
  functional('pixel_unshuffle', 'input, downscale_factor', 'reshape', { outputRank: 'same' }),
  functional('channel_shuffle', 'input, groups', 'reshape', { outputRank: 'same' }),
  functional('fold', 'input, output_size, kernel_size, dilation=1, padding=0, stride=1', 'other'),
  functional('unfold', 'input, kernel_size, dilation=1, padding=0, stride=1', 'other'),
  functional('pad', "input, pad, mode='constant', value=None", 'other', pool),
];
