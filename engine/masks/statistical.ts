import { ownStream, type Seed } from '../bits';
import { identityValues, torchValues, zeroedValues } from '../values/scaling';
import { bernoulliMask } from '../variants/noise';
import { drawCalls } from './calls';
import type { MaskDraw } from './request';
import { checkShape } from './shape';

/**
 * Masks with the right distribution and other draws, for what cannot be reproduced:
 * torch on CUDA, MPS and XPU, whose draws depend on the launch, and layers that take no seed.
 */
export function drawStatistical(
  request: {
    readonly rate: number;
    readonly shape: readonly number[];
    readonly calls: number;
    readonly seed: Seed;
  },
  input?: Float32Array,
): MaskDraw {
  const { rate, shape, calls, seed } = request;
  checkShape(shape, calls);
  const source = ownStream(seed, 'masks');
  return drawCalls({
    calls,
    shape,
    maskShape: shape,
    input,
    stream: 'own stream',
    verdict: 'statistical only',
    values: rate === 0 ? identityValues : rate === 1 ? zeroedValues : torchValues(rate),
    fill: (mask) => mask.set(bernoulliMask(mask.length, rate, source)),
  });
}
