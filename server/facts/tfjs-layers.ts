import type { ApiFact, RangeFact, TrainingFact } from '../model/fact';
import { type Columns, type RowMaker, rowsOf } from './row';

const made = rowsOf('tfjs')('module', 'tfjs.layers');

/** Every layer is made by a function that takes one object; names, shapes and weights may stand in it too. */
const layer: RowMaker = (name, signature, kind, columns) => {
  const own = signature === '' ? '' : `${signature}, `;
  const all = `*, ${own}name=None, trainable=True, inputShape=..., batchInputShape=..., batchSize=..., dtype=None, inputDType=None, weights=...`;
  return made(name, all, kind, { ...columns, options: 0 });
};

/** `fit` and `apply(x, {training: true})` switch it on. */
const followsCall: TrainingFact = { untouched: 'module', applied: 'training' };

/** Clamped to [0, 1] and used only in between, so that anything else silently means none. */
const clamped: RangeFact = {
  low: 0,
  high: 1,
  below: 'no dropout',
  one: 'no dropout',
  above: 'no dropout',
};

const dropout: Columns = {
  rate: 'rate',
  unit: 'drop',
  training: followsCall,
  range: clamped,
  modeDependent: 'if rate',
  outputRank: 'same',
};

const weights: Columns = { learnable: true };

const dense: Columns = {
  ...weights,
  outputRank: 'same',
  outputLayout: 'channels last',
  outputWidth: 'units',
  activationArgument: 'activation',
};

function convolution(dimension: number, outputWidth: string | undefined = 'filters'): Columns {
  return {
    ...weights,
    outputRank: dimension + 2,
    inputRank: dimension + 2,
    outputLayout: 'channels last',
    activationArgument: 'activation',
    ...(outputWidth && { outputWidth }),
  };
}

const recurrent: Columns = {
  ...weights,
  variant: 'recurrentInput',
  rate: 'dropout',
  otherRates: ['recurrentDropout'],
  unit: 'drop',
  training: followsCall,
  range: clamped,
  modeDependent: 'if rate',
  outputRank: 2,
  rankWhen: { argument: 'returnSequences', outputRank: 3 },
  outputWidth: 'units',
};

const cell: Columns = { ...recurrent, rankWhen: undefined };

const biases =
  'activation=None, useBias=True, kernelInitializer=..., biasInitializer=..., kernelConstraint=..., biasConstraint=..., kernelRegularizer=..., biasRegularizer=..., activityRegularizer=...';
const kernel = `filters, kernelSize, strides=..., padding='valid', dataFormat='channelsLast', dilationRate=..., ${biases}`;
const depthwise = `kernelSize, depthMultiplier=1, depthwiseInitializer=..., depthwiseConstraint=..., depthwiseRegularizer=..., strides=..., padding='valid', dataFormat='channelsLast', dilationRate=..., ${biases}`;
const separable = `filters, ${depthwise}, pointwiseInitializer=..., pointwiseRegularizer=..., pointwiseConstraint=...`;
const cells =
  "units, activation='tanh', useBias=True, kernelInitializer=..., recurrentInitializer=..., biasInitializer=..., kernelRegularizer=..., recurrentRegularizer=..., biasRegularizer=..., kernelConstraint=..., recurrentConstraint=..., biasConstraint=..., dropout=0.0, recurrentDropout=0.0, dropoutFunc=...";
const gates = "recurrentActivation='hardSigmoid', implementation=...";
const sequences =
  'returnSequences=False, returnState=False, goBackwards=False, stateful=False, unroll=False, activityRegularizer=..., inputDim=..., inputLength=...';
const pooled = "poolSize=..., strides=None, padding='valid', dataFormat='channelsLast'";
const normalised =
  'axis=-1, epsilon=0.001, center=True, scale=True, betaInitializer=..., gammaInitializer=..., betaRegularizer=..., gammaRegularizer=...';

function named(names: string, signature: string, kind: ApiFact['kind'], columns: Columns): ApiFact {
  const [first = '', ...others] = names.split(' ');
  return layer(first, signature, kind, {
    ...columns,
    also: others.map((name) => `tfjs.layers.${name}`),
  });
}

