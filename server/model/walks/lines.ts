import type { FileModel } from '../model';

/** Offsets at which the lines of a text start; `\r\n`, `\n` and `\r` end a line. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  const ending = /\r\n|\n|\r/g;
  for (let found = ending.exec(text); found; found = ending.exec(text))
    starts.push(ending.lastIndex);
  return starts;
}

/** The 0-based line that an offset lies in. */
export function lineAt(file: Pick<FileModel, 'lineStarts'>, offset: number): number {
  const { lineStarts } = file;
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
