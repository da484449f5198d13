import type { ApiFact } from '../model/fact';
import { rows } from './row';

const library = rows('function', 'peft');
const base = rows('module', 'peft');

/** Adapters of peft: new layers start in training mode whatever the mode of the model. */
export const peft: readonly ApiFact[] = [
  library(
    'get_peft_model',
    "model, peft_config, adapter_name='default', mixed=False, autocast_adapter_dtype=True, revision=None, low_cpu_mem_usage=False",
    'wrapper',
    { also: ['peft.mapping.get_peft_model', 'peft.mapping_func.get_peft_model'] },
  ),
  library(
    'prepare_model_for_kbit_training',
    'model, use_gradient_checkpointing=True, gradient_checkpointing_kwargs=None, auto_clear_cache=True',
    'wrapper',
  ),
  library(
    'inject_adapter_in_model',
    "peft_config, model, adapter_name='default', low_cpu_mem_usage=False, state_dict=None",
    'other',
  ),
  base(
    'PeftModel',
    "model, peft_config, adapter_name='default', autocast_adapter_dtype=True, low_cpu_mem_usage=False",
    'wrapper',
    { also: ['peft.peft_model.PeftModel'] },
  ),
  library(
    'PeftModel.from_pretrained',
    "model, model_id, adapter_name='default', is_trainable=False, config=None, autocast_adapter_dtype=True, ephemeral_gpu_offload=False, low_cpu_mem_usage=False, key_mapping=None, **kwargs",
    'pretrained',
    {
      returnsMode: 'eval',
      also: [
        'peft.PeftModelFor*.from_pretrained',
        'peft.AutoPeftModel*.from_pretrained',
        'peft.AutoPeftModel.from_pretrained',
      ],
    },
  ),
  library('LoraConfig', '**kwargs', 'other'),
];
