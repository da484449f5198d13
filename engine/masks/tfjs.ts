import { alea, uniformAlea } from '../bits';
import { identityValues, type ValueRule } from '../values/scaling';
import { drawCalls } from './calls';
import { MaskError, type MaskDraw, type TfjsRequest } from './request';
import { checkNoiseShape } from './shape';

/** The masks of TensorFlow.js dropout with a seed, bit for bit; every call gives the same mask. */
export function drawTfjs(request: TfjsRequest, input?: Float32Array): MaskDraw {
  const { api, rate, shape, calls, seed } = request;
  if (api === 'dropout' && !(rate >= 0 && rate < 1)) {
    throw new MaskError(`tf.dropout takes a rate in [0, 1), not ${rate}.`);
  }
  // The layer clamps its rate and then does nothing at 0, at 1 and for NaN.
  const active = rate > 0 && rate < 1;
  const keep = Math.fround(1 - rate);
  return drawCalls({
    calls,
    shape,
    maskShape: checkNoiseShape(request.noiseShape, shape),
    input,
    stream: 'alea (TensorFlow.js)',
    verdict: 'exact',
    values: active ? multipliedValues(keep) : identityValues,
    fill: (mask) => {
      if (!active) mask.fill(1);
      else fillFloors(mask, seed, keep);
    },
  });
}

// The float32 sum can round up to 1, so this keeps slightly more than u >= rate would.
function fillFloors(mask: Uint8Array, seed: string, keep: number): void {
  const source = alea(seed);
  for (let i = 0; i < mask.length; i++) {
    mask[i] = Number(Math.fround(Math.fround(uniformAlea(source)) + keep) >= 1);
  }
}

function multipliedValues(keep: number): ValueRule {
  const factor = Math.fround(1 / keep);
  return (value, kept) => Math.fround(value * (kept === 1 ? factor : 0));
}
