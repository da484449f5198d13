import type { Call } from '../model/model';
import type { Shape } from '../model/walks/ranks';

/** What a channel dropout does to a tensor that it is not made for. */
export interface Mismatch {
  readonly consequence: string;
  /** The layer that fits. */
  readonly instead?: 'Dropout' | 'Dropout1d' | 'Dropout2d' | 'Dropout3d';
  /** Changing to it leaves every mask as it is. */
  readonly isSameMask: boolean;
}

/** Judges a channel dropout by the rank and layout of its input; undefined where it fits or nothing is known. */
export function judge(call: Call, shape: Shape): Mismatch | undefined {
  switch (call.fact.inputRank) {
    case 3:
      return judgeOne(shape);
    case 4:
      return judgeTwo(shape);
    case 5:
      return judgeThree(shape);
    default:
      return undefined;
  }
}

function judgeOne({ rank, layout, source }: Shape): Mismatch | undefined {
  if (rank === 2) {
    return {
      consequence: 'it zeroes whole samples, not channels',
      instead: 'Dropout',
      isSameMask: false,
    };
  }
  // Dropping whole embedded words is a method of its own.
  if (rank === 3 && layout && layout !== 'channels first' && source.layer.kind !== 'embedding') {
    return {
      consequence: 'it zeroes whole time steps, not channels',
      instead: 'Dropout',
      isSameMask: false,
    };
  }
  return rank === 4
    ? { consequence: 'this raises RuntimeError', instead: 'Dropout2d', isSameMask: false }
    : undefined;
}

function judgeTwo({ rank, layout }: Shape): Mismatch | undefined {
  if (rank === 2) {
    return {
      consequence: 'it drops single elements with a deprecation warning',
      instead: 'Dropout',
      isSameMask: true,
    };
  }
  if (rank === 3 && layout === 'channels first') {
    return {
      consequence: 'it acts as Dropout1d with a deprecation warning',
      instead: 'Dropout1d',
      isSameMask: true,
    };
  }
  if (rank === 3 && layout) {
    return {
      consequence: 'it zeroes whole time steps, not channels',
      instead: 'Dropout',
      isSameMask: false,
    };
  }
  return rank === 5
    ? {
        consequence: 'it works with a deprecation warning only',
        instead: 'Dropout3d',
        isSameMask: false,
      }
    : undefined;
}

function judgeThree({ rank }: Shape): Mismatch | undefined {
  if (rank > 4) return undefined;
  const fitting = { 2: 'Dropout', 3: 'Dropout1d', 4: 'Dropout2d' } as const;
  return {
    consequence: 'it zeroes whole samples, not channels',
    instead: fitting[rank as 2 | 3 | 4],
    isSameMask: false,
  };
}
