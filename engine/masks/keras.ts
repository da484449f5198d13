import { entropyWords, pcg64, pythonRandom, randintBillion, uniformPcg64 } from '../bits';
import { kerasAlphaValues } from '../values/alpha';
import {
  compiledValues,
  dividedValues,
  identityValues,
  tensorflowValues,
  zeroValues,
  type ValueRule,
} from '../values/scaling';
import { drawCalls } from './calls';
import { fillBernoulli, fillUniform } from './jax';
import { kerasGaussianOutputs } from './keras-gaussian';
import { MaskError, type KerasRequest, type MaskDraw } from './request';
import { checkNoiseShape, elementCount } from './shape';
import { fillKept, statelessStart } from './tensorflow';

/** The masks of Keras 3 layers on TensorFlow, JAX and NumPy, bit for bit; GaussianDropout gives outputs only. */
export function drawKeras(request: KerasRequest, input?: Float32Array): MaskDraw {
  const { api, framework, shape, calls } = request;
  checkRate(request);
  const seed = seedOf(request);
  const stream = streams[framework];
  if (api === 'GaussianDropout') {
    const outputs = input ? kerasGaussianOutputs(request, seed, input) : [];
    return { masks: [], maskShape: shape, outputs, stream, verdict: 'exact' };
  }
  return drawCalls({
    calls,
    skippedCalls: request.skippedCalls,
    shape,
    maskShape: maskShapeOf(request),
    input,
    stream,
    verdict: 'exact',
    values: valuesOf(request),
    fill: (mask, call) => fillOne(mask, request, seed, api === 'random.dropout' ? 0 : call),
  });
}

const streams = {
  'keras-tf': 'philox4x32-10 (Keras 3 on TensorFlow)',
  'keras-jax': 'threefry2x32 (Keras 3 on JAX)',
  'keras-numpy': 'pcg64 (Keras 3 on NumPy)',
} as const;

/** The seed that the n-th layer or initialiser without a seed takes after `set_random_seed`. */
export function defaultKerasSeed(pythonSeed: bigint, index: number): number {
  const python = pythonRandom(pythonSeed);
  for (let k = 1; k < index; k++) randintBillion(python);
  return randintBillion(python);
}

function fillOne(mask: Uint8Array, request: KerasRequest, seed: bigint, call: number): void {
  const { framework, api, rate } = request;
  const alpha = api === 'AlphaDropout';
  if (rate === 0) mask.fill(1);
  else if (rate === 1) mask.fill(0);
  else if (framework === 'keras-tf') {
    fillKept(mask, statelessStart(seed, BigInt(call)), rate);
  } else if (framework === 'keras-jax') {
    const key = [Number(seed), call] as const;
    if (alpha) fillFromUniform(mask, rate, (values) => fillUniform(values, key));
    else fillBernoulli(mask, key, 1 - rate);
  } else {
    const source = pcg64([...entropyWords(seed), call]);
    for (let i = 0; i < mask.length; i++) {
      const u = uniformPcg64(source);
      mask[i] = Number(alpha ? Math.fround(u) >= Math.fround(rate) : u < 1 - rate);
    }
  }
}

function fillFromUniform(
  mask: Uint8Array,
  rate: number,
  fill: (values: Float32Array) => void,
): void {
  const values = new Float32Array(mask.length);
  fill(values);
  const threshold = Math.fround(rate);
  for (let i = 0; i < mask.length; i++) mask[i] = Number((values[i] as number) >= threshold);
}

function valuesOf({ api, framework, rate, shape }: KerasRequest): ValueRule {
  if (rate === 0) return identityValues;
  if (rate === 1) return zeroValues;
  if (api === 'AlphaDropout') return kerasAlphaValues(rate);
  if (framework === 'keras-tf') return tensorflowValues(rate);
  return framework === 'keras-jax'
    ? compiledValues(rate, elementCount(shape))
    : dividedValues(rate);
}

function checkRate({ api, framework, rate }: KerasRequest): void {
  if (!(rate >= 0 && rate <= 1)) {
    throw new MaskError(`Keras takes a rate between 0 and 1, not ${rate}.`);
  }
  if (rate === 1 && (api === 'AlphaDropout' || api === 'GaussianDropout')) {
    throw new MaskError(`Keras ${api} fails when it is called with a rate of 1.`);
  }
  if (api === 'GaussianDropout' && framework === 'keras-numpy') {
    throw new MaskError('GaussianDropout is offered for Keras on TensorFlow and on JAX only.');
  }
}

function seedOf({ framework, api, seed }: KerasRequest): bigint {
  if (typeof seed !== 'bigint') {
    if (api === 'random.dropout')
      throw new MaskError('keras.random.dropout needs a seed of its own.');
    return BigInt(defaultKerasSeed(seed.pythonSeed, seed.index));
  }
  return checkedSeed(seed, framework);
}

// The state is 64-bit signed on TensorFlow, where the modulus is floored, and 32-bit unsigned elsewhere.
function checkedSeed(seed: bigint, framework: KerasRequest['framework']): bigint {
  if (framework === 'keras-tf') {
    if (seed < -(2n ** 63n) || seed >= 2n ** 63n) {
      throw new MaskError(`Keras on TensorFlow takes a signed 64-bit seed, not ${seed}.`);
    }
    return ((seed % 0x7ffffffen) + 0x7ffffffen) % 0x7ffffffen;
  }
  if (seed < 0n || seed >= 2n ** 32n) {
    throw new MaskError(`Keras on this backend takes a seed from 0 to 4294967295, not ${seed}.`);
  }
  return seed;
}

function maskShapeOf(request: KerasRequest): readonly number[] {
  const { api, shape, noiseShape, channelsFirst } = request;
  const spatial = /^SpatialDropout([123])D$/.exec(api);
  if (!spatial) return checkNoiseShape(noiseShape, shape);
  if (noiseShape) throw new MaskError(`${api} takes no noise shape.`);
  const rank = Number(spatial[1]) + 2;
  if (shape.length !== rank) {
    throw new MaskError(`${api} takes ${rank} dimensions, not ${shape.length}.`);
  }
  if (channelsFirst && rank === 3) {
    throw new MaskError('SpatialDropout1D takes no data format; its channels are last.');
  }
  const channel = channelsFirst ? 1 : rank - 1;
  return shape.map((size, i) => (i === 0 || i === channel ? size : 1));
}
