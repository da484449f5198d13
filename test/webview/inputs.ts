import type { Neighbour, SimulationInput } from '../../engine/simulation-input';

/** One input for each scene, as the language server would send it. */
export const inputs = {
  general: layer({
    title: 'nn.Dropout(p=0.5)',
    producer: neighbour('activation', 'nn.ReLU()'),
    followers: [neighbour('linear', 'nn.Linear(64, 10)')],
  }),
  'before-batchnorm': layer({
    title: 'nn.Dropout(0.5)',
    producer: neighbour('activation', 'nn.ReLU()'),
    followers: [
      neighbour('batchNorm', 'nn.BatchNorm1d(256)'),
      neighbour('linear', 'nn.Linear(256, 10)'),
    ],
    width: 256,
    findings: [finding('dropout-before-batchnorm', 'warning')],
  }),
  'after-output': layer({
    title: 'nn.Dropout(0.5)',
    producer: neighbour('linear', 'nn.Linear(128, 10)'),
    followers: [],
    width: 10,
    findings: [finding('dropout-after-output', 'warning')],
  }),
  answers: layer({
    title: 'F.dropout(x, 0.3)',
    rate: 0.3,
    api: 'torch.nn.functional.dropout',
    mode: 'on',
    producer: neighbour('activation', 'F.relu'),
    followers: [neighbour('linear', 'nn.Linear(128, 1)')],
    width: 128,
    findings: [finding('functional-dropout-always-on', 'error')],
  }),
  never: layer({
    title: 'F.alpha_dropout(x, 0.1)',
    rate: 0.1,
    mode: 'off',
    variant: 'alpha',
    producer: neighbour('activation', 'nn.SELU()'),
    followers: [neighbour('linear', 'nn.Linear(64, 10)')],
    findings: [finding('functional-dropout-never-on', 'warning')],
  }),
  rate: layer({
    title: 'nn.Dropout(p=keep_prob)',
    rate: 0.9,
    rateText: 'keep_prob',
    producer: neighbour('activation', 'nn.GELU()'),
    followers: [neighbour('linear', 'nn.Linear(64, 64)')],
    findings: [finding('keep-prob-as-rate', 'error')],
  }),
  stacked: layer({
    title: 'nn.Dropout(0.5)',
    producer: neighbour('linear', 'nn.Linear(32, 64)'),
    followers: [
      { ...neighbour('dropout', 'nn.Dropout(0.3)'), rate: 0.3 },
      neighbour('linear', 'nn.Linear(64, 10)'),
    ],
    findings: [finding('stacked-dropout', 'warning')],
  }),
  alpha: layer({
    title: 'nn.AlphaDropout(0.2)',
    rate: 0.2,
    api: 'torch.nn.AlphaDropout',
    variant: 'alpha',
    producer: neighbour('activation', 'nn.ReLU()'),
    followers: [neighbour('linear', 'nn.Linear(64, 10)')],
    findings: [finding('alpha-dropout-without-selu', 'warning')],
  }),
  spatial: layer({
    title: 'nn.Dropout(0.3)',
    rate: 0.3,
    producer: neighbour('convolution', 'nn.Conv2d(3, 32, 3)'),
    followers: [neighbour('convolution', 'nn.Conv2d(32, 64, 3)')],
    width: 32,
    rank: 4,
    findings: [finding('elementwise-dropout-on-feature-maps', 'information')],
  }),
  dimension: layer({
    title: 'nn.Dropout1d(0.3)',
    rate: 0.3,
    api: 'torch.nn.Dropout1d',
    variant: 'channel',
    producer: neighbour('linear', 'nn.Linear(128, 64)'),
    followers: [neighbour('linear', 'nn.Linear(64, 10)')],
    rank: 2,
    findings: [finding('dropout-dimension-mismatch', 'warning')],
  }),
  'max-pool': layer({
    title: 'nn.Dropout(0.5)',
    producer: neighbour('activation', 'nn.ReLU()'),
    followers: [neighbour('maxPool', 'nn.MaxPool2d(2)')],
    width: 32,
    rank: 4,
    findings: [finding('dropout-before-maxpool', 'information')],
  }),
  saturating: layer({
    title: 'nn.Dropout(0.5)',
    producer: neighbour('linear', 'nn.Linear(64, 64)'),
    followers: [neighbour('activation', 'nn.Sigmoid()'), neighbour('linear', 'nn.Linear(64, 1)')],
    findings: [finding('dropout-before-saturating-activation', 'information')],
  }),
  unscaled: layer({
    title: 'torch.bernoulli(mask)',
    mode: 'none',
    producer: neighbour('activation', 'F.relu'),
    followers: [neighbour('linear', 'nn.Linear(64, 10)')],
    findings: [finding('manual-mask-without-scale', 'warning')],
  }),
  recomputed: layer({
    title: 'nn.Dropout(0.5)',
    producer: neighbour('linear', 'nn.Linear(64, 64)'),
    followers: [neighbour('linear', 'nn.Linear(64, 64)')],
    width: 128,
    findings: [finding('checkpoint-drops-rng-state', 'error')],
  }),
  repeated: layer({
    title: 'F.dropout(x, 0.5)',
    mode: 'argument',
    producer: neighbour('linear', 'nn.Linear(64, 64)'),
    followers: [neighbour('linear', 'nn.Linear(64, 64)')],
    findings: [finding('fixed-dropout-seed', 'warning')],
  }),
  recurrent: layer({
    title: 'nn.LSTM(64, 64, num_layers=2, dropout=0.4)',
    rate: 0.4,
    api: 'torch.nn.LSTM',
    variant: 'recurrent',
    producer: neighbour('embedding', 'nn.Embedding(1000, 64)'),
    followers: [neighbour('linear', 'nn.Linear(64, 10)')],
    rank: 3,
  }),
  attention: layer({
    title: 'nn.MultiheadAttention(64, 4, dropout=0.2)',
    rate: 0.2,
    api: 'torch.nn.MultiheadAttention',
    variant: 'attention',
    producer: neighbour('layerNorm', 'nn.LayerNorm(64)'),
    followers: [neighbour('linear', 'nn.Linear(64, 64)')],
    rank: 3,
  }),
  embedding: layer({
    title: 'nn.Dropout(0.3)',
    rate: 0.3,
    producer: neighbour('embedding', 'nn.Embedding(1000, 64)'),
    followers: [neighbour('recurrent', 'nn.LSTM(64, 64)')],
    rank: 3,
  }),
  channels: layer({
    title: 'nn.Dropout2d(0.3)',
    rate: 0.3,
    api: 'torch.nn.Dropout2d',
    variant: 'channel',
    producer: neighbour('convolution', 'nn.Conv2d(3, 32, 3)'),
    followers: [neighbour('convolution', 'nn.Conv2d(32, 64, 3)')],
    width: 32,
    rank: 4,
  }),
  blocks: layer({
    title: 'DropBlock2d(0.1, block_size=5)',
    rate: 0.1,
    api: 'torchvision.ops.DropBlock2d',
    variant: 'block',
    producer: neighbour('convolution', 'nn.Conv2d(3, 32, 3)'),
    followers: [neighbour('convolution', 'nn.Conv2d(32, 64, 3)')],
    width: 32,
    rank: 4,
  }),
  gaussian: layer({
    framework: 'keras',
    title: 'layers.GaussianDropout(0.3)',
    rate: 0.3,
    api: 'keras.layers.GaussianDropout',
    variant: 'gaussian',
    producer: neighbour('activation', 'layers.ReLU()'),
    followers: [neighbour('linear', 'layers.Dense(10)')],
  }),
  commuting: layer({
    title: 'nn.Dropout(0.5)',
    producer: neighbour('linear', 'nn.Linear(32, 64)'),
    followers: [neighbour('activation', 'nn.ReLU()'), neighbour('linear', 'nn.Linear(64, 10)')],
  }),
} as const satisfies Readonly<Record<string, SimulationInput>>;

/** A layer with the usual parts, where nothing else is said. */
export function layer(parts: Partial<SimulationInput>): SimulationInput {
  return {
    framework: 'pytorch',
    api: 'torch.nn.Dropout',
    title: 'nn.Dropout(p=0.5)',
    variant: 'element',
    rate: 0.5,
    rateText: String(parts.rate ?? 0.5),
    mode: 'module',
    width: 64,
    rank: 2,
    followers: [],
    findings: [],
    model: 'Classifier',
    source: { uri: 'file:///project/model.py', start: 120, end: 137 },
    ...parts,
  };
}

function neighbour(kind: string, title: string): Neighbour {
  return { kind, title };
}

function finding(rule: string, severity: string): SimulationInput['findings'][number] {
  return { rule, severity, message: `What ${rule} says about this line.` };
}
