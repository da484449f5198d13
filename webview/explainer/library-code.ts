/** Where a layer of dropout stands. */
export const layerKinds = ['dense', 'convolution', 'recurrent', 'attention', 'selu'] as const;

/** What the layer of dropout stands behind. */
export type LayerPlace = (typeof layerKinds)[number];

/** The libraries that code can be copied for. */
export const libraries = ['pytorch', 'keras', 'linen', 'nnx', 'tfjs'] as const;

/** A library that code can be copied for. */
export type Library = (typeof libraries)[number];

/** How the libraries are called. */
export const libraryNames: Readonly<Record<Library, string>> = {
  pytorch: 'PyTorch',
  keras: 'Keras 3, tf.keras',
  linen: 'Flax linen',
  nnx: 'Flax NNX',
  tfjs: 'TensorFlow.js',
};

/** Code that builds the layer with its neighbours and says what switches it. */
export function libraryCode(library: Library, place: LayerPlace, rate: number): string {
  return writers[library](place, String(Math.round(rate * 100) / 100));
}

const writers: Readonly<Record<Library, (place: LayerPlace, rate: string) => string>> = {
  pytorch: (place, p) => {
    const body: Readonly<Record<LayerPlace, string>> = {
      dense: `model = nn.Sequential(\n    nn.Linear(128, 64),\n    nn.ReLU(),\n    nn.Dropout(p=${p}),\n    nn.Linear(64, 10),\n)`,
      convolution: `model = nn.Sequential(\n    nn.Conv2d(3, 32, 3),\n    nn.ReLU(),\n    nn.Dropout2d(p=${p}),\n    nn.Conv2d(32, 64, 3),\n)`,
      recurrent: `model = nn.LSTM(80, 256, num_layers=2, dropout=${p})  # between the two layers`,
      attention: `model = nn.MultiheadAttention(256, num_heads=8, dropout=${p})`,
      selu: `model = nn.Sequential(\n    nn.Linear(128, 64),\n    nn.SELU(),\n    nn.AlphaDropout(p=${p}),\n    nn.Linear(64, 10),\n)`,
    };
    return `from torch import nn\n\n${body[place]}\n\nmodel.train()  # drops\nmodel.eval()   # does not`;
  },
  keras: (place, rate) => {
    const body: Readonly<Record<LayerPlace, string>> = {
      dense: `model = keras.Sequential([\n    layers.Dense(64, activation="relu"),\n    layers.Dropout(${rate}),\n    layers.Dense(10),\n])`,
      convolution: `model = keras.Sequential([\n    layers.Conv2D(32, 3, activation="relu"),\n    layers.SpatialDropout2D(${rate}),\n    layers.Conv2D(64, 3),\n])`,
      recurrent: `model = keras.Sequential([\n    layers.LSTM(256, dropout=${rate}, recurrent_dropout=${rate}),\n    layers.Dense(10),\n])`,
      attention: `model = layers.MultiHeadAttention(num_heads=8, key_dim=32, dropout=${rate})`,
      selu: `model = keras.Sequential([\n    layers.Dense(64, activation="selu", kernel_initializer="lecun_normal"),\n    layers.AlphaDropout(${rate}),\n    layers.Dense(10),\n])`,
    };
    const call = place === 'attention' ? 'model(x, x' : 'model(x';
    return `import keras\nfrom keras import layers\n\n${body[place]}\n\n# fit drops by itself; a call drops only when it is told to:\n# ${call}, training=True)`;
  },
  linen: (place, rate) => {
    if (place === 'selu') return '# Flax has no alpha dropout.';
    if (place === 'attention') {
      return `import flax.linen as nn\n\nmodel = nn.MultiHeadDotProductAttention(num_heads=8, dropout_rate=${rate})\n\n# model.apply(variables, x, x, deterministic=False, rngs={"dropout": key})  # drops`;
    }
    const body: Readonly<Record<Exclude<LayerPlace, 'selu' | 'attention'>, string>> = {
      dense: `x = nn.relu(nn.Dense(64)(x))\n        x = nn.Dropout(${rate}, deterministic=not train)(x)\n        return nn.Dense(10)(x)`,
      convolution: `x = nn.relu(nn.Conv(32, (3, 3))(x))\n        x = nn.Dropout(${rate}, broadcast_dims=(1, 2), deterministic=not train)(x)\n        return nn.Conv(64, (3, 3))(x)`,
      recurrent: `x = nn.RNN(nn.LSTMCell(256))(x)\n        x = nn.Dropout(${rate}, broadcast_dims=(1,), deterministic=not train)(x)\n        return nn.RNN(nn.LSTMCell(256))(x)`,
    };
    return `import flax.linen as nn\n\nclass Net(nn.Module):\n    @nn.compact\n    def __call__(self, x, train: bool):\n        ${body[place]}\n\n# Net().apply(variables, x, train=True, rngs={"dropout": key})  # drops`;
  },
  nnx: (place, rate) => {
    const layer: Readonly<Record<LayerPlace, string>> = {
      dense: `nnx.Dropout(${rate}, rngs=rngs)`,
      convolution: `nnx.Dropout(${rate}, broadcast_dims=(1, 2), rngs=rngs)`,
      recurrent: `nnx.Dropout(${rate}, broadcast_dims=(1,), rngs=rngs)`,
      attention: `nnx.MultiHeadAttention(8, 256, dropout_rate=${rate}, decode=False, rngs=rngs)`,
      selu: '',
    };
    if (place === 'selu') return '# Flax has no alpha dropout.';
    return `from flax import nnx\n\nrngs = nnx.Rngs(params=0, dropout=1)\nlayer = ${layer[place]}\n\nlayer.train()  # drops\nlayer.eval()   # does not`;
  },
  tfjs: (place, rate) => {
    const body: Readonly<Record<LayerPlace, string>> = {
      dense: `  tf.layers.dense({ units: 64, activation: 'relu', inputShape: [128] }),\n  tf.layers.dropout({ rate: ${rate} }),\n  tf.layers.dense({ units: 10 }),`,
      convolution: `  tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 3] }),\n  tf.layers.dropout({ rate: ${rate}, noiseShape: [batch, 1, 1, 32] }),\n  tf.layers.conv2d({ filters: 64, kernelSize: 3 }),`,
      recurrent: `  tf.layers.lstm({ units: 256, dropout: ${rate}, recurrentDropout: ${rate}, inputShape: [20, 80] }),\n  tf.layers.dense({ units: 10 }),`,
      attention: '',
      selu: `  tf.layers.dense({ units: 64, activation: 'selu', kernelInitializer: 'leCunNormal', inputShape: [128] }),\n  tf.layers.alphaDropout({ rate: ${rate} }),\n  tf.layers.dense({ units: 10 }),`,
    };
    const head =
      place === 'attention'
        ? `const weights = tf.softmax(scores);\nconst dropped = training ? tf.dropout(weights, ${rate}) : weights;`
        : `const model = tf.sequential({ layers: [\n${body[place]}\n] });\n\n// fit drops by itself; a call only with training: true\n// model.apply(x, { training: true });`;
    const batch =
      place === 'convolution' ? 'const batch = 32; // the mask has a fixed shape\n' : '';
    return `import * as tf from '@tensorflow/tfjs';\n\n${batch}${head}`;
  },
};
