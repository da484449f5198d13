import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';
import {
  checkedInTraining,
  checkedWhenMade,
  followsModule,
  offByDefault,
  uncheckedRange,
} from './shared';

const layer = rows('module', 'timm.layers', 'timm.models.layers');
const operation = rows('function', 'timm.layers', 'timm.models.layers');
const timmFunction = rows('function', 'timm');

const path: Columns = {
  variant: 'path',
  rate: 'drop_prob',
  unit: 'drop',
  range: checkedInTraining,
  outputRank: 'same',
};
const block: Columns = {
  variant: 'block',
  rate: 'drop_prob',
  unit: 'drop',
  range: uncheckedRange,
  inPlaceArgument: 'inplace',
  outputRank: 'same',
  inputRank: 4,
};
const perceptron: Columns = {
  variant: 'inner',
  rate: 'drop',
  unit: 'drop',
  training: followsModule,
  range: checkedWhenMade,
  modeDependent: 'if rate',
  learnable: true,
  outputRank: 'same',
  inputWidth: 'in_features',
};

/** Dropout, layers and model builders of timm. */
export const timm: readonly ApiFact[] = [
  layer('DropPath', 'drop_prob=0.0, scale_by_keep=True', 'dropout', {
    ...path,
    training: followsModule,
    modeDependent: 'if rate',
  }),
  operation('drop_path', 'input|x, drop_prob=0.0, training=False, scale_by_keep=True', 'dropout', {
    ...path,
    training: offByDefault,
  }),
  layer(
    'DropBlock2d',
    'drop_prob=0.1, block_size=7, gamma_scale=1.0, with_noise=False, inplace=False, couple_channels=True, scale_by_keep=True, **kwargs',
    'dropout',
    { ...block, training: followsModule, modeDependent: 'if rate' },
  ),
  operation(
    'drop_block_2d',
    'input|x, drop_prob=0.1, block_size=7, gamma_scale=1.0, with_noise=False, inplace=False, couple_channels=True, scale_by_keep=True',
    'dropout',
    { ...block, training: { untouched: 'on' } },
  ),
  layer('PatchDropout', 'prob=0.5, num_prefix_tokens=1, ordered=False', 'dropout', {
    variant: 'block',
    rate: 'prob',
    unit: 'drop',
    training: followsModule,
    range: {
      low: 0,
      high: 1,
      below: 'error at construction',
      one: 'error at construction',
      above: 'error at construction',
    },
    modeDependent: 'if rate',
    outputRank: 'same',
  }),
  layer(
    'Mlp',
    'in_features, hidden_features=None, out_features=None, act_layer=..., norm_layer=None, bias=True, drop=0.0, use_conv=False, device=None, dtype=None',
    'module',
    perceptron,
  ),
  layer(
    'GluMlp',
    'in_features, hidden_features=None, out_features=None, act_layer=..., norm_layer=None, bias=True, drop=0.0, use_conv=False, gate_last=True, device=None, dtype=None',
    'module',
    perceptron,
  ),
  layer(
    'SwiGLU',
    'in_features, hidden_features=None, out_features=None, act_layer=..., norm_layer=None, bias=True, drop=0.0, align_to=0, device=None, dtype=None',
    'module',
    perceptron,
  ),
  layer(
    'ConvMlp',
    'in_features, hidden_features=None, out_features=None, act_layer=..., norm_layer=None, bias=True, drop=0.0, device=None, dtype=None',
    'module',
    perceptron,
  ),
  layer('LayerNorm', 'num_channels, eps=1e-06, affine=True, **kwargs', 'layerNorm', {
    learnable: true,
    outputRank: 'same',
  }),
  layer('LayerNorm2d', 'num_channels, eps=1e-06, affine=True, **kwargs', 'layerNorm', {
    learnable: true,
    outputRank: 'same',
    inputRank: 4,
  }),
  layer('RmsNorm', 'channels, eps=1e-06, affine=True, device=None, dtype=None', 'layerNorm', {
    learnable: true,
    outputRank: 'same',
  }),
  layer('GroupNorm', 'num_channels, num_groups=32, eps=1e-05, affine=True, **kwargs', 'layerNorm', {
    learnable: true,
    outputRank: 'same',
  }),
  layer(
    'BatchNormAct2d',
    'num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, apply_act=True, act_layer=..., act_kwargs=None, inplace=True, drop_layer=None, device=None, dtype=None',
    'batchNorm',
    { learnable: true, modeDependent: 'always', outputRank: 'same', inputRank: 4 },
  ),
  layer(
    'GroupNormAct',
    'num_channels, num_groups=32, eps=1e-05, affine=True, group_size=None, apply_act=True, act_layer=..., act_kwargs=None, inplace=True, drop_layer=None, device=None, dtype=None',
    'layerNorm',
    { learnable: true, outputRank: 'same', inputRank: 4 },
  ),
  layer(
    'ConvNormAct',
    "in_channels, out_channels, kernel_size=1, stride=1, padding='', dilation=1, groups=1, bias=False, apply_norm=True, apply_act=True, norm_layer=..., act_layer=..., aa_layer=None, drop_layer=None, conv_kwargs=None, norm_kwargs=None, act_kwargs=None, device=None, dtype=None",
    'module',
    {
      learnable: true,
      modeDependent: 'always',
      outputRank: 4,
      outputLayout: 'channels first',
      inputWidth: 'in_channels',
      outputWidth: 'out_channels',
    },
  ),
  layer(
    'PatchEmbed',
    'img_size=224, patch_size=16, in_chans=3, embed_dim=768, norm_layer=None, flatten=True, output_fmt=None, bias=True, strict_img_size=True, dynamic_img_pad=False, device=None, dtype=None',
    'embedding',
    {
      learnable: true,
      outputRank: 3,
      outputLayout: 'channels last',
      inputWidth: 'in_chans',
      outputWidth: 'embed_dim',
    },
  ),
  layer(
    'SelectAdaptivePool2d',
    "output_size=1, pool_type='fast', flatten=False, input_fmt='NCHW'",
    'averagePool',
  ),
  layer(
    'ClassifierHead',
    "in_features, num_classes, pool_type='avg', drop_rate=0.0, use_conv=False, input_fmt='NCHW', device=None, dtype=None",
    'module',
    {
      variant: 'inner',
      rate: 'drop_rate',
      unit: 'drop',
      training: followsModule,
      range: checkedWhenMade,
      modeDependent: 'if rate',
      learnable: true,
      inputWidth: 'in_features',
      outputWidth: 'num_classes',
    },
  ),
  layer(
    'LayerScale',
    'dim, init_values=1e-05, inplace=False, device=None, dtype=None',
    'multiply',
    { learnable: true, outputRank: 'same' },
  ),
  layer(
    'SqueezeExcite',
    "channels, rd_ratio=0.0625, rd_channels=None, rd_divisor=8, add_maxpool=False, bias=True, act_layer=..., norm_layer=None, gate_layer='sigmoid', device=None, dtype=None",
    'module',
    { learnable: true, outputRank: 'same' },
  ),
  layer('Swish', 'inplace=False', 'activation', {
    activation: 'silu',
    inPlaceArgument: 'inplace',
    outputRank: 'same',
  }),
  layer('HardSwish', 'inplace=False', 'activation', {
    activation: 'hardswish',
    inPlaceArgument: 'inplace',
    outputRank: 'same',
  }),
  layer('HardSigmoid', 'inplace=False', 'activation', {
    activation: 'hardsigmoid',
    atZero: 0.5,
    inPlaceArgument: 'inplace',
    outputRank: 'same',
  }),
  layer('Sigmoid', 'inplace=False', 'activation', {
    activation: 'sigmoid',
    atZero: 0.5,
    savesOutput: 'always',
    inPlaceArgument: 'inplace',
    outputRank: 'same',
  }),
  operation('trunc_normal_', 'input|tensor, mean=0.0, std=1.0, a=-2.0, b=2.0', 'other'),
  timmFunction(
    'create_model',
    'model_name, pretrained=False, pretrained_cfg=None, pretrained_cfg_overlay=None, checkpoint_path=None, cache_dir=None, scriptable=None, exportable=None, no_jit=None, **kwargs',
    'pretrained',
    {
      returnsMode: 'train',
      also: ['timm.models.create_model', 'timm.models.factory.create_model'],
    },
  ),
];
