import type { TreeNode } from '../tree';
import { codes } from './characters';
import { addItems, readTest, readYield } from './expressions';
import { isAt, nodeOf, take } from './nodes';
import { advance, codeAt, notStrict, type Scanner } from './scanner';

/** Reads a string, f-string, or several of them in a row. */
export function readStrings(scanner: Scanner): TreeNode {
  const first = readString(scanner);
  if (!isAt(scanner, 'quote')) return first;
  const strings = [first];
  while (isAt(scanner, 'quote')) strings.push(readString(scanner));
  return nodeOf('ContinuedString', strings);
}

/** How a string is written: what ends it, and what its backslashes and braces mean. */
interface Style {
  readonly quote: number;
  readonly isLong: boolean;
  readonly isRaw: boolean;
  readonly isTemplate: boolean;
}

function readString(scanner: Scanner): TreeNode {
  const { start } = scanner;
  let at = start;
  while (!isQuote(codeAt(scanner, at))) at++;
  const prefix = scanner.text.slice(start, at).toLowerCase();
  const quote = codeAt(scanner, at);
  const isLong = isTriple(scanner, at, quote);
  const style: Style = {
    quote,
    isLong,
    isRaw: prefix.includes('r'),
    isTemplate: prefix.includes('f') || prefix.includes('t'),
  };
  const children: TreeNode[] = [];
  const end = readContent(scanner, at + (isLong ? 3 : 1), style, children);
  scanner.stop = end;
  advance(scanner);
  return { name: style.isTemplate ? 'FormatString' : 'String', start, end, children };
}

/** Goes from behind the opening quote to behind the closing one. */
function readContent(scanner: Scanner, from: number, style: Style, into: TreeNode[]): number {
  const { quote, isLong, isTemplate } = style;
  for (let at = from; at < scanner.end;) {
    const code = codeAt(scanner, at);
    if (code === codes.backslash) at = behindBackslash(scanner, at, style);
    else if (code === quote && (!isLong || isTriple(scanner, at, quote))) {
      return at + (isLong ? 3 : 1);
    } else if (code === codes.lineFeed && !isLong) throw notStrict;
    else if (isTemplate && code === codes.braceOpen) {
      if (codeAt(scanner, at + 1) === codes.braceOpen) at += 2;
      else {
        into.push(readReplacement(scanner, at, style));
        at = scanner.stop;
      }
    } else at++;
  }
  throw notStrict;
}

/** In a raw string too, a backslash keeps a quote from ending it. */
function behindBackslash(scanner: Scanner, at: number, { isRaw, isTemplate }: Style): number {
  const next = codeAt(scanner, at + 1);
  if (isRaw && isTemplate && next === codes.braceOpen) return at + 1;
  // The braces of a named character would look like a replacement.
  if (!isRaw && isTemplate && next === letterN) throw notStrict;
  return at + 2;
}

const letterN = 78;

/** Reads `{value!r:format}`, which starts here; leaves the scanner behind its brace. */
function readReplacement(scanner: Scanner, start: number, style: Style): TreeNode {
  const noted = scanner.comments.length;
  scanner.stop = start + 1;
  scanner.depth++;
  advance(scanner);
  const children: TreeNode[] = [{ name: '{', start, end: start + 1, children: [] }];
  if (isAt(scanner, 'yield')) children.push(readYield(scanner, 'YieldExpression'));
  else addItems(scanner, children, readTest);
  if (isAt(scanner, 'AssignOp')) children.push({ ...take(scanner), name: 'FormatSelfDoc' });
  if (isAt(scanner, '!')) children.push(readConversion(scanner));
  if (isAt(scanner, ':') || isAt(scanner, ':=')) children.push(readFormat(scanner, style));
  if (!isAt(scanner, '}') || scanner.comments.length > noted) throw notStrict;
  const end = scanner.stop;
  children.push({ name: '}', start: end - 1, end, children: [] });
  return { name: 'FormatReplacement', start, end, children };
}

function readConversion(scanner: Scanner): TreeNode {
  const { start } = scanner;
  if (!/[sra]/.test(scanner.text.charAt(start + 1))) throw notStrict;
  scanner.stop = start + 2;
  advance(scanner);
  return { name: 'FormatConversion', start, end: start + 2, children: [] };
}

/** Reads the format behind the colon, in which values may stand in braces again. */
function readFormat(scanner: Scanner, style: Style): TreeNode {
  const { start } = scanner;
  const children: TreeNode[] = [];
  let at = start + 1;
  for (;;) {
    const code = codeAt(scanner, at);
    if (code === codes.braceClose) break;
    if (code === codes.braceOpen) {
      children.push(readReplacement(scanner, at, style));
      at = scanner.stop;
    } else if (code === style.quote || code === codes.lineFeed || at >= scanner.end) {
      throw notStrict;
    } else at++;
  }
  scanner.stop = at;
  advance(scanner);
  return { name: 'FormatSpec', start, end: at, children };
}

function isQuote(code: number): boolean {
  return code === codes.quote || code === codes.doubleQuote;
}

function isTriple(scanner: Scanner, at: number, quote: number): boolean {
  return codeAt(scanner, at + 1) === quote && codeAt(scanner, at + 2) === quote;
}
