import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.dense({ units: 64, inputShape: [4], activation: 'relu' }));
model.add(tf.layers.dropout({ rate: 0.92 }));
model.add(tf.layers.dense({ units: 32, activation: 'relu' }));
model.add(tf.layers.dropout({ rate: 40 }));
model.add(tf.layers.dense({ units: 1 }));

export function encode(x, keepProb = 0.8) {
  tf.dropout(x, 0.35);
  return tf.dropout(x, keepProb);
}
