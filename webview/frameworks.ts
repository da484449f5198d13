import type { Framework } from '../engine/framework';

/** How a framework names things, for sentences about its layers. */
export interface FrameworkWords {
  readonly title: string;
  readonly dropout: string;
  readonly alpha?: string;
  /** The dropout of whole channels on maps of so many dimensions. */
  readonly spatial: (dimensions: number) => string;
  /** Who draws the masks that are shown, and after what; absent where the engine cannot draw them. */
  readonly draws?: string;
  /** The code after which they are drawn. */
  readonly seeded?: (seed: number) => string;
  /** When the framework draws others, or why its draws are not shown. */
  readonly others: string;
}

/** The words of each framework. */
export const frameworkWords: Readonly<Record<Framework, FrameworkWords>> = {
  pytorch: {
    title: 'PyTorch',
    dropout: 'nn.Dropout',
    alpha: 'nn.AlphaDropout',
    spatial: (dimensions) => `nn.Dropout${dimensions}d`,
    draws: 'PyTorch draws on a CPU after',
    seeded: (seed) => `torch.manual_seed(${seed})`,
    others: 'A GPU draws others, and so do older builds with Intel’s MKL.',
  },
  keras: {
    title: 'Keras',
    dropout: 'layers.Dropout',
    alpha: 'layers.AlphaDropout',
    spatial: (dimensions) => `layers.SpatialDropout${dimensions}D`,
    draws: 'Keras 3 on TensorFlow draws in a layer with',
    seeded: (seed) => `seed=${seed}`,
    others: 'Other back ends draw others, and so does a layer without a seed.',
  },
  tensorflow: {
    title: 'TensorFlow',
    dropout: 'tf.nn.dropout',
    spatial: () => 'tf.nn.dropout with noise_shape',
    draws: 'TensorFlow draws eagerly on a CPU with',
    seeded: (seed) => `seed=${seed}`,
    others: 'A global seed, a graph or a GPU gives others.',
  },
  jax: jaxWords('JAX', 'jax.random.bernoulli'),
  haiku: jaxWords('Haiku', 'hk.dropout'),
  equinox: jaxWords('Equinox', 'eqx.nn.Dropout'),
  flax: {
    ...jaxWords('Flax linen', 'nn.Dropout'),
    draws: 'Flax linen draws in a layer on its own with the dropout key',
    others: 'Inside a model the path of the layer is folded into the key. Pass k has seed + k − 1.',
  },
  nnx: {
    ...jaxWords('Flax NNX', 'nnx.Dropout'),
    draws: 'Flax NNX draws in a layer made with',
    seeded: (seed) => `nnx.Rngs(dropout=${seed})`,
    others: 'Layers that were made from the same Rngs before it change the stream.',
  },
  tfjs: {
    title: 'TensorFlow.js',
    dropout: 'tf.layers.dropout',
    alpha: 'tf.layers.alphaDropout',
    spatial: () => 'tf.layers.dropout with noiseShape',
    draws: 'tf.dropout draws with',
    seeded: (seed) => `seed ${seed}`,
    others: 'One seed gives one mask for ever there, so pass k has seed + k − 1.',
  },
  paddle: otherWords('PaddlePaddle', 'nn.Dropout'),
  mindspore: otherWords('MindSpore', 'nn.Dropout'),
  mxnet: otherWords('MXNet', 'nn.Dropout'),
  mlx: otherWords('MLX', 'nn.Dropout'),
  tinygrad: otherWords('tinygrad', 'Tensor.dropout'),
};

function jaxWords(title: string, dropout: string): FrameworkWords {
  return {
    title,
    dropout,
    spatial: () => `${dropout} with broadcast_dims`,
    draws: 'jax.random.bernoulli draws with',
    seeded: (seed) => `jax.random.key(${seed})`,
    others: 'One key gives one mask for ever, so pass k has seed + k − 1.',
  };
}

function otherWords(title: string, dropout: string): FrameworkWords {
  return {
    title,
    dropout,
    spatial: (dimensions) => `nn.Dropout${dimensions}D`,
    others: `The generator of ${title} is not reproduced here.`,
  };
}
