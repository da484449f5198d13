import { alea } from '../bits';
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
  const least = leastKept(keep);
  const words = new Uint32Array(Math.min(mask.length, 1024));
  for (let start = 0; start < mask.length; start += words.length) {
    source.fill(words);
    // What lies behind the end of the mask is written nowhere.
    for (let i = 0; i < words.length; i++) {
      mask[start + i] = Number((words[i] as number) >= least);
    }
  }
}

// The least word whose float32 number plus q is rounded to 1 or more; no larger word gives less.
function leastKept(keep: number): number {
  let [low, high] = [0, 4294967296];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (Math.fround(Math.fround(middle * 2 ** -32) + keep) >= 1) high = middle;
    else low = middle + 1;
  }
  return low;
}

function multipliedValues(keep: number): ValueRule {
  const factor = Math.fround(1 / keep);
  return (value, kept) => Math.fround(value * (kept === 1 ? factor : 0));
}
