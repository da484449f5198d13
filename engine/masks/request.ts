import type { FloatType } from '../bits';

/** How far a mask can be trusted to be the one the framework will draw. */
export type Verdict = 'exact' | 'exact against published outputs' | 'statistical only';

interface Request {
  /** The number written at the rate's place in the framework. */
  readonly rate: number;
  /** The input's shape; an empty list is a scalar. */
  readonly shape: readonly number[];
  /** How many successive calls of the same layer or generator. */
  readonly calls: number;
  /** Calls before the first of these, where the framework counts them: NNX, Keras, and TensorFlow with an operation seed. */
  readonly skippedCalls?: number;
}

/** The two CPU generators that torch builds draw Bernoulli numbers with. */
export type TorchEngine = 'mt19937' | 'mcg31';

export interface TorchRequest extends Request {
  readonly framework: 'torch';
  readonly api:
    | 'dropout'
    | 'dropout1d'
    | 'dropout2d'
    | 'dropout3d'
    | 'alpha_dropout'
    | 'feature_alpha_dropout'
    | 'bernoulli'
    | 'bernoulli_';
  readonly seed: bigint;
  readonly engine?: TorchEngine;
  /** 32-bit draws that were taken from the generator before. */
  readonly skippedWords?: number;
  readonly floatType?: FloatType;
  /** Dimensions from the slowest to the fastest in memory; row-major without it. */
  readonly memoryOrder?: readonly number[];
}

/** One step from a JAX key to another. */
export type KeyOperation =
  | { readonly kind: 'split'; readonly count: number; readonly index: number }
  | { readonly kind: 'fold_in'; readonly data: bigint };

export interface JaxRequest extends Request {
  readonly framework: 'jax';
  readonly api: 'bernoulli';
  readonly seed: bigint;
  readonly keyOperations?: readonly KeyOperation[];
  readonly partitionable?: boolean;
}

export interface FlaxRequest extends Request {
  readonly framework: 'flax';
  readonly api: 'Dropout';
  readonly seed: bigint;
  /** Whether the input is a JAX array (as inside a model) rather than a NumPy array; values differ in the last bit. */
  readonly jaxArray?: boolean;
  /** Names of the scopes from the root to the layer; empty for a root layer. */
  readonly path?: readonly string[];
  readonly broadcastDimensions?: readonly number[];
}

export interface NnxRequest extends Request {
  readonly framework: 'nnx';
  readonly api: 'Dropout';
  readonly seed: bigint;
  /** Whether the input is a JAX array (as inside a model) rather than a NumPy array; values differ in the last bit. */
  readonly jaxArray?: boolean;
  /** Draws from the stream before the layer's constructor forked it. */
  readonly priorDraws?: number;
  readonly broadcastDimensions?: readonly number[];
}

export interface StatelessRequest extends Request {
  readonly framework: 'tf';
  readonly api: 'stateless_dropout';
  readonly seeds: readonly [bigint, bigint];
  readonly floatType?: FloatType;
  readonly noiseShape?: readonly number[];
}

export interface StatefulRequest extends Request {
  readonly framework: 'tf';
  readonly api: 'nn.dropout';
  readonly globalSeed?: bigint;
  readonly operationSeed?: bigint;
  /** Which unseeded random operation after `set_seed` this is, from 1; only without an operation seed. */
  readonly operationIndex?: number;
  readonly floatType?: FloatType;
  readonly noiseShape?: readonly number[];
}

export interface KerasRequest extends Request {
  readonly framework: 'keras-tf' | 'keras-jax' | 'keras-numpy';
  readonly api:
    | 'Dropout'
    | 'SpatialDropout1D'
    | 'SpatialDropout2D'
    | 'SpatialDropout3D'
    | 'AlphaDropout'
    | 'GaussianDropout'
    | 'random.dropout';
  readonly seed: KerasSeed;
  readonly noiseShape?: readonly number[];
  readonly channelsFirst?: boolean;
}

/** A layer's own seed, or the n-th (from 1) seed taken after `set_random_seed`. */
export type KerasSeed = bigint | { readonly pythonSeed: bigint; readonly index: number };

export interface TfjsRequest extends Request {
  readonly framework: 'tfjs';
  readonly api: 'dropout' | 'layers.dropout';
  readonly seed: string;
  readonly noiseShape?: readonly number[];
}

/** Everything that is needed to draw the masks of a framework's dropout. */
export type MaskRequest =
  | TorchRequest
  | JaxRequest
  | FlaxRequest
  | NnxRequest
  | StatelessRequest
  | StatefulRequest
  | KerasRequest
  | TfjsRequest;

/** The masks of successive calls, 1 = kept, in logical row-major order of `maskShape`. */
export interface MaskDraw {
  readonly masks: readonly Uint8Array[];
  readonly maskShape: readonly number[];
  /** The layer's float32 results, one array of the input's size per call; empty without an input. */
  readonly outputs: readonly Float32Array[];
  /** The stream's name, such as "mt19937 (torch CPU)". */
  readonly stream: string;
  readonly verdict: Verdict;
}

/** A request that the framework itself, or the engine, cannot carry out; the message is for the user. */
export class MaskError extends Error {
  override readonly name = 'MaskError';
}
