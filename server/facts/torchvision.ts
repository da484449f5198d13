import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';
import { checkedWhenCalled, checkedWhenMade, followsModule, onByDefault, partial } from './shared';

const operation = rows('function', 'torchvision.ops');
const layer = rows('module', 'torchvision.ops');
const model = rows('module', 'torchvision.models');
const tool = rows('function', 'torchvision.models');

const dropout: Columns = { rate: 'p', unit: 'drop', outputRank: 'same' };
const functionDropout: Columns = { ...dropout, training: onByDefault, range: checkedWhenCalled };
const layerDropout: Columns = {
  ...dropout,
  training: followsModule,
  range: checkedWhenCalled,
  modeDependent: 'if rate',
};
/** At rate 1 every position starts a block with a probability that depends on the sizes. */
const block: Columns = {
  variant: 'block',
  inPlaceArgument: 'inplace',
  range: partial(checkedWhenCalled),
};

/** Dropout, building blocks and ready-made models of torchvision. */
export const torchvision: readonly ApiFact[] = [
  operation('stochastic_depth', 'input, p, mode, training=True', 'dropout', {
    ...functionDropout,
    variant: 'path',
  }),
  operation(
    'drop_block2d',
    'input, p, block_size, inplace=False, eps=1e-06, training=True',
    'dropout',
    { ...functionDropout, ...block, inputRank: 4 },
  ),
  operation(
    'drop_block3d',
    'input, p, block_size, inplace=False, eps=1e-06, training=True',
    'dropout',
    { ...functionDropout, ...block, inputRank: 5 },
  ),
  layer('StochasticDepth', 'p, mode', 'dropout', { ...layerDropout, variant: 'path' }),
  layer('DropBlock2d', 'p, block_size, inplace=False, eps=1e-06', 'dropout', {
    ...layerDropout,
    ...block,
    inputRank: 4,
  }),
  layer('DropBlock3d', 'p, block_size, inplace=False, eps=1e-06', 'dropout', {
    ...layerDropout,
    ...block,
    inputRank: 5,
  }),
  layer(
    'MLP',
    'in_channels, hidden_channels, norm_layer=None, activation_layer=..., inplace=None, bias=True, dropout=0.0',
    'module',
    {
      variant: 'inner',
      rate: 'dropout',
      unit: 'drop',
      training: followsModule,
      range: checkedWhenMade,
      modeDependent: 'if rate',
      learnable: true,
      outputRank: 'same',
      inputWidth: 'in_channels',
    },
  ),
  layer(
    'Conv2dNormActivation',
    'in_channels, out_channels, kernel_size=3, stride=1, padding=None, groups=1, norm_layer=..., activation_layer=..., dilation=1, inplace=True, bias=None',
    'module',
    {
      learnable: true,
      modeDependent: 'always',
      outputRank: 4,
      outputLayout: 'channels first',
      inputWidth: 'in_channels',
      outputWidth: 'out_channels',
      also: ['torchvision.ops.ConvNormActivation'],
    },
  ),
  layer(
    'Conv3dNormActivation',
    'in_channels, out_channels, kernel_size=3, stride=1, padding=None, groups=1, norm_layer=..., activation_layer=..., dilation=1, inplace=True, bias=None',
    'module',
    {
      learnable: true,
      modeDependent: 'always',
      outputRank: 5,
      outputLayout: 'channels first',
      inputWidth: 'in_channels',
      outputWidth: 'out_channels',
    },
  ),
  layer(
    'SqueezeExcitation',
    'input_channels, squeeze_channels, activation=..., scale_activation=...',
    'module',
    { learnable: true, outputRank: 'same' },
  ),
  layer('FrozenBatchNorm2d', 'num_features, eps=1e-05', 'layerNorm', {
    outputRank: 'same',
    inputRank: 4,
    inputWidth: 'num_features',
    outputWidth: 'num_features',
  }),
  layer('Permute', 'dims', 'reshape', { alias: true, outputRank: 'same' }),
  layer(
    'FeaturePyramidNetwork',
    'in_channels_list, out_channels, extra_blocks=None, norm_layer=None',
    'module',
    { learnable: true },
  ),

  tool(
    'feature_extraction.create_feature_extractor',
    'model, return_nodes=None, train_return_nodes=None, eval_return_nodes=None, tracer_kwargs=None, suppress_diff_warning=False, concrete_args=None',
    'export',
    { exportMode: 'safe' },
  ),
  tool(
    'feature_extraction.get_graph_node_names',
    'model, tracer_kwargs=None, suppress_diff_warning=False, concrete_args=None',
    'other',
  ),
  tool('list_models', 'module=None, include=None, exclude=None', 'other'),
  tool('get_weight', 'name', 'other'),
  tool('get_model_weights', 'name', 'other'),
  tool('get_model_builder', 'name', 'other'),
  tool('*_Weights', '*args, **kwargs', 'other'),
  model('get_model', 'name, **config', 'pretrained', { returnsMode: 'train' }),
  // Parts of models, which the last wildcard would take for whole ones.
  ...['*Generator', '*Predictor', '*Head', '*Block', '*Bottleneck', '*Transform', '*Getter'].map(
    (part) => model(part, '*args, **kwargs', 'module', { learnable: true }),
  ),
  model('*', '*args, **kwargs', 'pretrained', { returnsMode: 'train' }),
];
