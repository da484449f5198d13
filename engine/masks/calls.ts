import type { ValueRule } from '../values/scaling';
import type { MaskDraw, Verdict } from './request';
import { broadcastIndex, elementCount } from './shape';

/** Draws the masks of all calls and, where there is an input, the outputs that follow from them. */
export function drawCalls(plan: {
  readonly calls: number;
  readonly skippedCalls?: number;
  readonly shape: readonly number[];
  readonly maskShape: readonly number[];
  readonly input: Float32Array | undefined;
  readonly stream: string;
  readonly verdict: Verdict;
  readonly values: ValueRule;
  /** Fills the mask of one call, row-major in `maskShape`. */
  readonly fill: (mask: Uint8Array, call: number) => void;
}): MaskDraw {
  const { calls, skippedCalls = 0, shape, maskShape, input, stream, verdict } = plan;
  const masks: Uint8Array[] = [];
  for (let call = 0; call < calls; call++) {
    const mask = new Uint8Array(elementCount(maskShape));
    plan.fill(mask, skippedCalls + call);
    masks.push(mask);
  }
  const outputs = input
    ? masks.map((mask) => applyMask(input, shape, mask, maskShape, plan.values))
    : [];
  return { masks, maskShape, outputs, stream, verdict };
}

/** The outputs of a layer for an input of `shape` and a mask whose shape broadcasts to it. */
export function applyMask(
  input: Float32Array,
  shape: readonly number[],
  mask: Uint8Array,
  maskShape: readonly number[],
  values: ValueRule,
): Float32Array {
  const indexOf = broadcastIndex(maskShape, shape);
  return input.map((value, element) => values(value, mask[indexOf(element)] as number));
}
