import type { CopyTarget } from '../server/webview-messages';
import type { Situation } from './scenes/scene';

/** What the copy targets are called. */
export const targetNames: Readonly<Record<CopyTarget, string>> = {
  pytorch: 'PyTorch',
  keras: 'Keras 3',
  flax: 'Flax (NNX)',
  tfjs: 'TensorFlow.js',
};

/** The layer with the rate that is looked at, as one would write it in a framework. */
export function layerCode(target: CopyTarget, situation: Situation): string {
  return writers[target](partsOf(situation));
}

/** A snippet that shows in PyTorch whether its generator gives the masks that are shown. */
export function checkCode({ kind, rate, width, seed }: Situation): string {
  const call = kind === 'alpha dropout' ? 'alpha_dropout' : 'dropout';
  return [
    'import torch',
    'import torch.nn.functional as F',
    '',
    `torch.manual_seed(${seed})`,
    `y = F.${call}(torch.ones(${width}), p=${rate}, training=True)`,
    `print("".join("1" if v > 0 else "0" for v in y[:16].tolist()))`,
  ].join('\n');
}

interface Parts {
  readonly rate: number;
  readonly seed: number;
  readonly form: 'element' | 'channel' | 'alpha' | 'channel alpha';
  /** Dimensions of a map, for the channel variants. */
  readonly dimensions: number;
}

function partsOf({ rate, seed, input }: Situation): Parts {
  const forms: Readonly<Record<string, Parts['form']>> = {
    channel: 'channel',
    alpha: 'alpha',
    channelAlpha: 'channel alpha',
  };
  const dimensions = Number(/dropout([123])d/i.exec(input.api)?.[1] ?? 2);
  return { rate, seed, form: forms[input.variant] ?? 'element', dimensions };
}

const writers: Readonly<Record<CopyTarget, (parts: Parts) => string>> = {
  pytorch: ({ rate, form, dimensions }) => {
    const layers = {
      element: 'nn.Dropout',
      channel: `nn.Dropout${dimensions}d`,
      alpha: 'nn.AlphaDropout',
      'channel alpha': 'nn.FeatureAlphaDropout',
    };
    return `from torch import nn\n\ndropout = ${layers[form]}(p=${rate})`;
  },
  keras: ({ rate, seed, form, dimensions }) => {
    const layers = {
      element: 'Dropout',
      channel: `SpatialDropout${dimensions}D`,
      alpha: 'AlphaDropout',
      'channel alpha': 'AlphaDropout',
    };
    const shape = form === 'channel alpha' ? ', noise_shape=(None, 1, 1, None)' : '';
    return `from keras import layers\n\ndropout = layers.${layers[form]}(${rate}${shape}, seed=${seed})`;
  },
  flax: ({ rate, seed, form, dimensions }) => {
    if (form.includes('alpha')) return '# Flax has no alpha dropout.';
    const axes = Array.from({ length: dimensions }, (_, axis) => `${axis + 1},`).join(' ');
    const broadcast = form === 'channel' ? `, broadcast_dims=(${axes})` : '';
    return `from flax import nnx\n\ndropout = nnx.Dropout(${rate}${broadcast}, rngs=nnx.Rngs(dropout=${seed}))`;
  },
  tfjs: ({ rate, seed, form, dimensions }) => {
    if (form.includes('alpha')) return `const dropout = tf.layers.alphaDropout({ rate: ${rate} });`;
    const ones = '1, '.repeat(dimensions);
    const shape = form === 'channel' ? `, noiseShape: [batch, ${ones}channels]` : '';
    return `const dropout = tf.layers.dropout({ rate: ${rate}${shape}, seed: ${seed} });`;
  },
};
