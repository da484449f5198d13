import { drawFlax, drawNnx } from './flax';
import { drawJax } from './jax';
import { drawKeras } from './keras';
import type { MaskDraw, MaskRequest } from './request';
import { checkShape } from './shape';
import { drawStateful, drawStateless } from './tensorflow';
import { drawTfjs } from './tfjs';
import { drawTorch } from './torch';

/**
 * Draws the masks that a framework's dropout gives for a seed, and its outputs where an input is given.
 * Throws a MaskError for what the framework itself rejects.
 */
export function drawMasks(request: MaskRequest, input?: Float32Array): MaskDraw {
  checkShape(request.shape, request.calls);
  switch (request.framework) {
    case 'torch':
      return drawTorch(request, input);
    case 'jax':
      return drawJax(request);
    case 'flax':
      return drawFlax(request, input);
    case 'nnx':
      return drawNnx(request, input);
    case 'tf':
      return request.api === 'nn.dropout'
        ? drawStateful(request, input)
        : drawStateless(request, input);
    case 'tfjs':
      return drawTfjs(request, input);
    default:
      return drawKeras(request, input);
  }
}

/** A mask as the text of zeros and ones that the product shows and tests compare. */
export function maskText(mask: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < mask.length; start += 8192) {
    pieces.push(mask.subarray(start, start + 8192).join(''));
  }
  return pieces.join('');
}
