import { lastAtOrBefore, type Lines } from './lines';
import type { LogicalLines } from './logical-lines';

/**
 * Reads the logical lines of a script, when they are first asked for: what brackets, object literals, template
 * strings and operators hold together. The lines of a block are statements of their own. Of markup only the given
 * stretches are code.
 */
export function findScriptLines(
  text: string,
  lines: Lines,
  stretches: readonly { readonly start: number; readonly end: number }[],
): LogicalLines {
  let known: Scan | undefined;
  const scan = (): Scan => (known ??= scanScript(text, lines, stretches));
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
    insideBrackets: (line) => scan().nested[line] === true,
  };
}

interface Scan {
  /** The line belongs to the logical line of the line before. */
  readonly continues: boolean[];
  /** The line ends inside a string or comment. */
  readonly closed: boolean[];
  /** A bracket or object literal is open where the line starts. */
  readonly nested: boolean[];
}

type Open = '(' | '[' | 'object' | 'block' | '`';

/** Strings, comments, regular expressions where one may stand, and single characters of code. */
const token =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|(?<=(?:^|[=(,:[!&|?{};+\-*%<>~^]|\breturn|\bcase)\s*)\/(?![/*])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*|[\w$]+|=>|\S/g;

/** Up to the end of a template string or to the next expression in it. */
const template = /(?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{|$)/y;

function scanScript(
  text: string,
  lines: Lines,
  stretches: readonly { readonly start: number; readonly end: number }[],
): Scan {
  const scan: Scan = { continues: [], closed: [], nested: [] };
  for (const { start, end } of stretches) scanStretch(text, start, end, lines, scan);
  return scan;
}

function scanStretch(text: string, start: number, end: number, lines: Lines, scan: Scan): void {
  const open: Open[] = [];
  let before = '';
  let line = lastAtOrBefore(lines.starts, start);
  let at = start;
  while (at < end) {
    const inTemplate = open.at(-1) === '`';
    const pattern = inTemplate ? template : token;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || match.index >= end) break;
    const [found] = match;
    enterLines(match.index, false);
    const from = line;
    at = match.index + Math.max(1, found.length);
    enterLines(Math.min(at, end) - 1, inTemplate || /^(?:`|\/\*)/.test(found));
    if (inTemplate) leaveTemplate(found);
    else if (!/^\/[/*]/.test(found)) {
      bracket(found);
      before = found;
    }
    if (open.at(-1) === '`' && line === from) scan.closed[line] = true;
  }

  /** Notes each line that starts up to an offset. */
  function enterLines(offset: number, inside: boolean): void {
    while ((lines.starts[line + 1] ?? Infinity) <= offset) {
      line++;
      const innermost = open.at(-1);
      const isNested = innermost !== undefined && innermost !== 'block';
      const rest = text.slice(lines.starts[line] ?? 0, lines.starts[line + 1] ?? end).trimStart();
      scan.nested[line] = isNested && !inside;
      scan.continues[line] =
        inside ||
        isNested ||
        /^(?:\.[^.]|\?|&&|\|\|)/.test(rest) ||
        /^(?:[=,+*&|?:<-]|=>)$/.test(before);
      if (inside) scan.closed[line - 1] = true;
    }
  }
  function bracket(found: string): void {
    if (found === '(' || found === '[' || found === '`') open.push(found);
    else if (found === '{') open.push(startsObject(before) ? 'object' : 'block');
    else if (/^[)\]}]$/.test(found)) open.pop();
  }
  function leaveTemplate(found: string): void {
    if (found.endsWith('${')) open.push('object');
    else open.pop();
  }
}

/** Whether a brace behind this word or sign opens an object; else it opens a block. */
function startsObject(before: string): boolean {
  return /^(?:[=(,:[?&|!+]|return|default|of|in)$/.test(before);
}
