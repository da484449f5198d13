import type { Examples } from '../network/evaluation';
import type { Loss } from '../network/layers';
import type { Points } from './point-sets';

/** Points as examples: class numbers for softmax, the same numbers as 0/1 targets for one binary output. */
export function examplesOf({ count, inputs, classes }: Points): Examples {
  return { count, inputs, targets: classes };
}

/** The number of outputs a network needs for a two-class problem under a loss. */
export function outputsForPoints(loss: Loss): number {
  return loss === 'softmax cross-entropy' ? 2 : 1;
}

/** The first `count` examples and the rest; generated examples are in random order already. */
export function split(
  examples: Examples,
  count: number,
): { readonly training: Examples; readonly validation: Examples } {
  const taken = Math.min(count, examples.count);
  const width = examples.inputs.length / examples.count;
  const targets = examples.targets.length / examples.count;
  const part = (from: number, to: number): Examples => ({
    count: to - from,
    inputs: examples.inputs.slice(from * width, to * width),
    targets: examples.targets.slice(from * targets, to * targets),
  });
  return { training: part(0, taken), validation: part(taken, examples.count) };
}
