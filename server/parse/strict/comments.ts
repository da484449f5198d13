import type { Scanner } from './scanner';

/** Notes the comment that starts here and gives the end of its line. */
export function readComment({ text, end, comments }: Scanner, start: number): number {
  const lineFeed = text.indexOf('\n', start);
  const stop = lineFeed < 0 || lineFeed > end ? end : lineFeed;
  const written = text.slice(start, stop);
  comments.push({ span: { start, end: stop }, text: written.replace(/^#+/, '').trim() });
  return stop;
}
