import type { Framework, FrameworkTraits } from '../model/fact';

/** What holds for all of a framework. */
export const frameworkTraits: Readonly<Record<Framework, FrameworkTraits>> = {
  pytorch: { title: 'PyTorch', forward: 'forward', tensor: 'torch.Tensor' },
  keras: { title: 'Keras', forward: 'call', tensor: 'tensorflow.Tensor' },
  tensorflow: { title: 'TensorFlow', forward: '__call__', tensor: 'tensorflow.Tensor' },
  jax: { title: 'JAX', forward: '__call__', tensor: 'jax.Array' },
  flax: { title: 'Flax linen', forward: '__call__', tensor: 'jax.Array' },
  nnx: { title: 'Flax NNX', forward: '__call__', tensor: 'jax.Array' },
  haiku: { title: 'Haiku', forward: '__call__', tensor: 'jax.Array' },
  equinox: { title: 'Equinox', forward: '__call__', tensor: 'jax.Array' },
  paddle: { title: 'PaddlePaddle', forward: 'forward', tensor: 'paddle.Tensor' },
  mindspore: { title: 'MindSpore', forward: 'construct', tensor: 'mindspore.Tensor' },
  mxnet: { title: 'MXNet', forward: 'forward', tensor: 'mxnet.nd.NDArray' },
  mlx: { title: 'MLX', forward: '__call__', tensor: 'mlx.core.array' },
  tinygrad: { title: 'tinygrad', forward: '__call__', tensor: 'tinygrad.Tensor' },
  tfjs: { title: 'TensorFlow.js', forward: 'call', tensor: 'tf.Tensor' },
};

/** Names of the methods that run when an instance of a module class is called, in any framework. */
export const forwardMethods: ReadonlySet<string> = new Set(
  Object.values(frameworkTraits).map(({ forward }) => forward),
);
