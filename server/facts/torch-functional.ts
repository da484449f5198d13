import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';
import {
  alwaysOn,
  checkedInTraining,
  checkedWhenCalled,
  offByDefault,
  onByDefault,
  partial,
} from './shared';

const functional = rows('function', 'torch.nn.functional');

const dropout: Columns = {
  rate: 'p',
  unit: 'drop',
  training: { ...onByDefault, nonBoolean: 'raises' },
  range: checkedWhenCalled,
  inPlaceArgument: 'inplace',
  outputRank: 'same',
};
const alphaDropout: Columns = { ...dropout, training: { ...offByDefault, nonBoolean: 'raises' } };
const norm: Columns = { learnable: true, outputRank: 'same' };

function convolution(rank: number): Columns {
  return { learnable: true, outputRank: rank, inputRank: rank, outputLayout: 'channels first' };
}

/** Dropout, attention, layers with weights, norms and losses of torch.nn.functional. */
export const torchFunctional: readonly ApiFact[] = [
  functional('dropout', 'input, p=0.5, training=True, inplace=False', 'dropout', {
    ...dropout,
    variant: 'element',
  }),
  functional('dropout1d', 'input, p=0.5, training=True, inplace=False', 'dropout', {
    ...dropout,
    variant: 'channel',
    inputRank: 3,
    since: '1.12',
  }),
  functional('dropout2d', 'input, p=0.5, training=True, inplace=False', 'dropout', {
    ...dropout,
    variant: 'channel',
    inputRank: 4,
  }),
  functional('dropout3d', 'input, p=0.5, training=True, inplace=False', 'dropout', {
    ...dropout,
    variant: 'channel',
    inputRank: 5,
  }),
  functional('alpha_dropout', 'input, p=0.5, training=False, inplace=False', 'dropout', {
    ...alphaDropout,
    variant: 'alpha',
  }),
  functional('feature_alpha_dropout', 'input, p=0.5, training=False, inplace=False', 'dropout', {
    ...alphaDropout,
    variant: 'channelAlpha',
  }),

  functional(
    'scaled_dot_product_attention',
    'input|query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, *, scale=None, enable_gqa=False',
    'attention',
    {
      variant: 'attention',
      rate: 'dropout_p',
      unit: 'drop',
      training: alwaysOn,
      range: checkedWhenCalled,
      // The fused kernels do; only the composite one would not.
      savesOutput: 'always',
      outputRank: 'same',
      since: '2.0',
      also: ['torch._C._nn.scaled_dot_product_attention'],
    },
  ),
  functional(
    'multi_head_attention_forward',
    'input|query, key, value, embed_dim_to_check, num_heads, in_proj_weight, in_proj_bias, bias_k, bias_v, add_zero_attn, dropout_p, out_proj_weight, out_proj_bias, training=True, key_padding_mask=None, need_weights=True, attn_mask=None, use_separate_proj_weight=False, q_proj_weight=None, k_proj_weight=None, v_proj_weight=None, static_k=None, static_v=None, average_attn_weights=True, is_causal=False',
    'attention',
    {
      variant: 'attention',
      rate: 'dropout_p',
      unit: 'drop',
      training: onByDefault,
      range: { ...partial(checkedInTraining), below: 'no dropout' },
      outputRank: 3,
      outputLayout: 'sequence first',
    },
  ),

  functional('linear', 'input, weight, bias=None', 'linear', {
    learnable: true,
    outputRank: 'same',
    outputLayout: 'channels last',
  }),
  functional('bilinear', 'input|input1, input2, weight, bias=None', 'linear', {
    learnable: true,
    outputRank: 'same',
    outputLayout: 'channels last',
  }),
  functional(
    'conv1d',
    'input, weight, bias=None, stride=..., padding=..., dilation=..., groups=1',
    'convolution',
    convolution(3),
  ),
  functional(
    'conv2d',
    'input, weight, bias=None, stride=..., padding=..., dilation=..., groups=1',
    'convolution',
    convolution(4),
  ),
  functional(
    'conv3d',
    'input, weight, bias=None, stride=..., padding=..., dilation=..., groups=1',
    'convolution',
    convolution(5),
  ),
  functional(
    'conv_transpose1d',
    'input, weight, bias=None, stride=..., padding=..., output_padding=..., groups=1, dilation=...',
    'convolution',
    convolution(3),
  ),
  functional(
    'conv_transpose2d',
    'input, weight, bias=None, stride=..., padding=..., output_padding=..., groups=1, dilation=...',
    'convolution',
    convolution(4),
  ),
  functional(
    'conv_transpose3d',
    'input, weight, bias=None, stride=..., padding=..., output_padding=..., groups=1, dilation=...',
    'convolution',
    convolution(5),
  ),
  functional(
    'embedding',
    'input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False',
    'embedding',
    { learnable: true, outputLayout: 'channels last' },
  ),
  functional(
    'embedding_bag',
    "input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode='mean', sparse=False, per_sample_weights=None, include_last_offset=False, padding_idx=None",
    'embedding',
    { learnable: true, outputRank: 2 },
  ),
  functional('one_hot', 'input, num_classes=-1', 'other'),

  functional(
    'batch_norm',
    'input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05',
    'batchNorm',
    { ...norm, modeDependent: 'always' },
  ),
  functional(
    'layer_norm',
    'input, normalized_shape, weight=None, bias=None, eps=1e-05',
    'layerNorm',
    norm,
  ),
  functional('rms_norm', 'input, normalized_shape, weight=None, eps=None', 'layerNorm', norm),
  functional(
    'group_norm',
    'input, num_groups, weight=None, bias=None, eps=1e-05',
    'layerNorm',
    norm,
  ),
  functional(
    'instance_norm',
    'input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-05',
    'layerNorm',
    norm,
  ),
  functional('local_response_norm', 'input, size, alpha=0.0001, beta=0.75, k=1.0', 'layerNorm', {
    outputRank: 'same',
  }),
  functional('normalize', 'input, p=2.0, dim=1, eps=1e-12, out=None', 'layerNorm', {
    outputRank: 'same',
  }),

  functional(
    'binary_cross_entropy',
    "input, target, weight=None, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  functional(
    'binary_cross_entropy_with_logits',
    "input, target, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None",
    'loss',
  ),
  functional(
    'cosine_embedding_loss',
    "input|input1, input2, target, margin=0, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  functional(
    'cross_entropy',
    "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0",
    'loss',
  ),
  functional(
    'ctc_loss',
    "input|log_probs, targets, input_lengths, target_lengths, blank=0, reduction='mean', zero_infinity=False",
    'loss',
  ),
  functional(
    'gaussian_nll_loss',
    "input, target, var, full=False, eps=1e-06, reduction='mean'",
    'loss',
  ),
  functional(
    'hinge_embedding_loss',
    "input, target, margin=1.0, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  functional('huber_loss', "input, target, reduction='mean', delta=1.0, weight=None", 'loss'),
  functional(
    'kl_div',
    "input, target, size_average=None, reduce=None, reduction='mean', log_target=False",
    'loss',
  ),
  functional(
    'l1_loss',
    "input, target, size_average=None, reduce=None, reduction='mean', weight=None",
    'loss',
  ),
  functional(
    'linear_cross_entropy',
    "input, linear_weight, target, *, linear_bias=None, weight=None, reduction='mean', ignore_index=None, label_smoothing=0.0, options=None",
    'loss',
  ),
  functional(
    'margin_ranking_loss',
    "input|input1, input2, target, margin=0, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  functional(
    'mse_loss',
    "input, target, size_average=None, reduce=None, reduction='mean', weight=None",
    'loss',
  ),
  functional(
    'multi_margin_loss',
    "input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  functional(
    'multilabel_margin_loss',
    "input, target, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  functional(
    'multilabel_soft_margin_loss',
    "input, target, weight=None, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  functional(
    'nll_loss',
    "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
    'loss',
  ),
  functional(
    'poisson_nll_loss',
    "input, target, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'",
    'loss',
  ),
  functional(
    'smooth_l1_loss',
    "input, target, size_average=None, reduce=None, reduction='mean', beta=1.0",
    'loss',
  ),
  functional(
    'soft_margin_loss',
    "input, target, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  functional(
    'triplet_margin_loss',
    "input|anchor, positive, negative, margin=1.0, p=2, eps=1e-06, swap=False, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  functional(
    'triplet_margin_with_distance_loss',
    "input|anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction='mean'",
    'loss',
  ),

  functional('cosine_similarity', 'input|x1, x2, dim=1, eps=1e-08', 'other'),
  functional('pairwise_distance', 'input|x1, x2, p=2.0, eps=1e-06, keepdim=False', 'other'),
];
