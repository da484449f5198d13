import * as tf from '@tensorflow/tfjs-node';
import type { SymbolicTensor, Tensor } from '@tensorflow/tfjs-node';

export interface EncoderOptions {
  readonly depth: number;
  readonly width?: number;
  readonly dropout: number;
}

export enum Pooling {
  Mean = 'mean',
  Max = 'max',
}

function block(x: SymbolicTensor, { width = 32, dropout }: EncoderOptions): SymbolicTensor {
  const hidden = tf.layers
    .dense({ units: width * 4, activation: 'relu' })
    .apply(x) as SymbolicTensor;
  const dropped = tf.layers.dropout({ rate: dropout }).apply(hidden) as SymbolicTensor;
  const narrow = tf.layers.dense({ units: width }).apply(dropped);
  return tf.layers.add().apply([x, narrow as SymbolicTensor]) as SymbolicTensor;
}

export class Encoder {
  static readonly version = '1';
  private model?: tf.LayersModel;

  constructor(
    private readonly options: EncoderOptions,
    readonly pooling: Pooling = Pooling.Mean,
  ) {}

  build(): tf.LayersModel {
    const input = tf.input({ shape: [this.options.width ?? 32] });
    let x: SymbolicTensor = input;
    for (let i = 0; i < this.options.depth; i += 1) x = block(x, this.options);
    this.model = tf.model({ inputs: input, outputs: x });
    return this.model;
  }

  encode<T extends Tensor>(batch: T): Tensor {
    if (!this.model) throw new Error('The encoder has not been built.');
    switch (this.pooling) {
      case Pooling.Max:
        return tf.max(this.model.predict(batch) as Tensor, 0);
      default:
        return tf.mean(this.model.predict(batch) as Tensor, 0);
    }
  }

  get ready(): boolean {
    return this.model !== undefined;
  }
}
