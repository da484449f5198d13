import type { ApiFact } from '../model/fact';
import { type Columns, rowsOf } from './row';

const rows = rowsOf('keras');
const exact = rows('module', 'keras.layers');
const merge = rows('function', 'keras.layers');
const make = rows('function', 'keras');

/** A layer whose constructor passes further keywords on to its base class: `name`, `dtype`, `input_shape`. */
const layer: typeof exact = (name, signature, kind, columns) =>
  exact(name, signature === '' ? '**kwargs' : `${signature}, **kwargs`, kind, columns);

const dimensions = [1, 2, 3] as const;
const same: Columns = { outputRank: 'same' };

function pool(dimension: number): Columns {
  return {
    outputRank: dimension + 2,
    inputRank: dimension + 2,
    outputLayout: 'channels last',
    layoutArgument: 'data_format',
  };
}

const globalPool: Columns = {
  outputRank: 2,
  rankWhen: { argument: 'keepdims', outputRank: 'same' },
};

/** Layers without weights of Keras: shapes, pooling, sums, wrappers; and what models are made of. */
export const kerasStructure: readonly ApiFact[] = [
  layer('Layer', '', 'moduleBase', { also: ['keras.Layer'] }),
  layer('Wrapper', 'layer', 'moduleBase'),
  rows('module', 'keras', 'keras.models')(
    'Model',
    'inputs|input, outputs|output, name=None, **kwargs',
    'moduleBase',
    { also: ['keras.Functional', 'keras.models.Functional', 'keras.engine.training.Model'] },
  ),
  rows('module', 'keras', 'keras.models')(
    'Sequential',
    'layers=None, trainable=True, name=None',
    'container',
  ),
  make(
    'Input',
    'shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, name=None, tensor=None, optional=False',
    'input',
    { also: ['keras.layers.Input'], sizes: 'shape' },
  ),
  layer(
    'InputLayer',
    'shape|input_shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape|batch_input_shape=None, input_tensor=None, optional=False, name=None',
    'input',
    { sizes: 'shape' },
  ),

  ...dimensions.flatMap((dimension) => [
    layer(
      `MaxPooling${dimension}D`,
      `pool_size=${dimension === 1 ? '2' : '...'}, strides=None, padding='valid', data_format=None, name=None`,
      'maxPool',
      { ...pool(dimension), also: [`keras.layers.MaxPool${dimension}D`] },
    ),
    layer(
      `AveragePooling${dimension}D`,
      "pool_size, strides=None, padding='valid', data_format=None, name=None",
      'averagePool',
      { ...pool(dimension), also: [`keras.layers.AvgPool${dimension}D`] },
    ),
    layer(`GlobalMaxPooling${dimension}D`, 'data_format=None, keepdims=False', 'maxPool', {
      ...globalPool,
      also: [`keras.layers.GlobalMaxPool${dimension}D`],
    }),
    layer(`GlobalAveragePooling${dimension}D`, 'data_format=None, keepdims=False', 'averagePool', {
      ...globalPool,
      also: [`keras.layers.GlobalAvgPool${dimension}D`],
    }),
    layer(
      `AdaptiveMaxPooling${dimension}D`,
      'output_size, data_format=None',
      'maxPool',
      pool(dimension),
    ),
    layer(
      `AdaptiveAveragePooling${dimension}D`,
      'output_size, data_format=None',
      'averagePool',
      pool(dimension),
    ),
    layer(
      `ZeroPadding${dimension}D`,
      dimension === 1 ? 'padding=1, data_format=None' : 'padding=..., data_format=None',
      'reshape',
      pool(dimension),
    ),
    layer(`Cropping${dimension}D`, 'cropping=...', 'reshape', pool(dimension)),
    layer(
      `UpSampling${dimension}D`,
      dimension === 1 ? 'size=2' : 'size=..., data_format=None',
      'upsample',
      pool(dimension),
    ),
  ]),

  layer('Flatten', 'data_format=None', 'reshape', { outputRank: 2 }),
  layer('Reshape', 'target_shape', 'reshape', { sizes: 'target_shape' }),
  layer('Permute', 'dims', 'reshape', same),
  layer('RepeatVector', 'n', 'reshape', { outputRank: 3 }),
  layer('Identity', '', 'identity', same),
  layer('Masking', 'mask_value=0.0', 'other', same),
  layer('Rescaling', 'scale, offset=0.0', 'other', same),
  layer('Normalization', 'axis=-1, mean=None, variance=None, invert=False', 'other', same),
  layer('Lambda', 'function, output_shape=None, mask=None, arguments=None', 'unknown', {
    runsArgument: 'function',
  }),

  layer('Add', '', 'add', same),
  layer('Subtract', '', 'add', same),
  layer('Average', '', 'add', same),
  layer('Multiply', '', 'multiply', same),
  layer('Maximum', '', 'other', same),
  layer('Minimum', '', 'other', same),
  layer('Concatenate', 'axis=-1', 'concatenate', same),
  layer('Dot', 'axes, normalize=False', 'multiply'),
  ...(['add', 'subtract', 'average'] as const).map((name) =>
    merge(name, 'inputs, **kwargs', 'add', same),
  ),
  merge('multiply', 'inputs, **kwargs', 'multiply', same),
  merge('maximum', 'inputs, **kwargs', 'other', same),
  merge('minimum', 'inputs, **kwargs', 'other', same),
  merge('concatenate', 'inputs, axis=-1, **kwargs', 'concatenate', same),
  merge('dot', 'inputs, axes=-1, **kwargs', 'multiply'),

  layer('TimeDistributed', 'layer', 'wrapper', { wraps: 'time steps' }),
  layer(
    'Bidirectional',
    "layer, merge_mode='concat', weights=None, backward_layer=None",
    'wrapper',
    { wraps: 'directions' },
  ),
  layer('SpectralNormalization', 'layer, power_iterations=1', 'wrapper', {
    wraps: 'layer',
  }),

  ...'ConvNeXt* DenseNet* EfficientNet* InceptionResNetV2 InceptionV3 MobileNet* NASNet* ResNet* VGG* Xception'
    .split(' ')
    .map((name) => rows('function', 'keras.applications')(name, '**kwargs', 'pretrained')),
  ...['load_model', 'model_from_json', 'clone_model'].map((name) =>
    rows('function', 'keras.models')(name, '**kwargs', 'pretrained'),
  ),
];
