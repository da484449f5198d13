import {
  addToCounter,
  highWord,
  lowWord,
  philoxBlock,
  pythonRandom,
  randint31,
  roundTo,
  type FloatType,
} from '../bits';
import { identityValues, tensorflowValues } from '../values/scaling';
import { drawCalls } from './calls';
import { MaskError, type MaskDraw, type StatefulRequest, type StatelessRequest } from './request';
import { checkNoiseShape, elementCount } from './shape';

/** A philox key with the 128-bit counter a draw starts at, low word first. */
export interface PhiloxStart {
  readonly key: readonly [number, number];
  readonly counter: Uint32Array;
}

/** The masks of `stateless_dropout`, bit for bit; the same seed gives the same mask at every call. */
export function drawStateless(request: StatelessRequest, input?: Float32Array): MaskDraw {
  const start = statelessStart(request.seeds[0], request.seeds[1]);
  return draw(request, input, 'philox4x32-10 (TensorFlow stateless)', () => start);
}

/** The masks of successive eager CPU calls of `tf.nn.dropout` under a global or an operation seed, bit for bit. */
export function drawStateful(request: StatefulRequest, input?: Float32Array): MaskDraw {
  const { globalSeed, operationSeed } = request;
  if (globalSeed === undefined && operationSeed === undefined) {
    throw new MaskError('tf.nn.dropout repeats only with a global seed or an operation seed.');
  }
  const stream = 'philox4x32-10 (TensorFlow, eager CPU)';
  if (operationSeed !== undefined) {
    const elements = elementCount(checkNoiseShape(request.noiseShape, request.shape));
    return draw(request, input, stream, (call) => {
      const start = statefulStart(globalSeed ?? 87654321n, operationSeed);
      addToCounter(start.counter, call * elements * 256);
      return start;
    });
  }
  const python = pythonRandom(globalSeed ?? 0n);
  for (let k = 1; k < (request.operationIndex ?? 1); k++) randint31(python);
  return draw(request, input, stream, () =>
    statefulStart(globalSeed ?? 0n, BigInt(randint31(python))),
  );
}

/** Key and counter that TensorFlow scrambles a pair of 64-bit seeds into. */
export function statelessStart(first: bigint, second: bigint): PhiloxStart {
  const words = Uint32Array.of(lowWord(first), highWord(first), lowWord(second), highWord(second));
  philoxBlock(0x3ec8f720, 0x02461e29, words, words);
  const [m0, m1, m2, m3] = words;
  return { key: [m0 ?? 0, m1 ?? 0], counter: Uint32Array.of(0, 0, m2 ?? 0, m3 ?? 0) };
}

/** Fills an array with the uniform numbers in [0, 1) of an element type. */
export function fillPhiloxUniform(
  values: Float64Array | Float32Array,
  start: PhiloxStart,
  type: FloatType,
): void {
  const counter = start.counter.slice();
  const words = new Uint32Array(4);
  const wide = type === 'float64';
  const perGroup = wide ? 2 : 4;
  const bits = wide ? 20 : fractionBits[type];
  const below = 2 ** bits - 1;
  const unit = wide ? 2 ** -52 : 2 ** -bits;
  for (let i = 0; i < values.length; i += perGroup) {
    philoxBlock(start.key[0], start.key[1], counter, words);
    addToCounter(counter, 1);
    const count = Math.min(perGroup, values.length - i);
    for (let j = 0; j < count; j++) {
      values[i + j] = wide
        ? (((words[2 * j] as number) & below) * 4294967296 + (words[2 * j + 1] as number)) * unit
        : ((words[j] as number) & below) * unit;
    }
  }
}

function draw(
  request: StatelessRequest | StatefulRequest,
  input: Float32Array | undefined,
  stream: string,
  startOf: (call: number) => PhiloxStart,
): MaskDraw {
  const { rate, shape, calls } = request;
  if (!(rate >= 0 && rate < 1))
    throw new MaskError(`TensorFlow takes a rate in [0, 1), not ${rate}.`);
  const type = request.floatType ?? 'float32';
  return drawCalls({
    calls,
    skippedCalls: request.skippedCalls,
    shape,
    maskShape: checkNoiseShape(request.noiseShape, shape),
    input,
    stream,
    verdict: 'exact',
    values: rate === 0 ? identityValues : tensorflowValues(rate),
    fill: (mask, call) => {
      if (rate === 0) mask.fill(1);
      else fillKept(mask, startOf(call), rate, type);
    },
  });
}

/** Fills a mask with `uniform >= rate` as TensorFlow's dropout compares them. */
export function fillKept(
  mask: Uint8Array,
  start: PhiloxStart,
  rate: number,
  type: FloatType = 'float32',
): void {
  const threshold = roundTo(type, rate);
  if (type === 'float64') {
    const uniforms = new Float64Array(mask.length);
    fillPhiloxUniform(uniforms, start, type);
    for (let i = 0; i < mask.length; i++) mask[i] = Number((uniforms[i] as number) >= threshold);
    return;
  }
  const bits = fractionBits[type];
  const below = 2 ** bits - 1;
  const least = Math.ceil(threshold * 2 ** bits);
  const counter = start.counter.slice();
  const words = new Uint32Array(4);
  for (let i = 0; i < mask.length; i += 4) {
    philoxBlock(start.key[0], start.key[1], counter, words);
    addToCounter(counter, 1);
    // What lies behind the end of the mask is written nowhere.
    for (let j = 0; j < 4; j++) mask[i + j] = Number(((words[j] as number) & below) >= least);
  }
}

// How many low bits of a word make a uniform number; a float64 takes 20 bits of one word and all of the next.
const fractionBits = { float32: 23, float16: 10, bfloat16: 7 } as const;

function statefulStart(globalSeed: bigint, operationSeed: bigint): PhiloxStart {
  const first = truncated(globalSeed);
  const second = truncated(operationSeed);
  const operation = first === 0 && second === 0 ? 0x7fffffff : second;
  return { key: [first, 0], counter: Uint32Array.of(0, 0, operation, 0) };
}

function truncated(seed: bigint): number {
  const modulus = 0x7fffffffn;
  return Number(((seed % modulus) + modulus) % modulus);
}
