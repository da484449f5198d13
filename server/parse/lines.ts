/** A line without its line end. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /**
   * Whether it starts outside of strings and brackets and is no continuation of the line before.
   */
  readonly isStart: boolean;
}

/**
 * The lines of Python code, and which of them lie in a string or bracket that an earlier one
 * opened.
 */
export function scanLines(text: string): Line[] {
  const lines: Line[] = [];
  const state: State = { quote: '', depth: 0, isContinued: false };
  for (let start = 0; start <= text.length;) {
    const lineFeed = text.indexOf('\n', start);
    const next = lineFeed < 0 ? text.length : lineFeed;
    const end = text[next - 1] === '\r' ? next - 1 : next;
    const isStart = state.quote === '' && state.depth === 0 && !state.isContinued;
    lines.push({ start, end, isStart });
    const isForeign = isStart && /^[ \t]*[%!?]/.test(text.slice(start, Math.min(end, start + 200)));
    if (!isForeign) scanLine(text.slice(start, end), state);
    start = next + 1;
  }
  return lines;
}

interface State {
  /** The quote of the string that is open, or the empty string. */
  quote: string;
  depth: number;
  isContinued: boolean;
}

const token = /"""|'''|["'#([{)\]}]|\\(?:.|$)/g;

function scanLine(line: string, state: State): void {
  for (const { 0: mark } of line.matchAll(token)) {
    if (mark === '#' && state.quote === '') break;
    readMark(mark, state);
  }
  state.isContinued = line.endsWith('\\');
  if (state.quote.length === 1 && !state.isContinued) state.quote = '';
}

function readMark(mark: string, state: State): void {
  const isQuote = mark.startsWith('"') || mark.startsWith("'");
  if (state.quote !== '') {
    if (isQuote && mark.startsWith(state.quote)) state.quote = '';
  } else if (isQuote) {
    state.quote = mark;
  } else if ('([{'.includes(mark)) {
    state.depth++;
  } else if (')]}'.includes(mark)) {
    state.depth = Math.max(0, state.depth - 1);
  }
}
