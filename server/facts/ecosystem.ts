import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';
import {
  checkedInTraining,
  checkedWhenMade,
  followsModule,
  offByDefault,
  partial,
  uncheckedRange,
} from './shared';

/** Divides by the keep probability without a check: not a number at rate 1. */
const path: Columns = {
  variant: 'path',
  rate: 'drop_prob',
  unit: 'drop',
  range: uncheckedRange,
  outputRank: 'same',
};

const elementDropout: Columns = {
  variant: 'element',
  unit: 'drop',
  training: followsModule,
  range: checkedWhenMade,
  modeDependent: 'if rate',
  outputRank: 'same',
};

const lockedDropout: Columns = {
  ...elementDropout,
  variant: 'locked',
  rate: 'p',
  range: partial(checkedInTraining),
};

const graph: Columns = { learnable: true, inputWidth: 'in_feats', outputWidth: 'out_feats' };
const graphDropout: Columns = {
  ...graph,
  variant: 'inner',
  rate: 'feat_drop',
  unit: 'drop',
  training: followsModule,
  range: partial(checkedWhenMade),
  modeDependent: 'if rate',
};

/** Base classes whose own trainer sets the modes. */
const managedBases = [
  'fastai.Module',
  'mmengine.model.BaseModule',
  'mmengine.model.BaseModel',
  'mmcv.runner.BaseModule',
  'mmcv.BaseModule',
  'mmdet.models.BaseDetector',
  'mmdet.models.detectors.base.BaseDetector',
  'mmseg.models.BaseSegmentor',
  'mmseg.models.segmentors.base.BaseSegmentor',
  'mmcls.models.BaseClassifier',
  'mmcls.models.backbones.base_backbone.BaseBackbone',
  'mmpretrain.models.backbones.base_backbone.BaseBackbone',
  'fairseq.BaseFairseqModel',
  'fairseq.FairseqModel',
  'fairseq.FairseqEncoder',
  'fairseq.FairseqDecoder',
  'fairseq.FairseqIncrementalDecoder',
  'fairseq.FairseqEncoderModel',
  'fairseq.FairseqEncoderDecoderModel',
  'fairseq.FairseqMultiModel',
  'fairseq.FairseqLanguageModel',
  'fairseq.FairseqCriterion',
  'allennlp.Model',
  'allennlp.Seq2SeqEncoder',
  'allennlp.Seq2VecEncoder',
  'allennlp.TokenEmbedder',
  'allennlp.TextFieldEmbedder',
  'espnet2.train.abs_espnet_model.AbsESPnetModel',
  'espnet2.asr.encoder.abs_encoder.AbsEncoder',
  'espnet2.asr.decoder.abs_decoder.AbsDecoder',
  'espnet2.tts.abs_tts.AbsTTS',
  'nemo.core.NeuralModule',
  'nemo.core.classes.NeuralModule',
  'nemo.core.classes.module.NeuralModule',
  'nemo.core.ModelPT',
  'nemo.core.classes.ModelPT',
  'nemo.core.classes.modelPT.ModelPT',
  'composer.models.ComposerModel',
  'composer.ComposerModel',
];

/** Base classes of libraries that leave the loop to the user. */
const plainBases = [
  'gpytorch.Module',
  'gpytorch.models.ExactGP',
  'gpytorch.models.ApproximateGP',
  'pyro.nn.PyroModule',
  'pyro.nn.module.PyroModule',
  'detectron2.modeling.Backbone',
  'detectron2.modeling.backbone.Backbone',
  'e3nn.o3.TensorProduct',
  'torchmetrics.Metric',
];

/** Classes and functions that run the loop and set the modes. */
const trainers = [
  'fastai.Learner',
  'fastai.vision_learner',
  'fastai.cnn_learner',
  'fastai.unet_learner',
  'fastai.tabular_learner',
  'fastai.collab_learner',
  'fastai.text_classifier_learner',
  'fastai.language_model_learner',
  'ignite.engine.create_supervised_trainer',
  'ignite.engine.create_supervised_evaluator',
  'skorch.NeuralNet*',
  'catalyst.dl.SupervisedRunner',
  'composer.Trainer',
  'mmengine.runner.Runner',
];

