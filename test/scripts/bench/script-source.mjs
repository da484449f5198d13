/** Model code in TypeScript of about as many lines: builders of networks, custom layers and training loops. */
export function scriptSource(lines) {
  const parts = ["import * as tf from '@tensorflow/tfjs';"];
  const part = partOf('0').split('\n').length;
  for (let at = 0; at * part < lines; at++) parts.push(partOf(String(at)));
  return `${parts.join('\n')}\n`;
}

function partOf(name) {
  return `
interface Options${name} {
  readonly width: number;
  readonly rate?: number;
  readonly classes: number;
}

export function network${name}({ width, rate = 0.3, classes }: Options${name}): tf.LayersModel {
  const input = tf.input({ shape: [width] });
  let x = tf.layers.dense({ units: 64, activation: 'relu' }).apply(input) as tf.SymbolicTensor;
  for (let depth = 0; depth < 3; depth++) {
    x = tf.layers.dense({ units: 64 }).apply(x) as tf.SymbolicTensor;
    x = tf.layers.batchNormalization({}).apply(x) as tf.SymbolicTensor;
    x = tf.layers.dropout({ rate }).apply(x) as tf.SymbolicTensor;
  }
  const output = tf.layers.dense({ units: classes, activation: 'softmax' }).apply(x);
  return tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
}

class Mask${name} extends tf.layers.Layer {
  static className = 'Mask${name}';
  constructor(private readonly rate: number) {
    super({});
  }
  call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    return kwargs.training ? tf.dropout(x, this.rate) : x;
  }
}

export async function train${name}(model: tf.LayersModel, x: tf.Tensor, y: tf.Tensor): Promise<number> {
  const optimizer = tf.train.adam(0.001);
  let last = 0;
  for (let step = 0; step < 100; step++) {
    const loss = optimizer.minimize(() => {
      const predicted = model.apply(new Mask${name}(0.1).apply(x), { training: true }) as tf.Tensor;
      return tf.losses.softmaxCrossEntropy(y, predicted) as tf.Scalar;
    }, true);
    last = (await loss?.data())?.[0] ?? last;
    loss?.dispose();
    await tf.nextFrame();
  }
  return last;
}`;
}
