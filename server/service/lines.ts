import type { Span } from '../model/span';
import { lineStartsOf } from '../model/walks/lines';

/** The lines of a text: `\n`, `\r\n` and `\r` end a line, as editors count them. */
export interface Lines {
  /** Offsets at which the lines start; the first is 0. */
  readonly starts: readonly number[];
  /** Zero-based line on which an offset lies; offsets beyond the text lie on the last line. */
  lineAt(offset: number): number;
  /** The line without its ending. */
  spanOf(line: number): Span;
}

/** Finds the lines of a text once, so that offsets can be looked up in logarithmic time. */
export function findLines(text: string): Lines {
  const starts = lineStartsOf(text);
  return {
    starts,
    lineAt: (offset) => lastAtOrBefore(starts, offset),
    spanOf(line) {
      const start = starts[line] ?? text.length;
      let end = starts[line + 1] ?? text.length;
      while (end > start && isLineEnding(text.charCodeAt(end - 1))) end--;
      return { start, end };
    },
  };
}

/** The line ending that a text uses first, `\n` for a text of one line. */
export function lineEndingOf(text: string): '\n' | '\r\n' | '\r' {
  const found = /\r\n|\n|\r/.exec(text);
  return (found?.[0] ?? '\n') as '\n' | '\r\n' | '\r';
}

/** Index of the last number that is not above `value` in an ascending list that starts with 0. */
export function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isLineEnding(code: number): boolean {
  return code === 10 || code === 13;
}
