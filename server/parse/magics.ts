import { scanLines, type Line } from './lines';

/**
 * A cell's text with IPython's magics, shell commands and help requests replaced at equal length by
 * what Python can read: blanks, or `pass` where a block would be left empty. A cell that another
 * language runs is blank.
 */
export function maskMagics(cell: string): string {
  const cellMagic = /^\s*%%(\w*)/.exec(cell);
  if (!cellMagic) return maskLines(cell);
  if (!pythonCells.has(cellMagic[1] ?? '')) return blank(cell);
  const headEnd = lineEnd(cell, cellMagic[0].length);
  return blank(cell.slice(0, headEnd)) + maskLines(cell.slice(headEnd));
}

/** Magics behind which the cell stays Python that runs in the notebook's own process. */
const pythonCells = new Set(['time', 'timeit', 'capture', 'prun', 'memit', 'mprun', 'lprun']);

/** A line that is no Python: `%magic`, `!command`, `?name`, `name?`. */
const wholeLine = /^[ \t]*(?:[%!?]|[\w.*]+\?{1,2}[ \t;]*$)/;

/** A magic that runs the rest of its line as Python. */
const timedLine = /^([ \t]*)(%(?:time|timeit|prun|memit)[ \t]+)(?=[\w("'[{])/;

/** `name = !command` or `name = %magic`. */
const assigned = /^([ \t]*[\w., \t]+=[ \t]*)([%!].*)$/;

function maskLines(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const line of scanLines(text)) {
    const masked = line.isStart ? maskLine(text, line) : undefined;
    if (masked === undefined) continue;
    parts.push(text.slice(from, line.start), masked);
    from = line.start + masked.length;
  }
  return parts.join('') + text.slice(from);
}

/**
 * What replaces the line, or the lines that a backslash joins to it; undefined where it is Python.
 */
function maskLine(text: string, { start, end }: Line): string | undefined {
  const line = text.slice(start, end);
  const timed = timedLine.exec(line);
  if (timed)
    return `${timed[1]}pass;${blank((timed[2] ?? '').slice(5))}${line.slice(timed[0].length)}`;
  const isWhole = wholeLine.test(line);
  const assignment = isWhole ? null : assigned.exec(line);
  if (!isWhole && !assignment) return undefined;
  const joined = text.slice(start, joinedEnd(text, end));
  if (!assignment) return blankStatement(joined);
  const head = assignment[1] ?? '';
  return head + unknownValue(joined.slice(head.length));
}

/** The end of the line with the lines that its backslashes join to it. */
function joinedEnd(text: string, end: number): number {
  let last = end;
  while (text[last - 1] === '\\' && last < text.length) {
    last = lineEnd(text, text.indexOf('\n', last) + 1);
  }
  return last;
}

function lineEnd(text: string, from: number): number {
  const { length } = /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? '';
  return from + length;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Blanks; in a block `pass`, as far as it fits. */
function blankStatement(text: string): string {
  const [indent = ''] = /^[ \t]*/.exec(text) ?? [];
  const rest = blank(text.slice(indent.length));
  const needsStatement = indent !== '' && /^ {4}/.test(rest);
  return indent + (needsStatement ? `pass${rest.slice(4)}` : rest);
}

/**
 * A value of which nothing is known: `...`, or a name that nobody binds where that does not fit.
 */
function unknownValue(text: string): string {
  const rest = blank(text);
  const value = ['', '_', '__', '...'][Math.min(3, text.split(/\r?\n/)[0]?.length ?? 0)] ?? '';
  return value + rest.slice(value.length);
}
