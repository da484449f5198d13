import type { Framework } from '../model/fact';

/** Modules under which an API is also reached, and the namespace in which its row stands. */
export const moved: readonly { readonly under: string; readonly home: string }[] = [
  { under: 'torch.nn.modules.', home: 'torch.nn.' },
  { under: 'torch.functional.', home: 'torch.' },
  { under: 'torch._C._VariableFunctions.', home: 'torch.' },
  { under: 'torch._VF.', home: 'torch.' },
  { under: 'torch._C._nn.', home: 'torch.nn.functional.' },
  { under: 'torch.nn.parallel.', home: 'torch.nn.parallel.' },
  { under: 'torch.optim.', home: 'torch.optim.' },
  { under: 'torch.autograd.grad_mode.', home: 'torch.' },
  { under: 'torch.autograd.', home: 'torch.' },
  { under: 'torchvision.ops.', home: 'torchvision.ops.' },
  { under: 'torchvision.models.', home: 'torchvision.models.' },
  { under: 'timm.layers.', home: 'timm.layers.' },
  { under: 'timm.models.layers.', home: 'timm.layers.' },
  { under: 'timm.models.', home: 'timm.' },
  { under: 'torch_geometric.nn.', home: 'torch_geometric.nn.' },
  { under: 'torch_geometric.utils.', home: 'torch_geometric.utils.' },
  { under: 'lightning.', home: 'pytorch_lightning.' },
  { under: 'pytorch_lightning.', home: 'pytorch_lightning.' },
  { under: 'transformers.', home: 'transformers.' },
  { under: 'diffusers.', home: 'diffusers.' },
  { under: 'peft.', home: 'peft.' },
  { under: 'flash_attn.', home: 'flash_attn.' },
  { under: 'xformers.ops.', home: 'xformers.ops.' },
  { under: 'fastai.', home: 'fastai.' },
  { under: 'ignite.engine.', home: 'ignite.engine.' },
  { under: 'fairseq.', home: 'fairseq.' },
  { under: 'allennlp.', home: 'allennlp.' },
  { under: 'flax.linen.', home: 'flax.linen.' },
  { under: 'flax.nnx.', home: 'flax.nnx.' },
  { under: 'haiku.', home: 'haiku.' },
  { under: 'equinox.nn.', home: 'equinox.nn.' },
  ...kerasMoves(),
];

/** Keras under its other names, and the folders inside: `tf_keras.layers.Dropout`, `keras.layers.core.Dense`. */
function kerasMoves(): readonly { readonly under: string; readonly home: string }[] {
  const roots = [
    'tensorflow.compat.v1.keras',
    'tensorflow.compat.v2.keras',
    'tensorflow.python.keras',
    'tensorflow.contrib.keras',
    'tensorflow.contrib.keras.python.keras',
    'tensorflow.keras',
    'tf_keras.src',
    'tf_keras',
    'keras_core.src',
    'keras_core',
    'keras.api',
    'keras.src',
    'keras.engine',
    'keras',
  ];
  const parts = ['layers', 'models', 'applications', 'optimizers', 'losses', 'activations', 'ops'];
  return roots.flatMap((root) => [
    ...parts.map((part) => ({ under: `${root}.${part}.`, home: `keras.${part}.` })),
    { under: `${root}.`, home: 'keras.' },
  ]);
}

const pytorchRoots =
  'torch torchvision torchaudio torchtext timm torch_geometric torch_scatter pytorch_lightning ' +
  'lightning lightning_fabric transformers diffusers peft trl sentence_transformers flash_attn ' +
  'xformers fastai ignite accelerate fairseq fairseq2 mmcv mmengine mmdet mmseg mmpretrain mmcls ' +
  'allennlp espnet espnet2 speechbrain composer deepspeed catalyst skorch monai kornia dgl gpytorch ' +
  'apex einops.layers.torch torchmetrics torchtune detectron2 nemo torchnlp pyro segmentation_models_pytorch efficientnet_pytorch fairscale torch_tensorrt torch2trt e3nn';

/**
 * The name under which the rows of a package stand: `@tensorflow/tfjs-node`, with a version or a path
 * or behind the address of a server, is `tfjs`. Any other module keeps its name.
 */
export function moduleName(specifier: string): string {
  if (
    /(^|\/)@tensorflow\/tfjs(-(core|layers|node|node-gpu|union))?(@[^/]*)?(\/|$)/.test(specifier)
  ) {
    return 'tfjs';
  }
  return /(^|\/)brain\.js(@[^/]*)?(\/|$)/.test(specifier) ? 'brainjs' : specifier;
}

/** Names that scripts use without importing them, where another element of the page has loaded the package. */
export const scriptGlobals: ReadonlyMap<string, string> = new Map([
  ['tf', 'tfjs'],
  ['brain', 'brainjs'],
]);

const others: readonly (readonly [string, Framework])[] = [
  ['keras', 'keras'],
  ['tf_keras', 'keras'],
  ['keras_core', 'keras'],
  ['keras_cv', 'keras'],
  ['keras_nlp', 'keras'],
  ['keras_hub', 'keras'],
  ['tensorflow.keras', 'keras'],
  ['tensorflow.python.keras', 'keras'],
  ['tensorflow', 'tensorflow'],
  ['tf_slim', 'tensorflow'],
  ['jax', 'jax'],
  ['flax', 'flax'],
  ['flax.nnx', 'nnx'],
  ['flax.experimental.nnx', 'nnx'],
  ['optax', 'jax'],
  ['haiku', 'haiku'],
  ['equinox', 'equinox'],
  ['paddle', 'paddle'],
  ['mindspore', 'mindspore'],
  ['mxnet', 'mxnet'],
  ['mlx', 'mlx'],
  ['tinygrad', 'tinygrad'],
  ['tfjs', 'tfjs'],
  ['brainjs', 'tfjs'],
];

/** Modules whose import shows that a file is about a framework; the longest that holds what is imported counts. */
export const frameworkModules: ReadonlyMap<string, Framework> = new Map([
  ...pytorchRoots.split(' ').map((root) => [root, 'pytorch'] as const),
  ...others,
]);
