import type { ApiFact, RangeFact } from '../model/fact';
import { type Columns, rows } from './row';
import {
  alwaysOn,
  checkedInTraining,
  checkedWhenCalled,
  followsModule,
  partial,
  uncheckedRange,
} from './shared';

const flash = rows('function', 'flash_attn', 'flash_attn.flash_attn_interface');
const flashLayer = rows('module', 'flash_attn.modules.mha');
const xformers = rows('function', 'xformers.ops', 'xformers.ops.fmha');
const huggingFace = rows('function', 'transformers.modeling_flash_attention_utils');
const integration = rows('function', 'transformers.integrations.sdpa_attention');
const flexible = rows('function', 'torch.nn.attention.flex_attention');
const selection = rows('function', 'torch.nn.attention');

/** The kernel asserts a rate below 1. */
const belowOne: RangeFact = {
  low: 0,
  high: 1,
  below: 'accepted',
  one: 'error at call',
  above: 'error at call',
};
const kernel: Columns = {
  variant: 'attention',
  rate: 'dropout_p',
  unit: 'drop',
  training: alwaysOn,
  range: belowOne,
  savesOutput: 'always',
};
const selfGated: Columns = {
  variant: 'attention',
  rate: 'attention_dropout',
  unit: 'drop',
  training: followsModule,
  range: partial(checkedInTraining),
  modeDependent: 'if rate',
};

/** Attention kernels that drop whenever their rate is above zero, and layers built on them. */
export const attentionKernels: readonly ApiFact[] = [
  flash(
    'flash_attn_func',
    'input|q, k, v, dropout_p=0.0, softmax_scale=None, causal=False, window_size=..., softcap=0.0, alibi_slopes=None, deterministic=False, return_attn_probs=False',
    'attention',
    kernel,
  ),
  flash(
    'flash_attn_qkvpacked_func',
    'input|qkv, dropout_p=0.0, softmax_scale=None, causal=False, window_size=..., softcap=0.0, alibi_slopes=None, deterministic=False, return_attn_probs=False',
    'attention',
    kernel,
  ),
  flash(
    'flash_attn_kvpacked_func',
    'input|q, kv, dropout_p=0.0, softmax_scale=None, causal=False, window_size=..., softcap=0.0, alibi_slopes=None, deterministic=False, return_attn_probs=False',
    'attention',
    kernel,
  ),
  flash(
    'flash_attn_varlen_func',
    'input|q, k, v, cu_seqlens_q, cu_seqlens_k, max_seqlen_q, max_seqlen_k, dropout_p=0.0, softmax_scale=None, causal=False, window_size=..., softcap=0.0, alibi_slopes=None, deterministic=False, return_attn_probs=False, block_table=None',
    'attention',
    kernel,
  ),
  flash(
    'flash_attn_varlen_qkvpacked_func',
    'input|qkv, cu_seqlens, max_seqlen, dropout_p=0.0, softmax_scale=None, causal=False, window_size=..., softcap=0.0, alibi_slopes=None, deterministic=False, return_attn_probs=False',
    'attention',
    kernel,
  ),
  flash(
    'flash_attn_varlen_kvpacked_func',
    'input|q, kv, cu_seqlens_q, cu_seqlens_k, max_seqlen_q, max_seqlen_k, dropout_p=0.0, softmax_scale=None, causal=False, window_size=..., softcap=0.0, alibi_slopes=None, deterministic=False, return_attn_probs=False',
    'attention',
    kernel,
  ),
  flash(
    'flash_attn_unpadded_func',
    'input|q, k, v, cu_seqlens_q, cu_seqlens_k, max_seqlen_q, max_seqlen_k, dropout_p=0.0, softmax_scale=None, causal=False, **kwargs',
    'attention',
    { ...kernel, until: '2.0' },
  ),
  flash(
    'flash_attn_unpadded_qkvpacked_func',
    'input|qkv, cu_seqlens, max_seqlen, dropout_p=0.0, softmax_scale=None, causal=False, **kwargs',
    'attention',
    { ...kernel, until: '2.0' },
  ),
  flashLayer(
    'FlashSelfAttention',
    'causal=False, softmax_scale=None, attention_dropout=0.0, **kwargs',
    'attention',
    selfGated,
  ),
  flashLayer(
    'FlashCrossAttention',
    'causal=False, softmax_scale=None, attention_dropout=0.0, **kwargs',
    'attention',
    selfGated,
  ),
  flashLayer('MHA', 'embed_dim, num_heads, **kwargs', 'attention', {
    learnable: true,
    inputWidth: 'embed_dim',
    outputWidth: 'embed_dim',
  }),
  xformers(
    'memory_efficient_attention',
    'input|query, key, value, attn_bias=None, p=0.0, scale=None, *, op=None, **kwargs',
    'attention',
    { ...kernel, rate: 'p', range: uncheckedRange },
  ),
  xformers(
    'memory_efficient_attention_forward',
    'input|query, key, value, attn_bias=None, p=0.0, scale=None, *, op=None, **kwargs',
    'attention',
    { ...kernel, rate: 'p', range: uncheckedRange },
  ),
  huggingFace(
    '_flash_attention_forward',
    'input|query_states, key_states, value_states, attention_mask, query_length, is_causal, dropout=0.0, position_ids=None, softmax_scale=None, sliding_window=None, use_top_left_mask=False, softcap=None, deterministic=None, cu_seq_lens_q=None, cu_seq_lens_k=None, max_length_q=None, max_length_k=None, target_dtype=None, attn_implementation=None, block_table=None, k_cache=None, v_cache=None, **kwargs',
    'attention',
    { ...kernel, rate: 'dropout' },
  ),
  integration(
    'sdpa_attention_forward',
    'module, query, key, value, attention_mask, dropout=0.0, scaling=None, is_causal=None, position_bias=None, cache=None, **kwargs',
    'attention',
    { ...kernel, rate: 'dropout', range: checkedWhenCalled },
  ),
  flexible(
    'flex_attention',
    'input|query, key, value, score_mod=None, block_mask=None, scale=None, enable_gqa=False, return_lse=False, kernel_options=None, *, return_aux=None',
    'attention',
  ),
  selection('sdpa_kernel', 'backends, set_priority=False', 'other'),
];
