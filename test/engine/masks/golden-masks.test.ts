import assert from 'node:assert/strict';
import test from 'node:test';
import {
  drawMasks,
  drawStatistical,
  maskText,
  torchEngineOf,
  wordsOfLinear,
  type MaskRequest,
} from '../../../engine';

const torch = { framework: 'torch', seed: 42n, rate: 0.5, shape: [16], calls: 1 } as const;
const keras = { api: 'Dropout', seed: 17n, rate: 0.4, shape: [3, 13] } as const;
const flax = { framework: 'flax', api: 'Dropout', seed: 5n, rate: 0.5, shape: [4, 6] } as const;
const stateless = {
  framework: 'tf',
  api: 'stateless_dropout',
  seeds: [1n, 0n],
  rate: 0.3,
} as const;
const eager = {
  framework: 'tf',
  api: 'nn.dropout',
  globalSeed: 5n,
  rate: 0.5,
  shape: [37],
} as const;

const golden: readonly [string, MaskRequest, readonly string[]][] = [
  [
    'torch dropout, two calls',
    { ...torch, api: 'dropout', calls: 2 },
    ['1111010011110010', '1001101111011111'],
  ],
  ['torch probe', { ...torch, api: 'dropout', seed: 0n }, ['0010001101111011']],
  [
    'torch probe on a build with MCG31',
    { ...torch, api: 'dropout', seed: 0n, engine: 'mcg31' },
    ['1001100111100111'],
  ],
  [
    'torch bernoulli_ on a build with MCG31',
    { ...torch, api: 'bernoulli_', seed: 314159n, rate: 0.75, shape: [15], engine: 'mcg31' },
    ['100110111111111'],
  ],
  ['torch dropout2d', { ...torch, api: 'dropout2d', shape: [2, 8, 2, 2] }, ['1111010011110010']],
  [
    'torch bernoulli of a tensor',
    { ...torch, api: 'bernoulli', rate: 0.3, shape: [24] },
    ['000000100100000000101010'],
  ],
  [
    'torch dropout of a transposed input',
    { ...torch, api: 'dropout', shape: [4, 6], memoryOrder: [1, 0] },
    ['101011111000101101101011'],
  ],
  [
    'torch dropout after nn.Linear(3, 2)',
    { ...torch, api: 'dropout', skippedWords: wordsOfLinear(3, 2) },
    ['0100111100101001'],
  ],
  ['torch alpha_dropout', { ...torch, api: 'alpha_dropout', rate: 0.3 }, ['1111110011110011']],
  [
    'jax.random.bernoulli',
    { framework: 'jax', api: 'bernoulli', seed: 42n, rate: 0.7, shape: [21], calls: 1 },
    ['111111101010001001101'],
  ],
  ['Flax linen at the root', { ...flax, calls: 1 }, ['001111010000001111100101']],
  [
    'Flax linen in a nested module',
    { ...flax, path: ['inner', 'Dropout_1'], calls: 1 },
    ['001111000101101000101100'],
  ],
  [
    'Flax NNX, two calls',
    { framework: 'nnx', api: 'Dropout', seed: 3n, rate: 0.5, shape: [4, 6], calls: 2 },
    ['000010011101110000011001', '111101110000111001111010'],
  ],
  [
    'TensorFlow stateless_dropout',
    { ...stateless, shape: [37], calls: 1 },
    ['1111011101011011010111111111111110110'],
  ],
  [
    'TensorFlow stateless_dropout in float16',
    { ...stateless, shape: [37], calls: 1, floatType: 'float16' },
    ['1010010110110111001011101101111011111'],
  ],
  [
    'tf.nn.dropout with both seeds, two calls',
    { ...eager, operationSeed: 9n, calls: 2 },
    ['1001110100010001011100101100010011010', '1010001101001101011011010001100110010'],
  ],
  [
    'tf.nn.dropout with a global seed, two calls',
    { ...eager, calls: 2 },
    ['1111001000000000011110111000010111111', '1010000111001101111001001101011000111'],
  ],
  [
    'Keras on TensorFlow, three calls',
    { ...keras, framework: 'keras-tf', calls: 3 },
    [
      '101000111010100101011010011101110011111',
      '101110001110011110010001100100111101101',
      '111001100101110010101101011011101101110',
    ],
  ],
  [
    'Keras on JAX, three calls',
    { ...keras, framework: 'keras-jax', calls: 3 },
    [
      '110101001101110110000110111111111111010',
      '111000101011011101010010010110010111001',
      '011111011101101111111010000100110010100',
    ],
  ],
  [
    'Keras on NumPy, two calls',
    { ...keras, framework: 'keras-numpy', calls: 2 },
    ['011111100110100110111111001110101100110', '010001001110110110111001011101011111010'],
  ],
  [
    'Keras SpatialDropout2D on TensorFlow',
    { ...keras, framework: 'keras-tf', api: 'SpatialDropout2D', shape: [2, 3, 3, 7], calls: 1 },
    ['10100011101010'],
  ],
  [
    'Keras layer without a seed after set_random_seed(17)',
    { ...keras, framework: 'keras-tf', seed: { pythonSeed: 17n, index: 1 }, calls: 1 },
    ['001101011011101111001111110110111111101'],
  ],
  [
    'TensorFlow.js',
    { framework: 'tfjs', api: 'dropout', seed: '42', rate: 0.3, shape: [40], calls: 1 },
    ['1110110111110110011110111111111010111011'],
  ],
];

for (const [name, request, masks] of golden) {
  test(name, () => {
    const drawn = drawMasks(request);
    assert.deepEqual(drawn.masks.map(maskText), masks);
    assert.match(drawn.stream, /^[a-z0-9-]+ \(.+\)$/);
    assert.match(drawn.verdict, /^exact/);
  });
}

test('torch alpha_dropout gives the float32 bits of torch', () => {
  const drawn = drawMasks(
    { ...torch, api: 'alpha_dropout', rate: 0.3 },
    new Float32Array(16).fill(1),
  );
  const bits = new Uint32Array(drawn.outputs[0]?.buffer ?? new ArrayBuffer(0));
  const seen = new Set([...bits].map((word) => word.toString(16)));
  assert.deepEqual([...seen].sort(), ['3fa85362', 'bf879f47']);
});

test('the probe tells both generators of torch apart', () => {
  assert.equal(torchEngineOf('0010001101111011'), 'mt19937');
  assert.equal(torchEngineOf('1001100111100111'), 'mcg31');
  assert.equal(torchEngineOf('1111111111111111'), undefined);
});

test('what no seed repeats is said to be statistical only', () => {
  const request = { rate: 0.25, shape: [1000, 100], calls: 2, seed: 3 };
  const { masks, stream, verdict, outputs } = drawStatistical(
    request,
    new Float32Array(1e5).fill(3),
  );
  assert.equal(stream, 'own stream');
  assert.equal(verdict, 'statistical only');
  assert.notDeepEqual(masks[0], masks[1]);
  const kept = masks[0]?.reduce((sum, bit) => sum + bit, 0) ?? 0;
  assert.ok(Math.abs(kept - 75000) < 4 * Math.sqrt(1e5 * 0.25 * 0.75));
  assert.deepEqual([...new Set(outputs[0])].sort(), [0, 4]);
});
