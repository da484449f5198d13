/** Where a tensor keeps its channels. */
export type ChannelPlace = 'first' | 'last';

/** The mask of whole channels: one entry per example and channel, 1 elsewhere. */
export function channelMaskShape(
  shape: readonly number[],
  channels: ChannelPlace = 'first',
): readonly number[] {
  const channel = channels === 'first' ? 1 : shape.length - 1;
  return shape.map((size, i) => (i === 0 || i === channel ? size : 1));
}

/** The mask of one decision per example: (B, 1, …), as stochastic depth draws it. */
export function exampleMaskShape(shape: readonly number[]): readonly number[] {
  return shape.map((size, i) => (i === 0 ? size : 1));
}

/** The mask (1, B, F) of locked dropout on a (T, B, F) sequence: one for all time steps. */
export function lockedMaskShape(shape: readonly number[], timeDimension = 0): readonly number[] {
  return shape.map((size, i) => (i === timeDimension ? 1 : size));
}

/** The mask (V, 1) of embedding dropout on a (V, D) table: whole rows, one per word type. */
export function wordMaskShape(shape: readonly number[]): readonly number[] {
  return shape.map((size, i) => (i === 0 ? size : 1));
}
