import type { ApiFact, DefectFact } from '../model/fact';
import { type Columns, type RowMaker, rowsOf } from './row';

const rows = rowsOf('tfjs');
const made = rows('module', 'tfjs.layers');
const value = rows('function', 'tfjs');
const entry = rows('module', 'tfjs');
const optimizer = rows('function', 'tfjs.train');
const loss = rows('function', 'tfjs.losses');
const brain = rows('module', 'brainjs');

const layer: RowMaker = (name, signature, kind, columns) =>
  made(name, `*, ${signature === '' ? '' : `${signature}, `}**kwargs`, kind, {
    ...columns,
    options: 0,
  });

const same: Columns = { outputRank: 'same' };

function named(names: string, signature: string, kind: ApiFact['kind'], columns: Columns): ApiFact {
  const [first = '', ...others] = names.split(' ');
  return layer(first, signature, kind, {
    ...columns,
    also: others.map((name) => `tfjs.layers.${name}`),
  });
}

/** Its kernels are made without the constant that they read. */
const unbuildable: DefectFact = {
  says: 'of brain.js cannot run: its kernels are made without the probability, and where they had it inference would multiply by it instead of by one minus it',
};

const optionless: DefectFact = {
  argument: 'dropout',
  ignored: true,
  says: 'has no option dropout: nothing is dropped',
};

/** Layers of TensorFlow.js without weights, models, training, losses; and the dropout of brain.js. */
export const tfjsStructure: readonly ApiFact[] = [
  layer('activation', 'activation', 'activation', { ...same, activationArgument: 'activation' }),
  layer('reLU', 'maxValue=None', 'activation', {
    ...same,
    activation: 'relu',
    commutesWithDropout: true,
  }),
  layer('leakyReLU', 'alpha=0.3', 'activation', {
    ...same,
    activation: 'leakyrelu',
    commutesWithDropout: true,
  }),
  layer('prelu', '', 'activation', {
    ...same,
    activation: 'prelu',
    learnable: true,
    commutesWithDropout: true,
  }),
  layer('elu', 'alpha=1.0', 'activation', { ...same, activation: 'elu' }),
  layer('thresholdedReLU', 'theta=1.0', 'activation', { ...same, activation: 'thresholdedrelu' }),
  layer('softmax', 'axis=-1', 'activation', { ...same, activation: 'softmax', atZero: 'share' }),

  layer('flatten', 'dataFormat=...', 'reshape', { outputRank: 2 }),
  layer('reshape', 'targetShape', 'reshape', { sizes: 'targetShape' }),
  layer('permute', 'dims', 'reshape', { sizes: 'dims' }),
  layer('repeatVector', 'n', 'reshape', { inputRank: 2, outputRank: 3 }),
  named('zeroPadding2d cropping2D', '', 'reshape', { inputRank: 4, outputRank: 4 }),
  layer('upSampling2d', '', 'upsample', { inputRank: 4, outputRank: 4 }),
  layer('masking', 'maskValue=0', 'identity', same),
  named('rescaling resizing centerCrop randomWidth categoryEncoding', '', 'other', {}),
  layer('add', '', 'add', same),
  named('average maximum minimum dot', '', 'other', {}),
  layer('multiply', '', 'multiply', same),
  layer('concatenate', 'axis=-1', 'concatenate', {}),
  layer('inputLayer', '', 'input', {}),
  made('Layer', 'config', 'moduleBase', {}),
  made('RNN', 'config', 'moduleBase', {}),
  made('RNNCell', 'config', 'moduleBase', {}),

  value('input', '*, **kwargs', 'input', {
    options: 0,
    also: ['tfjs.layers.input'],
  }),
  entry('sequential', '*, layers=None, name=None', 'container', {
    options: 0,
    also: ['tfjs.Sequential'],
  }),
  entry('model', '*, inputs, outputs, name=None', 'moduleBase', {
    options: 0,
    also: ['tfjs.LayersModel'],
  }),
  value('tidy', 'name, fn', 'other', { runs: true }),
  value('loadLayersModel', 'pathOrIOHandler, *, **kwargs', 'other', { options: 1 }),
  value('variableGrads', 'f, varList=None', 'gradient'),
  value('valueAndGrads', 'f', 'gradient'),
  value('valueAndGrad', 'f', 'gradient'),
  value('grads', 'f', 'gradient'),
  value('grad', 'f', 'gradient'),

  ...['sgd', 'momentum', 'rmsprop', 'adam', 'adadelta', 'adamax', 'adagrad'].map((name) =>
    optimizer(name, 'learningRate=..., **kwargs', 'optimizer'),
  ),
  ...[
    'absoluteDifference',
    'computeWeightedLoss',
    'cosineDistance',
    'hingeLoss',
    'huberLoss',
    'logLoss',
    'meanSquaredError',
    'sigmoidCrossEntropy',
    'softmaxCrossEntropy',
  ].map((name) =>
    loss(name, 'labels, input|predictions|logits, **kwargs', 'loss', { predictions: 1 }),
  ),

  brain('Dropout', 'inputLayer, settings=None', 'other', {
    also: ['brainjs.layer.Dropout'],
    defect: unbuildable,
  }),
  rows('function', 'brainjs')('layer.dropout', 'inputLayer, *, probability=0.5', 'other', {
    options: 1,
    also: ['brainjs.dropout'],
    defect: unbuildable,
  }),
  brain('NeuralNetwork', '*, **kwargs', 'other', { options: 0, defect: optionless }),
  brain('NeuralNetworkGPU', '*, **kwargs', 'other', { options: 0, defect: optionless }),
];
