import { sha1, utf8 } from '../bits';
import {
  compiledValues,
  dividedValues,
  identityValues,
  zeroValues,
  type ValueRule,
} from '../values/scaling';
import { drawCalls } from './calls';
import { fillBernoulli } from './jax';
import { foldIn, jaxKey, type Key } from './jax-key';
import type { FlaxRequest, MaskDraw, NnxRequest } from './request';
import { broadcastShape, elementCount } from './shape';

/** The masks of Flax linen's `Dropout` within one `apply`, bit for bit. */
export function drawFlax(request: FlaxRequest, input?: Float32Array): MaskDraw {
  const root = jaxKey(request.seed);
  const path = request.path ?? [];
  return drawFrom(request, input, 'threefry2x32 (Flax linen)', (call) =>
    foldIn(root, scopeHash(path, call + 1)),
  );
}

/** The masks of Flax NNX's `Dropout`, whose constructor forks the stream it is given, bit for bit. */
export function drawNnx(request: NnxRequest, input?: Float32Array): MaskDraw {
  const own = foldIn(jaxKey(request.seed), request.priorDraws ?? 0);
  return drawFrom(request, input, 'threefry2x32 (Flax NNX)', (call) => foldIn(own, call));
}

/** The 32 bits that linen folds into a key: the start of SHA-1 over the scope names and the call counter. */
export function scopeHash(path: readonly string[], counter: number): number {
  const bytes = [...utf8(path.join(''))];
  const counterBytes: number[] = [];
  for (let rest = counter; rest > 0; rest = Math.floor(rest / 256))
    counterBytes.unshift(rest % 256);
  const digest = sha1(Uint8Array.from([...bytes, ...counterBytes]));
  return new DataView(digest.buffer).getUint32(0);
}

function drawFrom(
  request: FlaxRequest | NnxRequest,
  input: Float32Array | undefined,
  stream: string,
  keyOf: (call: number) => Key,
): MaskDraw {
  const { rate, shape, calls } = request;
  return drawCalls({
    calls,
    skippedCalls: request.skippedCalls,
    shape,
    maskShape: broadcastShape(shape, request.broadcastDimensions ?? []),
    input,
    stream,
    verdict: 'exact',
    values: valuesOf(request),
    fill: (mask, call) => {
      if (rate === 0) mask.fill(1);
      else if (rate !== 1) fillBernoulli(mask, keyOf(call), 1 - rate);
    },
  });
}

// Neither Flax checks the rate; only exactly 0 and exactly 1 leave early, without a draw.
function valuesOf({ rate, jaxArray, shape }: FlaxRequest | NnxRequest): ValueRule {
  if (rate === 0) return identityValues;
  if (rate === 1) return zeroValues;
  return jaxArray ? compiledValues(rate, elementCount(shape)) : dividedValues(rate);
}
