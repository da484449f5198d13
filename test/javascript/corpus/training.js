import * as tf from '@tensorflow/tfjs';
import { loadBatches } from './data.js';

/** Makes the classifier; `options` come from the form on the page. */
export function createModel({ units = 64, rate = 0.3, classes } = {}) {
  const model = tf.sequential();
  model.add(tf.layers.flatten({ inputShape: [28, 28, 1] }));
  model.add(tf.layers.dense({ units, activation: 'relu', kernelInitializer: 'heNormal' }));
  model.add(tf.layers.dropout({ rate }));
  model.add(tf.layers.dense({ units: classes ?? 10, activation: 'softmax' }));
  model.compile({ optimizer: tf.train.adam(1e-3), loss: 'categoricalCrossentropy' });
  return model;
}

export async function train(model, { epochs = 5, onEpoch } = {}) {
  const [{ xs, ys }, test] = await loadBatches();
  for (let epoch = 0; epoch < epochs; epoch++) {
    const history = await model.fit(xs, ys, { batchSize: 128, validationData: test });
    const loss = history.history.loss?.[0];
    onEpoch?.(epoch, { loss, text: `epoch ${epoch + 1}: ${loss.toFixed(4)}` });
    if (loss < 0.01) break;
  }
  tf.dispose([xs, ys]);
}

const optimizer = tf.train.sgd(0.1);
let steps = 0;

export function step(model, xs, ys) {
  return optimizer.minimize(() => {
    steps += 1;
    const logits = model.apply(xs, { training: true });
    return tf.losses.softmaxCrossEntropy(ys, logits).mean();
  }, /* returnCost */ true);
}

class ScaledNoise extends tf.layers.Layer {
  static className = 'ScaledNoise';

  constructor(config) {
    super(config);
    this.scale = config.scale ?? 0.1;
  }

  call(inputs, kwargs) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    if (!kwargs.training) return x;
    return tf.tidy(() => x.add(tf.randomNormal(x.shape).mul(this.scale)));
  }
}

document.getElementById('predict').addEventListener('click', async ({ target }) => {
  try {
    const scores = tf.tidy(() => model.predict(tf.tensor2d([[1, 2, 3]])));
    target.textContent = [...(await scores.data())].map((x) => x.toFixed(2)).join(', ');
  } catch (error) {
    console.error(error);
  } finally {
    target.disabled = false;
  }
});

tf.serialization.registerClass(ScaledNoise);
