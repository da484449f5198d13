/** The activations a network may use. */
export type ActivationName = 'relu' | 'leaky relu' | 'tanh' | 'sigmoid' | 'selu' | 'linear';

/** The dropout variants that act on single elements. */
export type NoiseVariant = 'inverted' | 'classic' | 'gaussian dropout' | 'gaussian noise' | 'alpha';

/** One step of a network, in the order in which the values pass. */
export type Layer =
  | {
      readonly kind: 'linear';
      readonly units: number;
      /** Drop probability of single weights, one mask per batch; evaluation uses q·W. */
      readonly dropConnect?: number;
    }
  | { readonly kind: 'activation'; readonly name: ActivationName }
  | {
      readonly kind: 'dropout';
      readonly rate: number;
      readonly variant?: NoiseVariant;
      /** σ of gaussian noise. */
      readonly deviation?: number;
    }
  | { readonly kind: 'batch norm'; readonly style: 'torch' | 'keras' };

/** What a network's outputs mean and how they are judged. */
export type Loss = 'softmax cross-entropy' | 'binary cross-entropy' | 'mean squared error';

/** A fully connected network from inputs to logits or predictions. */
export interface NetworkSpecification {
  readonly inputs: number;
  readonly layers: readonly Layer[];
  readonly loss: Loss;
}

/** The widest layer and the most linear layers (four hidden ones and the output) of a network. */
export const networkLimits = { width: 256, linearLayers: 5 } as const;

/** The width of what goes into each layer, and of the outputs at the end. */
export function widths(network: NetworkSpecification): readonly number[] {
  const result = [network.inputs];
  for (const layer of network.layers) {
    result.push(layer.kind === 'linear' ? layer.units : (result[result.length - 1] as number));
  }
  return result;
}

/** Throws a RangeError with a message for the user if the engine cannot train the network. */
export function checkNetwork(network: NetworkSpecification): void {
  const linear = network.layers.filter((layer) => layer.kind === 'linear');
  if (linear.length < 1 || linear.length > networkLimits.linearLayers) {
    throw new RangeError(`A network has 1 to ${networkLimits.linearLayers} linear layers.`);
  }
  for (const width of widths(network)) {
    if (!(Number.isInteger(width) && width >= 1 && width <= networkLimits.width)) {
      throw new RangeError(`A layer is 1 to ${networkLimits.width} units wide, not ${width}.`);
    }
  }
  for (const layer of network.layers) {
    const rate =
      layer.kind === 'dropout'
        ? layer.rate
        : layer.kind === 'linear'
          ? (layer.dropConnect ?? 0)
          : 0;
    if (!(rate >= 0 && rate < 1)) {
      throw new RangeError(`A network trains with a rate in [0, 1), not ${rate}.`);
    }
  }
}

/** The network without any dropout, DropConnect or noise. */
export function withoutDropout(network: NetworkSpecification): NetworkSpecification {
  const layers = network.layers
    .filter((layer) => layer.kind !== 'dropout')
    .map((layer): Layer =>
      layer.kind === 'linear' ? { kind: 'linear', units: layer.units } : layer,
    );
  return { ...network, layers };
}

/** The network with one drop probability in every dropout layer. */
export function withRate(network: NetworkSpecification, rate: number): NetworkSpecification {
  const layers = network.layers.map((layer) =>
    layer.kind === 'dropout' ? { ...layer, rate } : layer,
  );
  return { ...network, layers };
}
