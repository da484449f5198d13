import { drawMasks } from '../masks/draw';
import type { MaskDraw, MaskRequest } from '../masks/request';
import { drawStatistical } from '../masks/statistical';
import type { Framework } from '../framework';
import { gaussianPasses, type LayerUnderTest, type PassSource } from './forward-passes';

/**
 * Draws the passes of a layer as a framework draws them after the seed, where the engine can.
 * Keras is Keras 3 on TensorFlow; where a seed gives one mask for ever (linen, JAX keys, TensorFlow.js), pass k has seed + k − 1.
 */
export const frameworkPasses: PassSource = (layer, first, count, input) => {
  if (layer.kind === 'gaussian dropout') return noisyPasses(layer, first, count, input);
  const certain = layer.rate <= 0 || layer.rate >= 1;
  const request = certain ? undefined : requests[layer.framework ?? 'pytorch']?.(layer);
  if (!request) return ownPasses(layer, first, count, input);
  if (countsCalls(request)) {
    return drawMasks({ ...request, calls: count, skippedCalls: first - 1 }, input);
  }
  const draws = Array.from({ length: count }, (_, i) => {
    return drawMasks(reseeded(request, first - 1 + i), input);
  });
  const [one] = draws as [MaskDraw];
  return {
    ...one,
    masks: draws.flatMap(({ masks }) => masks),
    outputs: draws.flatMap(({ outputs }) => outputs),
  };
};

type RequestOf = (layer: LayerUnderTest) => MaskRequest | undefined;

const jaxKeys: RequestOf = ({ kind, rate, units, seed }) =>
  kind === 'dropout'
    ? { ...once(units), framework: 'jax', api: 'bernoulli', rate: 1 - rate, seed: BigInt(seed) }
    : undefined;

const requests: Readonly<Partial<Record<Framework, RequestOf>>> = {
  keras: ({ kind, rate, units, seed }) => ({
    ...once(units),
    framework: 'keras-tf',
    api: kind === 'alpha dropout' ? 'AlphaDropout' : 'Dropout',
    rate,
    seed: BigInt(seed),
  }),
  tensorflow: ({ kind, rate, units, seed }) =>
    kind === 'dropout'
      ? { ...once(units), framework: 'tf', api: 'nn.dropout', rate, operationSeed: BigInt(seed) }
      : undefined,
  flax: ({ kind, rate, units, seed }) =>
    kind === 'dropout'
      ? {
          ...once(units),
          framework: 'flax',
          api: 'Dropout',
          rate,
          seed: BigInt(seed),
          jaxArray: true,
        }
      : undefined,
  nnx: ({ kind, rate, units, seed }) =>
    kind === 'dropout'
      ? {
          ...once(units),
          framework: 'nnx',
          api: 'Dropout',
          rate,
          seed: BigInt(seed),
          jaxArray: true,
        }
      : undefined,
  jax: jaxKeys,
  haiku: jaxKeys,
  equinox: jaxKeys,
  tfjs: ({ kind, rate, units, seed }) =>
    kind === 'dropout'
      ? { ...once(units), framework: 'tfjs', api: 'dropout', rate, seed: String(seed) }
      : undefined,
};

function once(units: number) {
  return { shape: [units], calls: 1 } as const;
}

// Keras' layer is known to 1e-5; others have none, or take no seed.
const noisyPasses: PassSource = (layer, first, count, input) => {
  const { framework, rate, units, seed } = layer;
  const own = gaussianPasses(layer, first, count, input);
  if (framework !== 'keras' || rate >= 1 || !input) return own;
  const { outputs, stream } = drawMasks(
    {
      ...{ framework: 'keras-tf', api: 'GaussianDropout', rate, shape: [units] },
      ...{ calls: first - 1 + count, seed: BigInt(seed) },
    },
    input,
  );
  return { ...own, outputs: outputs.slice(first - 1), stream };
};

function countsCalls({ framework }: MaskRequest): boolean {
  return framework === 'keras-tf' || framework === 'tf' || framework === 'nnx';
}

function reseeded(request: MaskRequest, by: number): MaskRequest {
  if (request.framework === 'tfjs') return { ...request, seed: String(Number(request.seed) + by) };
  if (request.framework === 'jax' || request.framework === 'flax') {
    return { ...request, seed: request.seed + BigInt(by) };
  }
  return request;
}

// Each pass has a stream of its own, so that pass 7 is the same whether or not passes 1 to 6 were drawn.
function ownPasses(
  { rate, units, seed }: LayerUnderTest,
  first: number,
  count: number,
  input?: Float32Array,
): MaskDraw {
  const draws = Array.from({ length: count }, (_, i) => {
    const own = BigInt(seed) * 65536n + BigInt(first + i);
    return drawStatistical({ rate, shape: [units], calls: 1, seed: own }, input);
  });
  const [one] = draws as [MaskDraw];
  return {
    ...one,
    masks: draws.flatMap(({ masks }) => masks),
    outputs: draws.flatMap(({ outputs }) => outputs),
  };
}
