import type { MaskRequest, Verdict } from './request';

/** What the engine can say about the masks of one place where a framework draws them. */
export interface ReproducedMasks {
  /** The framework as people name it. */
  readonly title: string;
  /** What is called there, as people write it. */
  readonly calls: string;
  /** The name of the stream, as draws carry it. */
  readonly stream: string;
  readonly verdict: Verdict;
  /** Under which conditions the verdict holds, or why it is no better. */
  readonly condition: string;
  /** The requests that draw it; none for what cannot be reproduced. */
  readonly framework?: MaskRequest['framework'];
  readonly apis?: readonly string[];
  /** The file of masks that the framework itself drew, which tests compare with. */
  readonly golden?: string;
}

const elsewhere = { stream: 'own stream', verdict: 'statistical only' } as const;
const kerasLayers =
  '`Dropout`, `SpatialDropout1D/2D/3D`, `AlphaDropout`, `keras.random.dropout`, with a seed or after `set_random_seed`';
const kerasApis = [
  'Dropout',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'SpatialDropout3D',
  'AlphaDropout',
  'random.dropout',
] as const;

/** Every place whose masks the engine draws bit for bit, and the usual ones where it cannot. */
export const reproducedMasks: readonly ReproducedMasks[] = [
  {
    title: 'PyTorch on the CPU',
    calls:
      '`dropout`, `dropout1d/2d/3d`, `alpha_dropout`, `feature_alpha_dropout`, `bernoulli`, `bernoulli_`, and their layers',
    stream: 'mt19937 (torch CPU)',
    verdict: 'exact',
    condition: 'after `torch.manual_seed`, with what was drawn before counted; values too',
    framework: 'torch',
    apis: [
      'dropout',
      'dropout1d',
      'dropout2d',
      'dropout3d',
      'alpha_dropout',
      'feature_alpha_dropout',
      'bernoulli',
      'bernoulli_',
    ],
    golden: 'torch',
  },
  {
    title: 'PyTorch on the CPU, builds with Intel MKL',
    calls: '`dropout`, `bernoulli_`',
    stream: 'mcg31 (torch CPU, Intel + MKL)',
    verdict: 'exact against published outputs',
    condition: 'older builds; a probe of 16 units tells which stream a build draws from',
  },
  {
    title: 'PyTorch on CUDA, MPS and XPU',
    calls: 'all dropout',
    ...elsewhere,
    condition: 'draws depend on the launch of the kernel',
  },
  {
    title: 'JAX',
    calls: '`jax.random.bernoulli`',
    stream: 'threefry2x32 (JAX)',
    verdict: 'exact',
    condition: 'default generator, with `split` and `fold_in`; both layouts',
    framework: 'jax',
    apis: ['bernoulli'],
    golden: 'flax',
  },
  {
    title: 'Flax linen',
    calls: '`Dropout`',
    stream: 'threefry2x32 (Flax linen)',
    verdict: 'exact',
    condition: 'by the path of the layer and the number of its call; values too',
    framework: 'flax',
    apis: ['Dropout'],
    golden: 'flax',
  },
  {
    title: 'Flax NNX',
    calls: '`Dropout`',
    stream: 'threefry2x32 (Flax NNX)',
    verdict: 'exact',
    condition: 'with the draws counted that the stream gave before; values too',
    framework: 'nnx',
    apis: ['Dropout'],
    golden: 'flax',
  },
  {
    title: 'TensorFlow, stateless',
    calls: '`stateless_dropout`',
    stream: 'philox4x32-10 (TensorFlow stateless)',
    verdict: 'exact',
    condition: 'all float types; values too',
    framework: 'tf',
    apis: ['stateless_dropout'],
    golden: 'tensorflow',
  },
  {
    title: 'TensorFlow, stateful',
    calls: '`tf.nn.dropout`',
    stream: 'philox4x32-10 (TensorFlow, eager CPU)',
    verdict: 'exact',
    condition: 'eager on the CPU, with a global or an operation seed; values too',
    framework: 'tf',
    apis: ['nn.dropout'],
    golden: 'tensorflow',
  },
  {
    title: 'Keras 3 on TensorFlow',
    calls: `${kerasLayers}; \`GaussianDropout\` within 1e-5`,
    stream: 'philox4x32-10 (Keras 3 on TensorFlow)',
    verdict: 'exact',
    condition: 'by the number of the call; values too',
    framework: 'keras-tf',
    apis: [...kerasApis, 'GaussianDropout'],
    golden: 'keras-tensorflow',
  },
  {
    title: 'Keras 3 on JAX',
    calls: `${kerasLayers}; \`GaussianDropout\` within 1e-5`,
    stream: 'threefry2x32 (Keras 3 on JAX)',
    verdict: 'exact',
    condition: 'by the number of the call; values too',
    framework: 'keras-jax',
    apis: [...kerasApis, 'GaussianDropout'],
    golden: 'keras-jax',
  },
  {
    title: 'Keras 3 on NumPy',
    calls: kerasLayers,
    stream: 'pcg64 (Keras 3 on NumPy)',
    verdict: 'exact',
    condition: 'by the number of the call; values too',
    framework: 'keras-numpy',
    apis: kerasApis,
    golden: 'keras-numpy',
  },
  {
    title: 'TensorFlow.js',
    calls: '`tf.dropout`, `tf.layers.dropout`',
    stream: 'alea (TensorFlow.js)',
    verdict: 'exact',
    condition: 'with a seed, on every backend; values too',
    framework: 'tfjs',
    apis: ['dropout', 'layers.dropout'],
    golden: 'tfjs',
  },
  {
    title: 'TensorFlow.js',
    calls: '`gaussianDropout`, `gaussianNoise`, `alphaDropout`',
    ...elsewhere,
    condition: 'the layers take no seed',
  },
];
