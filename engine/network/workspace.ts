import { ownStream, type Seed, type SequentialSource } from '../bits';
import { checkNetwork, widths, type Layer, type NetworkSpecification } from './layers';
import { productScratch, type ProductScratch } from './product';

/** One layer with its place in the parameter lists and the buffers that its passes reuse. */
export interface PreparedLayer {
  readonly layer: Layer;
  readonly inputs: number;
  readonly outputs: number;
  /** Index of the layer's first trainable array and of its first statistic. */
  readonly parameter: number;
  readonly statistic: number;
  /** The outputs of the last pass, rows × outputs. */
  readonly values: Float64Array;
  /** The gradient with respect to the inputs, rows × inputs. */
  readonly inputGradient: Float64Array;
  /** Dropout: factor of each element. Linear: effective weights. BatchNorm: normalised values. */
  readonly factor: Float64Array;
  /** Dropout: offset of each element. Linear: mask of the weights. BatchNorm: 1/√(variance + ε) per unit. */
  readonly offset: Float64Array;
  /** Dropout and DropConnect: the random words of a pass. */
  readonly words: Uint32Array;
  /** Linear: buffers for its products. */
  readonly products: ProductScratch;
}

/** A network with all the buffers for batches of up to `rows` examples; passes allocate nothing. */
export interface Workspace {
  readonly network: NetworkSpecification;
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly layers: readonly PreparedLayer[];
  /** One gradient array for each trainable array. */
  readonly gradients: readonly Float64Array[];
  readonly outputGradient: Float64Array;
}

/** Prepares a network; throws a RangeError for one that the engine does not train. */
export function prepare(network: NetworkSpecification, rows: number): Workspace {
  checkNetwork(network);
  const sizes = widths(network);
  const gradients: Float64Array[] = [];
  let statistic = 0;
  const layers = network.layers.map((layer, i): PreparedLayer => {
    const inputs = sizes[i] as number;
    const outputs = sizes[i + 1] as number;
    const prepared = {
      layer,
      inputs,
      outputs,
      parameter: gradients.length,
      statistic,
      values: new Float64Array(rows * outputs),
      inputGradient: new Float64Array(rows * inputs),
      ...scratch(layer, inputs, rows),
    };
    if (layer.kind === 'linear')
      gradients.push(new Float64Array(inputs * outputs), new Float64Array(outputs));
    if (layer.kind === 'batch norm') {
      gradients.push(new Float64Array(inputs), new Float64Array(inputs));
      statistic += 2;
    }
    return prepared;
  });
  const outputs = sizes[sizes.length - 1] as number;
  const outputGradient = new Float64Array(rows * outputs);
  return { network, rows, inputs: network.inputs, outputs, layers, gradients, outputGradient };
}

/** The sources of masks, one per layer, so that adding a dropout layer does not shift the masks of another. */
export function noiseSources(
  network: NetworkSpecification,
  seed: Seed,
): readonly (SequentialSource | undefined)[] {
  let drawing = 0;
  return network.layers.map((layer) => {
    const draws =
      layer.kind === 'dropout' || (layer.kind === 'linear' && layer.dropConnect !== undefined);
    return draws ? ownStream(seed, `masks ${drawing++}`) : undefined;
  });
}

function scratch(
  layer: Layer,
  inputs: number,
  rows: number,
): Pick<PreparedLayer, 'factor' | 'offset' | 'words' | 'products'> {
  const units = layer.kind === 'linear' ? layer.units : 0;
  const places = noisyPlaces(layer, inputs, rows);
  return {
    factor: new Float64Array(places),
    offset: new Float64Array(places),
    words: new Uint32Array(places),
    products: productScratch(Math.max(inputs, units, rows), units * Math.max(inputs, rows)),
  };
}

function noisyPlaces(layer: Layer, inputs: number, rows: number): number {
  if (layer.kind === 'activation') return 0;
  if (layer.kind !== 'linear') return rows * inputs;
  return layer.dropConnect === undefined ? 0 : inputs * layer.units;
}
