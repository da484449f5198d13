import type { Framework, FrameworkTraits } from '../model/fact';

/** What holds for all of a framework. */
export const frameworkTraits: Readonly<Record<Framework, FrameworkTraits>> = {
  pytorch: { title: 'PyTorch', package: 'torch', forward: 'forward', tensor: 'torch.Tensor' },
  keras: {
    title: 'Keras',
    package: 'keras',
    forward: 'call',
    tensor: 'tensorflow.Tensor',
    activations: 'keras.activations',
    buildsGraphs: true,
    housekeeping: ['build', 'compute_output_shape', 'compute_output_spec', 'compute_mask'],
    holdsNoMode: true,
  },
  tensorflow: {
    title: 'TensorFlow',
    package: 'tensorflow',
    forward: '__call__',
    tensor: 'tensorflow.Tensor',
    holdsNoMode: true,
  },
  jax: { title: 'JAX', package: 'jax', forward: '__call__', tensor: 'jax.Array', keys: true },
  flax: {
    title: 'Flax linen',
    package: 'flax',
    forward: '__call__',
    tensor: 'jax.Array',
    builders: ['setup'],
    fields: true,
    keys: true,
    on: 'jax',
    holdsNoMode: true,
  },
  nnx: {
    title: 'Flax NNX',
    package: 'flax',
    forward: '__call__',
    tensor: 'jax.Array',
    keys: true,
    on: 'jax',
    modesReturnNothing: true,
  },
  haiku: {
    title: 'Haiku',
    package: 'dm-haiku',
    forward: '__call__',
    tensor: 'jax.Array',
    keys: true,
    on: 'jax',
    holdsNoMode: true,
  },
  equinox: {
    title: 'Equinox',
    package: 'equinox',
    forward: '__call__',
    tensor: 'jax.Array',
    fields: true,
    keys: true,
    on: 'jax',
    modeCopy: 'equinox.nn.inference_mode',
  },
  paddle: {
    title: 'PaddlePaddle',
    package: 'paddlepaddle',
    forward: 'forward',
    tensor: 'paddle.Tensor',
  },
  mindspore: {
    title: 'MindSpore',
    package: 'mindspore',
    forward: 'construct',
    tensor: 'mindspore.Tensor',
  },
  mxnet: { title: 'MXNet', package: 'mxnet', forward: 'forward', tensor: 'mxnet.nd.NDArray' },
  mlx: { title: 'MLX', package: 'mlx', forward: '__call__', tensor: 'mlx.core.array' },
  tinygrad: {
    title: 'tinygrad',
    package: 'tinygrad',
    forward: '__call__',
    tensor: 'tinygrad.Tensor',
  },
  tfjs: {
    title: 'TensorFlow.js',
    package: '@tensorflow/tfjs',
    forward: 'call',
    tensor: 'tfjs.Tensor',
    activations: 'tfjs.activations',
    apply: 'apply',
    buildsGraphs: true,
    housekeeping: ['build', 'computeOutputShape', 'computeMask', 'getConfig', 'getClassName'],
    holdsNoMode: true,
  },
};

/** Names of the methods that run when an instance of a module class is called, in any framework. */
export const forwardMethods: ReadonlySet<string> = new Set(
  Object.values(frameworkTraits).map(({ forward }) => forward),
);
