/** The frameworks that are known, by the name they have in data: rows, examples, results, messages. */
export const frameworks = [
  'pytorch',
  'keras',
  'tensorflow',
  'jax',
  'flax',
  'nnx',
  'haiku',
  'equinox',
  'paddle',
  'mindspore',
  'mxnet',
  'mlx',
  'tinygrad',
  'tfjs',
] as const;

/** One of the frameworks that are known. */
export type Framework = (typeof frameworks)[number];
