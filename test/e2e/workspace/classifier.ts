import * as tf from '@tensorflow/tfjs';

export function buildClassifier(width: number, classes: number): tf.Sequential {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 64, activation: 'relu', inputShape: [width] }));
  model.add(tf.layers.dropout({ rate: 0.3 }));
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
  return model;
}