/** Rows for what is built around PyTorch: bases, trainers, wrappers, further dropout layers. */
export const ecosystem: readonly ApiFact[] = [
  ...managedBases.map((name) => baseRow(name, { managed: true })),
  ...plainBases.map((name) => baseRow(name, {})),
  ...trainers.map((name) => plainRow(name, '*args, **kwargs', 'trainer')),

  moduleRow('mmcv.cnn.bricks.DropPath', 'drop_prob=0.1', 'dropout', {
    ...path,
    training: followsModule,
    modeDependent: 'if rate',
    also: ['mmcv.cnn.bricks.drop.DropPath'],
  }),
  plainRow('mmcv.cnn.bricks.drop_path', 'input|x, drop_prob=0.0, training=False', 'dropout', {
    ...path,
    training: offByDefault,
    also: ['mmcv.cnn.bricks.drop.drop_path'],
  }),
  moduleRow('mmcv.cnn.bricks.Dropout', 'drop_prob=0.5, inplace=False', 'dropout', {
    ...elementDropout,
    rate: 'drop_prob',
    inPlaceArgument: 'inplace',
    also: ['mmcv.cnn.bricks.drop.Dropout'],
  }),
  moduleRow('fairseq.FairseqDropout', 'p, module_name=None', 'dropout', {
    ...elementDropout,
    rate: 'p',
    range: { ...checkedInTraining, below: 'no dropout' },
  }),
  moduleRow('allennlp.InputVariationalDropout', 'p=0.5, inplace=False', 'dropout', {
    ...elementDropout,
    variant: 'locked',
    rate: 'p',
    inPlaceArgument: 'inplace',
  }),
  moduleRow('fastai.RNNDropout', 'p=0.5', 'dropout', lockedDropout),
  moduleRow('torchnlp.nn.LockedDropout', 'p=0.5', 'dropout', {
    ...lockedDropout,
    also: ['torchnlp.nn.lock_dropout.LockedDropout'],
  }),

  moduleRow(
    'dgl.nn.pytorch.GraphConv',
    "in_feats, out_feats, norm='both', weight=True, bias=True, activation=None, allow_zero_in_degree=False",
    'graphConvolution',
    { ...graph, also: ['dgl.nn.GraphConv'] },
  ),
  moduleRow(
    'dgl.nn.pytorch.SAGEConv',
    'in_feats, out_feats, aggregator_type, feat_drop=0.0, **kwargs',
    'graphConvolution',
    { ...graphDropout, also: ['dgl.nn.SAGEConv'] },
  ),
  moduleRow(
    'dgl.nn.pytorch.GATConv',
    'in_feats, out_feats, num_heads, feat_drop=0.0, attn_drop=0.0, negative_slope=0.2, residual=False, activation=None, allow_zero_in_degree=False, bias=True',
    'graphConvolution',
    { ...graphDropout, also: ['dgl.nn.GATConv'] },
  ),

  moduleRow('apex.normalization.FusedLayerNorm', 'normalized_shape, **kwargs', 'layerNorm', {
    learnable: true,
    outputRank: 'same',
  }),
  moduleRow('apex.normalization.FusedRMSNorm', 'normalized_shape, **kwargs', 'layerNorm', {
    learnable: true,
    outputRank: 'same',
  }),
  moduleRow('apex.parallel.SyncBatchNorm', 'num_features, **kwargs', 'batchNorm', {
    learnable: true,
    modeDependent: 'always',
    outputRank: 'same',
    inputWidth: 'num_features',
    outputWidth: 'num_features',
  }),
  moduleRow('einops.layers.torch.Rearrange', 'pattern, **axes_lengths', 'reshape', { alias: true }),
  plainRow('einops.rearrange', 'input|tensor, pattern, **axes_lengths', 'reshape', { alias: true }),

  plainRow('numpy.random.seed', 'seed=None', 'seed'),
  plainRow('random.seed', 'a=None, version=2', 'seed'),
  plainRow('accelerate.utils.set_seed', 'seed, device_specific=False, deterministic=False', 'seed'),

  moduleRow('apex.parallel.DistributedDataParallel', 'module, **kwargs', 'wrapper'),
  plainRow('apex.parallel.convert_syncbn_model', 'module, **kwargs', 'wrapper'),
  moduleRow('fairscale.nn.FullyShardedDataParallel', 'module, **kwargs', 'wrapper'),
  plainRow('fairscale.nn.checkpoint_wrapper', 'module, **kwargs', 'checkpoint'),
  plainRow('deepspeed.checkpointing.checkpoint', 'function, *args', 'checkpoint'),
  plainRow('torch_tensorrt.compile', 'module, **kwargs', 'export', { exportMode: 'bakes' }),
  plainRow('torch2trt.torch2trt', 'module, inputs, **kwargs', 'export', { exportMode: 'bakes' }),
  plainRow('coremltools.convert', 'model, **kwargs', 'export', { exportMode: 'bakes' }),

  moduleRow('segmentation_models_pytorch.*', '*args, **kwargs', 'pretrained', {
    returnsMode: 'train',
  }),
  moduleRow('sentence_transformers.SentenceTransformer', '*args, **kwargs', 'pretrained'),
  plainRow('efficientnet_pytorch.EfficientNet.from_pretrained', '*args, **kwargs', 'pretrained', {
    returnsMode: 'train',
    also: ['efficientnet_pytorch.EfficientNet.from_name'],
  }),
];

function baseRow(name: string, columns: Columns): ApiFact {
  return moduleRow(name, '*args, **kwargs', 'moduleBase', columns);
}

function moduleRow(...[name, ...rest]: Parameters<ReturnType<typeof rows>>): ApiFact {
  return rows('module', namespaceOf(name))(lastPart(name), ...rest);
}

function plainRow(...[name, ...rest]: Parameters<ReturnType<typeof rows>>): ApiFact {
  return rows('function', namespaceOf(name))(lastPart(name), ...rest);
}

function namespaceOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
