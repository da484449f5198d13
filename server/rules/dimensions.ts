import type { Call } from '../model/model';
import type { Shape } from '../model/walks/ranks';

/** What a channel dropout does to a tensor that it is not made for. */
export interface Mismatch {
  readonly consequence: string;
  /** The layer that fits. */
  readonly instead?: string;
  /** It raises. */
  readonly raises?: boolean;
  /** Changing to it leaves every mask as it is. */
  readonly isSameMask: boolean;
}

/** Judges a channel dropout by the rank and layout of its input; undefined where it fits or nothing is known. */
export function judge(call: Call, shape: Shape): Mismatch | undefined {
  if (call.fact.strictRank) return judgeStrictly(call, shape);
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

function judgeStrictly({ fact }: Call, { rank }: Shape): Mismatch | undefined {
  if (rank === fact.inputRank) return undefined;
  const own = fact.names[0]?.split('.').pop() ?? '';
  const fitting = rank > 2 && rank < 6 ? own.replace(/\d/, String(rank - 2)) : undefined;
  return {
    consequence: `it takes ${fact.inputRank} dimensions only, and this raises ValueError`,
    instead: rank === 2 ? 'Dropout' : fitting,
    isSameMask: false,
    raises: true,
  };
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
