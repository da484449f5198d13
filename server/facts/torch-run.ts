import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';

const torch = rows('function', 'torch');
const jit = rows('function', 'torch.jit');
const quantization = rows('function', 'torch.ao.quantization', 'torch.quantization');
const graphQuantization = rows(
  'function',
  'torch.ao.quantization.quantize_fx',
  'torch.quantization.quantize_fx',
);
const checkpoint = rows('function', 'torch.utils.checkpoint');
const optimizer = rows('function', 'torch.optim');
const parallel = rows('module', 'torch.nn.parallel');
const shardedLayer = rows('module', 'torch.distributed.fsdp');
const utilities = rows('function', 'torch.nn.utils');
const recurrent = rows('function', 'torch.nn.utils.rnn');
const averaged = rows('module', 'torch.optim.swa_utils');
const averaging = rows('function', 'torch.optim.swa_utils');

const bakes: Columns = { exportMode: 'bakes' };

/** Functions of torch around the model: modes, seeds, export, checkpointing, wrappers, optimisers. */
export const torchRun: readonly ApiFact[] = [
  torch('no_grad', '', 'gradientMode'),
  torch('inference_mode', 'mode=True', 'gradientMode', {
    also: ['torch.autograd.inference_mode', 'torch.autograd.grad_mode.inference_mode'],
  }),
  torch('enable_grad', 'orig_func=None', 'gradientMode'),
  torch('set_grad_enabled', 'mode', 'gradientMode'),

  torch('manual_seed', 'seed', 'seed', { also: ['torch.random.manual_seed'] }),
  torch('seed', '', 'seed', { also: ['torch.random.seed'] }),
  torch('cuda.manual_seed', 'seed', 'seed'),
  torch('cuda.manual_seed_all', 'seed', 'seed'),
  torch('mps.manual_seed', 'seed', 'seed'),

  jit(
    'trace',
    'func, example_inputs=None, optimize=None, check_trace=True, check_inputs=None, check_tolerance=1e-05, strict=True, _force_outplace=False, _module_class=None, _compilation_unit=..., example_kwarg_inputs=None, _store_inputs=True',
    'export',
    bakes,
  ),
  jit(
    'trace_module',
    'mod, inputs, optimize=None, check_trace=True, check_inputs=None, check_tolerance=1e-05, strict=True, _force_outplace=False, _module_class=None, _compilation_unit=..., example_inputs_is_kwarg=False, _store_inputs=True',
    'export',
    bakes,
  ),
  jit('script', 'obj, optimize=None, _frames_up=0, _rcb=None, example_inputs=None', 'wrapper'),
  torch(
    'compile',
    'model=None, *, fullgraph=False, dynamic=None, backend=None, mode=None, options=None, name=None, disable=False, recompile_limit=None, isolate_recompiles=False, shapes_spec=None',
    'wrapper',
  ),
  torch(
    'export.export',
    'mod, args, kwargs=None, *, dynamic_shapes=None, strict=False, preserve_module_call_signature=..., prefer_deferred_runtime_asserts_over_guards=False',
    'export',
    bakes,
  ),
  torch(
    'onnx.export',
    "model, args=..., f=None, *, kwargs=None, verbose=None, input_names=None, output_names=None, opset_version=None, dynamo=True, external_data=True, dynamic_shapes=None, custom_translation_table=None, report=False, optimize=True, verify=False, profile=False, dump_exported_program=False, artifacts_dir='.', export_params=True, keep_initializers_as_inputs=False, dynamic_axes=None, training=..., operator_export_type=..., do_constant_folding=True, custom_opsets=None, export_modules_as_functions=False, autograd_inlining=True",
    'export',
    { exportMode: 'safe' },
  ),
  torch('fx.symbolic_trace', 'root, concrete_args=None', 'export', {
    ...bakes,
    also: ['torch.fx._symbolic_trace.symbolic_trace'],
  }),
  torch(
    'utils.mobile_optimizer.optimize_for_mobile',
    "script_module, optimization_blocklist=None, preserved_methods=None, backend='CPU'",
    'export',
    bakes,
  ),
  quantization(
    'convert',
    'module, mapping=None, inplace=False, remove_qconfig=True, is_reference=False, convert_custom_config_dict=None, use_precomputed_fake_quant=False',
    'export',
    bakes,
  ),
  quantization(
    'prepare',
    'model, inplace=False, allow_list=None, observer_non_leaf_module_list=None, prepare_custom_config_dict=None',
    'wrapper',
  ),
  quantization('prepare_qat', 'model, mapping=None, inplace=False', 'wrapper'),
  quantization('quantize', 'model, run_fn, run_args, mapping=None, inplace=False', 'export', bakes),
  quantization(
    'quantize_dynamic',
    'model, qconfig_spec=None, dtype=..., mapping=None, inplace=False',
    'export',
    bakes,
  ),
  graphQuantization(
    'prepare_fx',
    'model, qconfig_mapping, example_inputs, prepare_custom_config=None, _equalization_config=None, backend_config=None',
    'export',
    bakes,
  ),
  graphQuantization(
    'prepare_qat_fx',
    'model, qconfig_mapping, example_inputs, prepare_custom_config=None, backend_config=None',
    'wrapper',
  ),
  graphQuantization(
    'convert_fx',
    'graph_module, convert_custom_config=None, _remove_qconfig=True, qconfig_mapping=None, backend_config=None, keep_original_weights=False',
    'export',
    bakes,
  ),

  checkpoint(
    'checkpoint',
    "function, *args, use_reentrant=None, context_fn=..., determinism_check='default', debug=False, early_stop=True, preserve_rng_state=True, **kwargs",
    'checkpoint',
  ),
  checkpoint(
    'checkpoint_sequential',
    'functions, segments, input, use_reentrant=None, *, preserve_rng_state=True, **kwargs',
    'checkpoint',
  ),
  torch(
    'distributed.algorithms._checkpoint.checkpoint_wrapper.checkpoint_wrapper',
    'module, checkpoint_impl=..., checkpoint_fn=None, *, preserve_rng_state=True, **checkpoint_fn_kwargs',
    'checkpoint',
  ),

  torch(
    'func.vmap',
    "func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None",
    'vmap',
    { also: ['torch.vmap', 'functorch.vmap', 'torch._functorch.apis.vmap'] },
  ),
  torch(
    'func.functional_call',
    'module, parameter_and_buffer_dicts, args=None, kwargs=None, *, tie_weights=True, strict=False',
    'other',
    { also: ['torch.nn.utils.stateless.functional_call'] },
  ),

  parallel(
    'DistributedDataParallel',
    'module, device_ids=None, output_device=None, dim=0, broadcast_buffers=None, init_sync=True, process_group=None, bucket_cap_mb=None, find_unused_parameters=False, check_reduction=False, gradient_as_bucket_view=False, static_graph=False, delay_all_reduce_named_params=None, param_to_hook_all_reduce=None, mixed_precision=None, device_mesh=None, skip_all_reduce_unused_params=False, bucket_cap_mb_list=None, batched_grad_copy=False, forward_sync_buffers=None',
    'wrapper',
  ),
  shardedLayer('FullyShardedDataParallel', 'module, **kwargs', 'wrapper'),
  torch(
    'distributed.fsdp.fully_shard',
    'module, *, mesh=None, reshard_after_forward=None, shard_placement_fn=None, mp_policy=..., offload_policy=..., ignored_params=None, dp_mesh_dims=None',
    'wrapper',
  ),
  torch('nn.SyncBatchNorm.convert_sync_batchnorm', 'module, process_group=None', 'wrapper'),
  utilities('weight_norm', "module, name='weight', dim=0", 'wrapper', {
    also: ['torch.nn.utils.parametrizations.weight_norm'],
  }),
  utilities(
    'spectral_norm',
    "module, name='weight', n_power_iterations=1, eps=1e-12, dim=None",
    'wrapper',
    { also: ['torch.nn.utils.parametrizations.spectral_norm'] },
  ),
  utilities(
    'parametrizations.orthogonal',
    "module, name='weight', orthogonal_map=None, *, use_trivialization=True",
    'wrapper',
  ),
  utilities('remove_weight_norm', "module, name='weight'", 'wrapper'),
  utilities('remove_spectral_norm', "module, name='weight'", 'wrapper'),
  utilities(
    'clip_grad_norm_',
    'parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None',
    'other',
  ),
  utilities('clip_grad_value_', 'parameters, clip_value, foreach=None', 'other'),
  recurrent(
    'pack_padded_sequence',
    'input, lengths, batch_first=False, enforce_sorted=True',
    'reshape',
  ),
  recurrent('pack_sequence', 'input|sequences, enforce_sorted=True', 'reshape'),
  recurrent(
    'pad_packed_sequence',
    'input|sequence, batch_first=False, padding_value=0.0, total_length=None',
    'reshape',
  ),
  recurrent(
    'pad_sequence',
    "input|sequences, batch_first=False, padding_value=0.0, padding_side='right'",
    'reshape',
  ),

  averaged(
    'AveragedModel',
    'model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False',
    'wrapper',
  ),
  averaging('update_bn', 'loader, model, device=None', 'other'),

  optimizer('ASGD', 'params, **kwargs', 'optimizer'),
  optimizer('Adadelta', 'params, **kwargs', 'optimizer'),
  optimizer('Adafactor', 'params, **kwargs', 'optimizer'),
  optimizer('Adagrad', 'params, **kwargs', 'optimizer'),
  optimizer('Adam', 'params, **kwargs', 'optimizer'),
  optimizer('AdamW', 'params, **kwargs', 'optimizer'),
  optimizer('Adamax', 'params, **kwargs', 'optimizer'),
  optimizer('LBFGS', 'params, **kwargs', 'optimizer'),
  optimizer('Muon', 'params, **kwargs', 'optimizer'),
  optimizer('NAdam', 'params, **kwargs', 'optimizer'),
  optimizer('RAdam', 'params, **kwargs', 'optimizer'),
  optimizer('RMSprop', 'params, **kwargs', 'optimizer'),
  optimizer('Rprop', 'params, **kwargs', 'optimizer'),
  optimizer('SGD', 'params, **kwargs', 'optimizer'),
  optimizer('SparseAdam', 'params, **kwargs', 'optimizer'),
  optimizer('Optimizer', 'params, defaults', 'optimizer'),

  torch(
    'hub.load',
    "repo_or_dir, model, *args, source='github', trust_repo='check', force_reload=False, verbose=True, skip_validation=False, **kwargs",
    'pretrained',
  ),
  torch('autograd.Function', '*args, **kwargs', 'other', {
    also: ['torch.autograd.function.Function'],
  }),
  torch('utils.data.Dataset', '*args, **kwargs', 'other'),
  torch('utils.data.IterableDataset', '*args, **kwargs', 'other'),
];
