import { MaskError } from './request';

/** The largest number of elements the engine draws in one request. */
export const largestMask = 2 ** 27;

const mostCalls = 1e6;

/** The number of elements of a shape. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Throws a MaskError unless every size is a whole number and all calls together stay drawable. */
export function checkShape(shape: readonly number[], calls: number): void {
  if (shape.some((size) => !Number.isInteger(size) || size < 0)) {
    throw new MaskError(`Impossible shape (${shape.join(', ')}).`);
  }
  if (!(Number.isInteger(calls) && calls >= 1 && calls <= mostCalls)) {
    throw new MaskError(`The number of calls is an integer from 1 to ${mostCalls}.`);
  }
  if (elementCount(shape) * calls > largestMask) {
    throw new MaskError(`More than ${largestMask} elements are too many for one request.`);
  }
}

/** A noise shape with all dimensions given, checked against the input's shape. */
export function checkNoiseShape(
  noiseShape: readonly number[] | undefined,
  shape: readonly number[],
): readonly number[] {
  if (noiseShape === undefined) return shape;
  const fits = noiseShape.every((size, i) => size === 1 || size === shape[i]);
  if (noiseShape.length !== shape.length || !fits) {
    throw new MaskError(
      `Noise shape (${noiseShape.join(', ')}) does not broadcast to (${shape.join(', ')}).`,
    );
  }
  return noiseShape;
}

/** The shape with the given dimensions (negative ones counted from the end) set to 1. */
export function broadcastShape(
  shape: readonly number[],
  dimensions: readonly number[],
): readonly number[] {
  const result = [...shape];
  for (const dimension of dimensions) {
    const index = dimension < 0 ? dimension + shape.length : dimension;
    if (result[index] === undefined) {
      throw new MaskError(
        `Dimension ${dimension} is not in a shape of ${shape.length} dimensions.`,
      );
    }
    result[index] = 1;
  }
  return result;
}

/** For each element of `shape`, row-major, the index of the element of a broadcast mask that covers it. */
export function broadcastIndex(
  maskShape: readonly number[],
  shape: readonly number[],
): (element: number) => number {
  if (elementCount(maskShape) === elementCount(shape)) return (element) => element;
  const strides = shape.map((_, i) =>
    maskShape[i] === 1 ? 0 : elementCount(maskShape.slice(i + 1)),
  );
  return (element) => {
    let rest = element;
    let index = 0;
    for (let i = shape.length - 1; i >= 0; i--) {
      const size = shape[i] as number;
      index += (rest % size) * (strides[i] as number);
      rest = Math.floor(rest / size);
    }
    return index;
  };
}

/**
 * Calls `visit` with the row-major index of every element, in the memory order of a permuted layout.
 * `order` names the dimensions from the slowest to the fastest in memory.
 */
export function visitInMemoryOrder(
  shape: readonly number[],
  order: readonly number[],
  visit: (element: number) => void,
): void {
  const sizes = order.map((dimension) => shape[dimension] as number);
  const strides = order.map((dimension) => elementCount(shape.slice(dimension + 1)));
  const position = sizes.map(() => 0);
  const count = elementCount(shape);
  let element = 0;
  for (let k = 0; k < count; k++) {
    visit(element);
    for (let i = sizes.length - 1; i >= 0; i--) {
      element += strides[i] as number;
      position[i] = (position[i] as number) + 1;
      if (position[i] !== sizes[i]) break;
      element -= (position[i] as number) * (strides[i] as number);
      position[i] = 0;
    }
  }
}

/** Throws a MaskError unless `order` is a permutation of the dimensions of a shape. */
export function checkMemoryOrder(order: readonly number[], shape: readonly number[]): void {
  const sorted = [...order].sort((a, b) => a - b);
  if (order.length !== shape.length || sorted.some((dimension, i) => dimension !== i)) {
    throw new MaskError(
      `Memory order ${order.join(',')} is no order of ${shape.length} dimensions.`,
    );
  }
}
