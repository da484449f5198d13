import type { Framework } from '../../../engine/framework';
import type { Situation } from '../../scenes/scene';

/** A snippet that shows in the layer's own framework whether it draws the masks that are shown; undefined where it cannot. */
export function checkCode(situation: Situation): string | undefined {
  const { input, rate, width, seed, kind, activation } = situation;
  const relu = activation === 'relu';
  return writers[input.framework]?.({ rate, width, seed, relu, pass: situation.pass, kind });
}

interface Parts extends Pick<Situation, 'rate' | 'width' | 'seed' | 'pass' | 'kind'> {
  /** The inputs go through ReLU first, as in the reader's network. */
  readonly relu: boolean;
}

const show = 'print(y[:6].tolist())';

const numpyInputs = ({ width, relu }: Parts): string =>
  `x = ((37 * np.arange(${width}) % 64 - 32) / 16).astype("float32")${relu ? '.clip(0)' : ''}`;

function jaxSnippet(parts: Parts, imports: string, call: string): string {
  return [imports, 'import jax', 'import numpy as np', '', numpyInputs(parts), call, show].join(
    '\n',
  );
}

/** The key of the pass; one key gives one mask there. */
const keyOf = ({ seed, pass }: Parts): string => `jax.random.key(${seed + pass - 1})`;

const writers: Readonly<Partial<Record<Framework, (parts: Parts) => string | undefined>>> = {
  pytorch({ rate, width, seed, relu, pass, kind }) {
    if (kind === 'gaussian dropout') return undefined;
    return [
      'import torch',
      'import torch.nn.functional as F',
      '',
      `x = (37 * torch.arange(${width}) % 64 - 32) / 16`,
      `x = x${relu ? '.relu()' : ''}.requires_grad_()`,
      `torch.manual_seed(${seed})`,
      `for _ in range(${pass}):  # pass ${pass}`,
      `    y = F.${kind === 'alpha dropout' ? 'alpha_dropout' : 'dropout'}(x, p=${rate}, training=True)`,
      'y.sum().backward()',
      'print(y[:6].tolist(), x.grad[:6].tolist())',
    ].join('\n');
  },
  keras(parts) {
    const { rate, seed, pass, kind } = parts;
    const layers = {
      dropout: 'Dropout',
      'alpha dropout': 'AlphaDropout',
      'gaussian dropout': 'GaussianDropout',
    };
    return [
      'import os',
      'os.environ["KERAS_BACKEND"] = "tensorflow"',
      'import keras',
      'import numpy as np',
      '',
      numpyInputs(parts),
      `dropout = keras.layers.${layers[kind]}(${rate}, seed=${seed})`,
      `for _ in range(${pass}):  # pass ${pass}`,
      '    y = dropout(x, training=True)',
      'print(y[:6].numpy().tolist())',
    ].join('\n');
  },
  tensorflow: (parts) =>
    [
      'import numpy as np',
      'import tensorflow as tf',
      '',
      numpyInputs(parts),
      `for _ in range(${parts.pass}):  # pass ${parts.pass}`,
      `    y = tf.nn.dropout(x, rate=${parts.rate}, seed=${parts.seed})`,
      'print(y[:6].numpy().tolist())',
    ].join('\n'),
  flax: (parts) =>
    jaxSnippet(
      parts,
      'from flax import linen as nn',
      `y = nn.Dropout(${parts.rate}, deterministic=False).apply({}, jax.numpy.asarray(x), rngs={"dropout": ${keyOf(parts)}})`,
    ),
  nnx: (parts) =>
    jaxSnippet(
      parts,
      'from flax import nnx',
      [
        `dropout = nnx.Dropout(${parts.rate}, rngs=nnx.Rngs(dropout=${parts.seed}))`,
        `for _ in range(${parts.pass}):  # pass ${parts.pass}`,
        '    y = dropout(jax.numpy.asarray(x))',
      ].join('\n'),
    ),
  jax: (parts) =>
    jaxSnippet(
      parts,
      'import jax.numpy as jnp',
      `y = jnp.where(jax.random.bernoulli(${keyOf(parts)}, 1 - ${parts.rate}, x.shape), x / (1 - ${parts.rate}), 0)`,
    ),
  haiku: (parts) =>
    jaxSnippet(parts, 'import haiku as hk', `y = hk.dropout(${keyOf(parts)}, ${parts.rate}, x)`),
  equinox: (parts) =>
    jaxSnippet(
      parts,
      'import equinox as eqx',
      `y = eqx.nn.Dropout(${parts.rate})(jax.numpy.asarray(x), key=${keyOf(parts)})`,
    ),
  tfjs({ rate, width, seed, relu, pass }) {
    return [
      `const x = tf.tensor1d(Array.from({ length: ${width} }, (_, i) => ((37 * i) % 64 - 32) / 16))${relu ? '.relu()' : ''};`,
      `const y = tf.dropout(x, ${rate}, undefined, ${seed + pass - 1}); // pass ${pass}`,
      'console.log((await y.data()).slice(0, 6));',
    ].join('\n');
  },
};
