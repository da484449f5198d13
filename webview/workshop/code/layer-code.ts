import type { CopyTarget } from '../../../server/webview-messages';
import { dimensionsOf } from '../../scenes/spatial';
import type { Situation } from '../../scenes/scene';

/** What the copy targets are called. */
export const targetNames: Readonly<Record<CopyTarget, string>> = {
  pytorch: 'PyTorch',
  keras: 'Keras 3',
  flax: 'Flax (NNX)',
  tfjs: 'TensorFlow.js',
};

/** The layer with the rate that is looked at, as one would write it in a framework. */
export function layerCode(target: CopyTarget, situation: Situation): string {
  const { rate, seed, input } = situation;
  const parts = { p: rate, seed, d: dimensionsOf(situation) };
  const form = forms[input.variant] ?? forms.element;
  return form?.[target]?.(parts) ?? `${comment[target]} ${targetNames[target]} has no such layer.`;
}

interface Parts {
  readonly p: number;
  readonly seed: number;
  /** Dimensions of a map, for the channel variants. */
  readonly d: number;
}

type Writers = Readonly<Partial<Record<CopyTarget, (parts: Parts) => string>>>;

const comment: Readonly<Record<CopyTarget, string>> = {
  pytorch: '#',
  keras: '#',
  flax: '#',
  tfjs: '//',
};

const torch = (layer: string): string => `from torch import nn\n\n${layer}`;
const keras = (layer: string): string => `from keras import layers\n\n${layer}`;
const flax = (layer: string): string => `from flax import nnx\n\n${layer}`;
const nnxDropout = ({ p, seed }: Parts, shape = ''): string =>
  flax(`dropout = nnx.Dropout(${p}${shape}, rngs=nnx.Rngs(dropout=${seed}))`);
const axes = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i},`).join(' ');
const ones = (count: number, text = '1'): string => `${text}, `.repeat(count);

/** How each variant is written; a target that is absent has none. */
const forms: Readonly<Record<string, Writers>> = {
  element: {
    pytorch: ({ p }) => torch(`dropout = nn.Dropout(p=${p})`),
    keras: ({ p, seed }) => keras(`dropout = layers.Dropout(${p}, seed=${seed})`),
    flax: (parts) => nnxDropout(parts),
    tfjs: ({ p, seed }) => `const dropout = tf.layers.dropout({ rate: ${p}, seed: ${seed} });`,
  },
  channel: {
    pytorch: ({ p, d }) => torch(`dropout = nn.Dropout${d}d(p=${p})`),
    keras: ({ p, seed, d }) => keras(`dropout = layers.SpatialDropout${d}D(${p}, seed=${seed})`),
    flax: (parts) => nnxDropout(parts, `, broadcast_dims=(${axes(1, parts.d)})`),
    tfjs: ({ p, seed, d }) =>
      `const dropout = tf.layers.dropout({ rate: ${p}, noiseShape: [batch, ${ones(d)}channels], seed: ${seed} });`,
  },
  alpha: {
    pytorch: ({ p }) => torch(`dropout = nn.AlphaDropout(p=${p})`),
    keras: ({ p, seed }) => keras(`dropout = layers.AlphaDropout(${p}, seed=${seed})`),
    tfjs: ({ p }) => `const dropout = tf.layers.alphaDropout({ rate: ${p} });`,
  },
  channelAlpha: {
    pytorch: ({ p }) => torch(`dropout = nn.FeatureAlphaDropout(p=${p})`),
    keras: ({ p, seed, d }) =>
      keras(
        `dropout = layers.AlphaDropout(${p}, noise_shape=(None, ${ones(d)}None), seed=${seed})`,
      ),
    tfjs: ({ p, d }) =>
      `const dropout = tf.layers.alphaDropout({ rate: ${p}, noiseShape: [batch, ${ones(d)}channels] });`,
  },
  gaussian: {
    pytorch: ({ p }) =>
      `import torch\n\n# in forward; there is no such layer\nif self.training:\n    x = x * (1 + (${p} / (1 - ${p})) ** 0.5 * torch.randn_like(x))`,
    keras: ({ p, seed }) => keras(`dropout = layers.GaussianDropout(${p}, seed=${seed})`),
    tfjs: ({ p }) => `const dropout = tf.layers.gaussianDropout({ rate: ${p} });`,
  },
  attention: {
    pytorch: ({ p }) =>
      torch(`attention = nn.MultiheadAttention(embed_dim=64, num_heads=4, dropout=${p})`),
    keras: ({ p, seed }) =>
      keras(
        `attention = layers.MultiHeadAttention(num_heads=4, key_dim=16, dropout=${p}, seed=${seed})`,
      ),
    flax: ({ p, seed }) =>
      flax(
        `attention = nnx.MultiHeadAttention(\n    num_heads=4, in_features=64, dropout_rate=${p}, decode=False, rngs=nnx.Rngs(${seed})\n)`,
      ),
  },
  recurrent: {
    pytorch: ({ p }) => torch(`lstm = nn.LSTM(64, 64, num_layers=2, dropout=${p})`),
    keras: ({ p, seed }) =>
      keras(`lstm = layers.LSTM(64, dropout=${p}, recurrent_dropout=${p}, seed=${seed})`),
    tfjs: ({ p }) =>
      `const lstm = tf.layers.lstm({ units: 64, dropout: ${p}, recurrentDropout: ${p} });`,
  },
  locked: {
    pytorch: ({ p }) =>
      `import torch\nimport torch.nn.functional as F\n\n# in forward; x is (time, batch, features)\nx = x * F.dropout(torch.ones_like(x[:1]), p=${p}, training=self.training)`,
    keras: ({ p, seed }) => keras(`dropout = layers.SpatialDropout1D(${p}, seed=${seed})`),
    flax: (parts) => nnxDropout(parts, ', broadcast_dims=(1,)'),
    tfjs: ({ p, seed }) =>
      `const dropout = tf.layers.dropout({ rate: ${p}, noiseShape: [batch, 1, features], seed: ${seed} });`,
  },
  path: {
    pytorch: ({ p }) =>
      `from torchvision.ops import StochasticDepth\n\ndrop_path = StochasticDepth(p=${p}, mode='row')`,
    keras: ({ p, seed }) =>
      keras(`drop_path = layers.Dropout(${p}, noise_shape=(None, 1, 1, 1), seed=${seed})`),
    flax: (parts) => nnxDropout(parts, ', broadcast_dims=(1, 2, 3)'),
    tfjs: ({ p, seed }) =>
      `const dropPath = tf.layers.dropout({ rate: ${p}, noiseShape: [batch, 1, 1, 1], seed: ${seed} });`,
  },
  block: {
    pytorch: ({ p }) =>
      `from torchvision.ops import DropBlock2d\n\ndropout = DropBlock2d(p=${p}, block_size=5)`,
  },
};