/** Layers of TensorFlow.js with weights or with dropout. */
export const tfjsLayers: readonly ApiFact[] = [
  layer('dropout', 'rate, noiseShape=None, seed=None', 'dropout', {
    ...dropout,
    variant: 'element',
    restartingSeed: 'seed',
  }),
  layer('spatialDropout1d', 'rate, seed=None', 'dropout', {
    ...dropout,
    variant: 'channel',
    inputRank: 3,
    restartingSeed: 'seed',
  }),
  ...['spatialDropout2d', 'spatialDropout3d'].map((name) =>
    layer(name, 'rate, seed=None', 'dropout', {
      ...dropout,
      variant: 'channel',
      absent: 'of this kind there is spatialDropout1d only',
    }),
  ),
  layer('alphaDropout', 'rate, noiseShape=None', 'dropout', {
    ...dropout,
    variant: 'alpha',
    defect: {
      says: 'puts dropped units at +1.76 instead of -1.76, so the mean of its input moves up in training',
    },
  }),
  layer('gaussianDropout', 'rate', 'dropout', { ...dropout, variant: 'gaussian' }),
  layer('gaussianNoise', 'stddev', 'random', { outputRank: 'same' }),

  layer('dense', `units, ${biases}, inputDim=...`, 'linear', dense),
  layer('conv1d', kernel, 'convolution', convolution(1)),
  layer('conv2d', kernel, 'convolution', convolution(2)),
  layer('conv3d', kernel, 'convolution', convolution(3)),
  layer('conv2dTranspose', kernel, 'convolution', convolution(2)),
  layer('conv3dTranspose', kernel, 'convolution', convolution(3)),
  layer('depthwiseConv2d', depthwise, 'convolution', convolution(2, '')),
  layer('separableConv2d', separable, 'convolution', convolution(2)),
  layer(
    'embedding',
    'inputDim, outputDim, embeddingsInitializer=..., embeddingsRegularizer=..., activityRegularizer=..., embeddingsConstraint=..., maskZero=False, inputLength=...',
    'embedding',
    {
      ...weights,
      outputRank: 3,
      outputLayout: 'channels last',
      outputWidth: 'outputDim',
    },
  ),

  layer('lstm', `${cells}, unitForgetBias=True, ${gates}, ${sequences}`, 'recurrent', recurrent),
  layer('gru', `${cells}, ${gates}, resetAfter=False, ${sequences}`, 'recurrent', recurrent),
  layer('simpleRNN', `${cells}, ${sequences}`, 'recurrent', recurrent),
  layer(
    'convLstm2d',
    `${kernel}, ${cells.replace('units, ', '')}, ${gates}, ${sequences}`,
    'recurrent',
    {
      ...recurrent,
      outputRank: undefined,
      rankWhen: undefined,
      outputWidth: 'filters',
    },
  ),
  layer('rnn', `cell, ${sequences}`, 'recurrent', weights),
  layer('lstmCell', `${cells}, unitForgetBias=True, ${gates}`, 'recurrentCell', cell),
  layer('gruCell', `${cells}, ${gates}, resetAfter=False`, 'recurrentCell', cell),
  layer('simpleRNNCell', cells, 'recurrentCell', cell),
  layer('stackedRNNCells', 'cells', 'recurrentCell', weights),
  layer('bidirectional', "layer, mergeMode='concat'", 'wrapper', { wraps: 'directions' }),
  layer('timeDistributed', 'layer', 'wrapper', { wraps: 'time steps' }),

  layer(
    'batchNormalization',
    `${normalised}, momentum=0.99, movingMeanInitializer=..., movingVarianceInitializer=..., betaConstraint=..., gammaConstraint=...`,
    'batchNorm',
    {
      ...weights,
      modeDependent: 'always',
      outputRank: 'same',
    },
  ),
  layer('layerNormalization', normalised, 'layerNorm', { ...weights, outputRank: 'same' }),

  named('maxPooling1d maxPool1d', pooled, 'maxPool', { inputRank: 3, outputRank: 3 }),
  named('maxPooling2d maxPool2d', pooled, 'maxPool', { inputRank: 4, outputRank: 4 }),
  layer('maxPooling3d', pooled, 'maxPool', { inputRank: 5, outputRank: 5 }),
  named('averagePooling1d avgPool1d avgPooling1d', pooled, 'averagePool', {
    inputRank: 3,
    outputRank: 3,
  }),
  named('averagePooling2d avgPool2d avgPooling2d', pooled, 'averagePool', {
    inputRank: 4,
    outputRank: 4,
  }),
  named('averagePooling3d avgPool3d avgPooling3d', pooled, 'averagePool', {
    inputRank: 5,
    outputRank: 5,
  }),
  named('globalMaxPooling1d globalMaxPool1d', '', 'maxPool', { inputRank: 3, outputRank: 2 }),
  named('globalMaxPooling2d globalMaxPool2d', "dataFormat='channelsLast'", 'maxPool', {
    inputRank: 4,
    outputRank: 2,
  }),
  layer('globalAveragePooling1d', '', 'averagePool', { inputRank: 3, outputRank: 2 }),
  layer('globalAveragePooling2d', "dataFormat='channelsLast'", 'averagePool', {
    inputRank: 4,
    outputRank: 2,
  }),
];
