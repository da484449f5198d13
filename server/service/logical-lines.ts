import type { Lines } from './lines';

/** The physical lines, both ends included, that one Python statement header or simple statement covers. */
export interface LogicalLine {
  readonly first: number;
  readonly last: number;
}

/** Joins physical lines that brackets, backslashes and triple quotes hold together. */
export interface LogicalLines {
  /** The logical line that a physical line belongs to. */
  at(line: number): LogicalLine;
  /** Whether text may stand at the end of the physical line: not inside a string, not before a backslash. */
  takesComment(line: number): boolean;
  /** Whether the line is inside brackets when it starts. */
  insideBrackets(line: number): boolean;
}

/** Reads the logical lines of a Python text, when they are first asked for, even where code is half typed. */
export function findLogicalLines(text: string, lines: Lines): LogicalLines {
  let known: Scan | undefined;
  const scan = (): Scan => (known ??= scanLines(text, lines));
  return {
    at(line) {
      const { continues } = scan();
      let first = line;
      while (first > 0 && continues[first]) first--;
      let last = line;
      while (continues[last + 1]) last++;
      return { first, last };
    },
    takesComment: (line) => !scan().closed[line],
    insideBrackets: (line) => (scan().depth[line] ?? 0) > 0,
  };
}

interface Scan {
  /** The line belongs to the logical line of the line before. */
  readonly continues: boolean[];
  /** The line ends inside a string or with a backslash. */
  readonly closed: boolean[];
  /** Open brackets where the line starts. */
  readonly depth: number[];
}

/** A statement that cannot stand inside brackets: an unclosed bracket above it was half-typed code. */
const newStatement = /[ \t]*(?:def|class|import|return|while|with|try|@)\b/y;

function scanLines(text: string, lines: Lines): Scan {
  const scan: Scan = { continues: [], closed: [], depth: [] };
  let state: State = { depth: 0, quote: '', backslash: false };
  for (let line = 0; line < lines.starts.length; line++) {
    const { start, end } = lines.spanOf(line);
    const resumes = state.depth > 0 && state.quote === '' && startsStatement(text, start);
    if (resumes) state = { ...state, depth: 0 };
    scan.continues[line] = state.depth > 0 || state.quote !== '' || state.backslash;
    scan.depth[line] = state.depth;
    state = readLine(text, start, end, state);
    scan.closed[line] = state.quote !== '' || state.backslash;
  }
  return scan;
}

/** What is open at the end of a physical line. */
interface State {
  readonly depth: number;
  /** The quotes of the string that is open, or empty. */
  readonly quote: string;
  readonly backslash: boolean;
}

function readLine(text: string, start: number, end: number, before: State): State {
  let { depth, quote } = before;
  for (let i = start; i < end; i++) {
    const character = text.charAt(i);
    if (quote !== '') {
      if (character === '\\') i++;
      else if (text.startsWith(quote, i)) {
        i += quote.length - 1;
        quote = '';
      }
    } else if (character === '#') {
      return { depth, quote, backslash: false };
    } else if (character === '"' || character === "'") {
      quote = text.startsWith(character.repeat(3), i) ? character.repeat(3) : character;
      i += quote.length - 1;
    } else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
  }
  const backslash = end > start && text.charAt(end - 1) === '\\';
  const brokenString = quote.length === 1 && !backslash;
  return { depth, quote: brokenString ? '' : quote, backslash };
}

function startsStatement(text: string, offset: number): boolean {
  newStatement.lastIndex = offset;
  return newStatement.test(text);
}
