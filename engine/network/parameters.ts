import { normal, ownStream, uniform, type Seed, type SequentialSource } from '../bits';
import { widths, type NetworkSpecification } from './layers';

/** How the weights of linear layers start; biases start at 0 except under torch's rule. */
export type Initialisation = 'glorot uniform' | 'he uniform' | 'torch linear' | 'lecun normal';

/** What a parameter array is, for those who treat them differently. */
export type ParameterRole = 'weights' | 'biases' | 'batch norm';

/** The trainable arrays of a network in layer order, and the running statistics of its BatchNorms. */
export interface Parameters {
  /** Linear: weights (units × inputs, row-major), biases. BatchNorm: γ, β. */
  readonly trainable: readonly Float64Array[];
  /** BatchNorm: running mean, running variance. */
  readonly statistics: readonly Float64Array[];
}

/** The role of each trainable array. */
export function parameterRoles(network: NetworkSpecification): readonly ParameterRole[] {
  return network.layers.flatMap((layer): ParameterRole[] => {
    if (layer.kind === 'linear') return ['weights', 'biases'];
    return layer.kind === 'batch norm' ? ['batch norm', 'batch norm'] : [];
  });
}

/** Fresh parameters; the same seed gives the same linear layers whatever stands between them. */
export function initialParameters(
  network: NetworkSpecification,
  initialisation: Initialisation,
  seed: Seed,
): Parameters {
  const source = ownStream(seed, 'initialisation');
  const trainable: Float64Array[] = [];
  const statistics: Float64Array[] = [];
  const sizes = widths(network);
  network.layers.forEach((layer, i) => {
    const inputs = sizes[i] as number;
    if (layer.kind === 'linear') {
      trainable.push(...linearParameters(inputs, layer.units, initialisation, source));
    } else if (layer.kind === 'batch norm') {
      trainable.push(new Float64Array(inputs).fill(1), new Float64Array(inputs));
      statistics.push(new Float64Array(inputs), new Float64Array(inputs).fill(1));
    }
  });
  return { trainable, statistics };
}

/** A copy that shares nothing with the original. */
export function copyParameters({ trainable, statistics }: Parameters): Parameters {
  return {
    trainable: trainable.map((array) => array.slice()),
    statistics: statistics.map((array) => array.slice()),
  };
}

/** Throws a RangeError unless given parameters have the sizes that the network needs. */
export function checkParameters(network: NetworkSpecification, parameters: Parameters): void {
  const expected = initialParameters(network, 'glorot uniform', 0);
  const fits = (given: readonly Float64Array[], wanted: readonly Float64Array[]): boolean =>
    given.length === wanted.length && wanted.every((array, i) => array.length === given[i]?.length);
  if (
    !fits(parameters.trainable, expected.trainable) ||
    !fits(parameters.statistics, expected.statistics)
  ) {
    throw new RangeError('The given parameters do not fit the network.');
  }
}

function linearParameters(
  inputs: number,
  units: number,
  initialisation: Initialisation,
  source: SequentialSource,
): [Float64Array, Float64Array] {
  const within = (bound: number) => (): number => (2 * uniform(source) - 1) * bound;
  const fill = (length: number, draw: () => number): Float64Array =>
    Float64Array.from({ length }, draw);
  const count = inputs * units;
  switch (initialisation) {
    case 'glorot uniform':
      return [fill(count, within(Math.sqrt(6 / (inputs + units)))), new Float64Array(units)];
    case 'he uniform':
      return [fill(count, within(Math.sqrt(6 / inputs))), new Float64Array(units)];
    case 'lecun normal':
      return [fill(count, () => normal(source) / Math.sqrt(inputs)), new Float64Array(units)];
    case 'torch linear': {
      const bound = within(1 / Math.sqrt(inputs));
      return [fill(count, bound), fill(units, bound)];
    }
  }
}
