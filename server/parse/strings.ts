import type { Expression } from '../model/syntax';
import { decodeEscapes } from './escapes';
import { lowerList } from './expressions';
import { spanOf, textOf, unknownExpression, type Source } from './nodes';
import { readQuotes } from './quotes';
import type { TreeNode } from './tree';

/**
 * Lowers a string, f-string or several of them in a row; with bytes among them the whole is
 * `unknown`.
 */
export function lowerString(source: Source, node: TreeNode): Expression {
  const strings = node.name === 'ContinuedString' ? node.children : [node];
  const pieces = strings.map((string) => readString(source, string));
  const values = pieces.flatMap((piece) => piece.values);
  if (pieces.some((piece) => piece.isBytes)) return unknownExpression(node, values);
  const parts = joinParts(pieces);
  const isTemplate = pieces.some((piece) => piece.isTemplate);
  if (isTemplate) return { kind: 'template', parts, values, span: spanOf(node) };
  return { kind: 'literal', value: parts.join(''), span: spanOf(node) };
}

interface Piece {
  readonly parts: readonly string[];
  readonly values: readonly Expression[];
  readonly isBytes: boolean;
  readonly isTemplate: boolean;
}

const replacementMarks = new Set(['FormatSelfDoc', 'FormatConversion', 'FormatSpec', '}']);

function readString(source: Source, node: TreeNode): Piece {
  const text = textOf(source, node);
  const { prefix, quote, opening, isClosed } = readQuotes(text);
  const isTemplate = /[ft]/.test(prefix);
  const isRaw = prefix.includes('r');
  if (!isClosed) source.errors.push(spanOf(node));
  const contentEnd = isClosed ? node.end - quote.length : node.end;
  const replacements = node.children.filter((child) => child.name === 'FormatReplacement');
  const parts: string[] = [];
  let from = node.start + opening;
  for (const { start: to, end } of [...replacements, { start: contentEnd, end: contentEnd }]) {
    const written = textOf(source, { start: from, end: to });
    const constant = isTemplate ? written.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0)) : written;
    parts.push(decodeEscapes(constant, isRaw));
    from = end;
  }
  const values = replacements.map((replacement) => lowerReplacement(source, replacement));
  return { parts, values, isBytes: prefix.includes('b'), isTemplate };
}

/**
 * Lowers `{value}`; with a conversion or a format the text is not that of the value, and it is
 * `unknown`.
 */
function lowerReplacement(source: Source, node: TreeNode): Expression {
  const spec = node.children.find((child) => child.name === 'FormatSpec');
  const nested = (spec?.children ?? [])
    .filter((child) => child.name === 'FormatReplacement')
    .map((child) => lowerReplacement(source, child));
  const written = node.children.slice(1).filter((child) => !replacementMarks.has(child.name));
  const value = lowerList(source, written);
  const isPlain = written.length === node.children.length - 2;
  return isPlain && value ? value : unknownExpression(node, [value, ...nested]);
}

/**
 * Joins the constant parts of strings in a row: the last of one and the first of the next are one
 * part.
 */
function joinParts(pieces: readonly Piece[]): string[] {
  const joined = [''];
  for (const { parts } of pieces) {
    const [first = '', ...rest] = parts;
    joined.push((joined.pop() ?? '') + first, ...rest);
  }
  return joined;
}
