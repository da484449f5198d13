import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';

const base = rows('module', 'transformers');
const library = rows('function', 'transformers');
const layer = rows(
  'module',
  'transformers.pytorch_utils',
  'transformers',
  'transformers.modeling_utils',
);
const activation = rows('module', 'transformers.activations');
const trl = rows('function', 'trl');
const diffusion = rows('module', 'diffusers');
const diffusionLibrary = rows('function', 'diffusers');

const model: Columns = { returnsMode: 'train' };
const loaded: Columns = { returnsMode: 'eval' };
const gelu: Columns = { activation: 'gelu', outputRank: 'same' };

/** Model classes, trainers and helpers of transformers, diffusers and trl. More particular wildcards stand first. */
export const transformers: readonly ApiFact[] = [
  // Classes of other frameworks in older releases.
  library('TF*', '**kwargs', 'other', {
    also: ['transformers.TF*.from_pretrained', 'transformers.TF*.from_config'],
  }),
  library('Flax*', '**kwargs', 'other', {
    also: ['transformers.Flax*.from_pretrained', 'transformers.Flax*.from_config'],
  }),

  base('PreTrainedModel', 'config, *inputs, **kwargs', 'moduleBase', {
    also: ['transformers.modeling_utils.PreTrainedModel'],
  }),
  base('*PreTrainedModel', 'config, **kwargs', 'moduleBase', model),
  library(
    'PreTrainedModel.from_pretrained',
    "pretrained_model_name_or_path, *model_args, config=None, cache_dir=None, ignore_mismatched_sizes=False, force_download=False, local_files_only=False, token=None, revision='main', use_safetensors=None, weights_only=True, fusion_config=None, disable_mmap=None, **kwargs",
    'pretrained',
    loaded,
  ),
  library('AutoModel.from_pretrained', '*model_args, **kwargs', 'pretrained', {
    ...loaded,
    also: ['transformers.AutoModel*.from_pretrained', 'transformers.AutoBackbone.from_pretrained'],
  }),
  library('AutoModel.from_config', '**kwargs', 'pretrained', {
    ...model,
    also: ['transformers.AutoModel*.from_config', 'transformers.AutoBackbone.from_config'],
  }),
  library(
    '*Model.from_pretrained',
    'pretrained_model_name_or_path, *model_args, **kwargs',
    'pretrained',
    {
      ...loaded,
      also: [
        'transformers.*For*.from_pretrained',
        'transformers.*LMHeadModel.from_pretrained',
        'transformers.*DoubleHeadsModel.from_pretrained',
        'transformers.*WithProjection.from_pretrained',
        'transformers.*Backbone.from_pretrained',
        'transformers.*Decoder.from_pretrained',
        'transformers.*Encoder.from_pretrained',
      ],
    },
  ),
  library('*Model._from_config', 'config, **kwargs', 'pretrained', {
    ...model,
    also: ['transformers.*For*._from_config'],
  }),
  library('pipeline', 'task=None, **kwargs', 'other'),

  library(
    'Trainer',
    'model=None, args=None, data_collator=None, train_dataset=None, eval_dataset=None, processing_class=None, model_init=None, compute_loss_func=None, compute_metrics=None, callbacks=None, optimizers=..., optimizer_cls_and_kwargs=None, preprocess_logits_for_metrics=None',
    'trainer',
  ),
  library(
    'Seq2SeqTrainer',
    'model=None, args=None, data_collator=None, train_dataset=None, eval_dataset=None, processing_class=None, model_init=None, compute_loss_func=None, compute_metrics=None, callbacks=None, optimizers=..., preprocess_logits_for_metrics=None',
    'trainer',
  ),
  library('TrainingArguments', '**kwargs', 'other'),
  library('TrainerCallback', '*args, **kwargs', 'other'),
  library('set_seed', 'seed, deterministic=False', 'seed', {
    also: ['transformers.trainer_utils.set_seed'],
  }),
  trl('*Trainer', '**kwargs', 'trainer'),

  layer('Conv1D', 'nf, nx', 'linear', {
    learnable: true,
    outputRank: 'same',
    outputLayout: 'channels last',
    inputWidth: 'nx',
    outputWidth: 'nf',
  }),
  activation('get_activation', 'activation_string', 'unknown'),
  activation('GELUActivation', 'use_gelu_python=False', 'activation', gelu),
  activation('NewGELUActivation', '*args, **kwargs', 'activation', gelu),
  activation('FastGELUActivation', '*args, **kwargs', 'activation', gelu),
  activation('QuickGELUActivation', '*args, **kwargs', 'activation', gelu),
  activation('SiLUActivation', '*args, **kwargs', 'activation', {
    activation: 'silu',
    outputRank: 'same',
  }),

  // A model class that is called with a configuration starts in training mode.
  base('*Model', 'config, **kwargs', 'pretrained', {
    ...model,
    also: [
      'transformers.*ForCausalLM',
      'transformers.*ForMaskedLM',
      'transformers.*For*Classification',
      'transformers.*ForQuestionAnswering',
      'transformers.*ForConditionalGeneration',
      'transformers.*ForPreTraining',
      'transformers.*ForMultipleChoice',
      'transformers.*ForNextSentencePrediction',
      'transformers.*ForCTC',
      'transformers.*ForObjectDetection',
      'transformers.*Segmentation',
      'transformers.*WithProjection',
    ],
  }),

  diffusion('ModelMixin', '', 'moduleBase', {
    also: ['diffusers.models.modeling_utils.ModelMixin'],
  }),
  diffusionLibrary(
    '*Model.from_pretrained',
    'pretrained_model_name_or_path, **kwargs',
    'pretrained',
    {
      ...loaded,
      also: [
        'diffusers.Autoencoder*.from_pretrained',
        'diffusers.*Transformer*Model.from_pretrained',
      ],
    },
  ),
];
