import type { Comment } from '../../model/syntax';
import { codes, isDigit, isWordPart, isWordStart } from './characters';
import { readComment } from './comments';
import { readOperator } from './operators';

/**
 * Where the strict parser stands. It reads code that is certainly Python, token by token and without
 * looking back; at anything else it throws `notStrict`, and the tolerant parser reads the text.
 */
export interface Scanner {
  readonly text: string;
  /** Where the stretch ends that is read. */
  readonly end: number;
  /** The name that the current token has as a node, or what it does: `newline`, `indent`, `dedent`, `eof`. */
  kind: string;
  start: number;
  stop: number;
  /** Brackets that are open behind the current token: in them line ends mean nothing. */
  depth: number;
  isLineStart: boolean;
  /** Column of the first token of the line. */
  column: number;
  /** Column of the block. */
  indent: number;
  /** Columns of the blocks around it. */
  readonly outer: number[];
  readonly comments: Comment[];
}

/** What is thrown at the first thing that is not certain. */
export const notStrict = Symbol('not strict');

/** Stands at the first token of the stretch. */
export function startScanner(text: string, start: number, end: number): Scanner {
  const scanner: Scanner = {
    text,
    end,
    kind: 'newline',
    start,
    stop: start,
    depth: 0,
    isLineStart: true,
    column: 0,
    indent: 0,
    outer: [],
    comments: [],
  };
  advance(scanner);
  return scanner;
}

/** Goes to the next token. */
export function advance(scanner: Scanner): void {
  if (scanner.isLineStart) startLine(scanner);
  if (scanner.column === scanner.indent) readToken(scanner);
  else changeIndent(scanner);
}

/** The character code at an offset; NaN behind the end. */
export function codeAt({ text, end }: Scanner, at: number): number {
  return at < end ? text.charCodeAt(at) : NaN;
}

/** Skips empty lines and those of comments, and measures the indentation of the first one with code. */
function startLine(scanner: Scanner): void {
  let at = scanner.stop;
  let column = 0;
  for (;;) {
    const code = codeAt(scanner, at);
    if (code === codes.space) column++;
    else if (code === codes.tab) column += 8 - (column % 8);
    else if (code === codes.formFeed || code === codes.lineFeed) column = 0;
    else if (code === codes.hash) at = readComment(scanner, at) - 1;
    else break;
    at++;
  }
  if (codeAt(scanner, at) === codes.backslash) throw notStrict;
  scanner.isLineStart = false;
  scanner.stop = at;
  // The end of the text closes all blocks.
  scanner.column = at < scanner.end ? column : scanner.indent;
}

function changeIndent(scanner: Scanner): void {
  scanner.start = scanner.stop;
  if (scanner.column > scanner.indent) {
    scanner.outer.push(scanner.indent);
    scanner.indent = scanner.column;
    scanner.kind = 'indent';
    return;
  }
  scanner.indent = scanner.outer.pop() ?? 0;
  scanner.kind = 'dedent';
  if (scanner.column > scanner.indent) throw notStrict;
}

function readToken(scanner: Scanner): void {
  const at = skipSpace(scanner);
  const code = codeAt(scanner, at);
  scanner.start = at;
  if (isWordStart(code)) readWord(scanner, at);
  else if (isDigit(code) || (code === codes.point && isDigit(codeAt(scanner, at + 1)))) {
    readNumber(scanner, at);
  } else if (code === codes.quote || code === codes.doubleQuote) {
    scanner.kind = 'quote';
    scanner.stop = at;
  } else if (code === codes.lineFeed) {
    scanner.kind = 'newline';
    scanner.stop = at + 1;
    scanner.isLineStart = true;
  } else if (at >= scanner.end) {
    if (scanner.depth > 0) throw notStrict;
    scanner.kind = 'eof';
    scanner.stop = at;
  } else readOperator(scanner, at);
}

/** Where the next token starts: behind spaces, continued lines, comments, and line ends in brackets. */
function skipSpace(scanner: Scanner): number {
  let at = scanner.stop;
  for (;;) {
    const code = codeAt(scanner, at);
    if (code === codes.space || code === codes.tab || code === codes.formFeed) at++;
    else if (code === codes.lineFeed && scanner.depth > 0) at++;
    else if (code === codes.hash) at = readComment(scanner, at);
    else if (code === codes.backslash && codeAt(scanner, at + 1) === codes.lineFeed) at += 2;
    else return at;
  }
}

const longestKeyword = 8;

function readWord(scanner: Scanner, start: number): void {
  const { text } = scanner;
  let at = start + 1;
  while (isWordPart(codeAt(scanner, at))) at++;
  const code = codeAt(scanner, at);
  const length = at - start;
  if ((code === codes.quote || code === codes.doubleQuote) && length <= 2) {
    if (!stringPrefixes.has(text.slice(start, at).toLowerCase())) throw notStrict;
    scanner.kind = 'quote';
    scanner.stop = start;
    return;
  }
  const name = length > 1 && length <= longestKeyword ? text.slice(start, at) : '';
  scanner.kind = keywords.get(name) ?? 'VariableName';
  scanner.stop = at;
  if (name === 'print' && /^[ \t]*[\w"']/.test(text.slice(at, at + 80))) throw notStrict;
}

const stringPrefixes = new Set(['u', 'b', 'r', 'br', 'rb', 'f', 'fr', 'rf', 't', 'tr', 'rt']);

/** The names of their nodes by the words that are no names. */
const keywords: ReadonlyMap<string, string> = new Map([
  ...(
    'and as assert async await break class continue def del elif else except finally for from global if import in ' +
    'is lambda nonlocal not or pass raise return try while with yield None'
  )
    .split(' ')
    .map((word) => [word, word] as const),
  ['True', 'Boolean'],
  ['False', 'Boolean'],
]);

const number =
  /0[bB][_01]+|0[oO][_0-7]+|0[xX][_\da-fA-F]+|(?:\d[_\d]*(?:\.(?:\d[_\d]*)?)?|\.\d[_\d]*)(?:[eE][-+]?\d[_\d]*)?[jJ]?/y;

function readNumber(scanner: Scanner, at: number): void {
  number.lastIndex = at;
  number.test(scanner.text);
  scanner.kind = 'Number';
  scanner.stop = number.lastIndex;
  if (isWordPart(codeAt(scanner, scanner.stop))) throw notStrict;
}
