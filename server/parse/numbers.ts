import type { Expression } from '../model/syntax';
import { spanOf, textOf, unknownExpression, type Source } from './nodes';
import type { TreeNode } from './tree';

/** Lowers a number; complex numbers, and the octal numbers of Python 2, are `unknown`. */
export function lowerNumber(source: Source, node: TreeNode): Expression {
  const text = textOf(source, node).replaceAll('_', '');
  const isComplex = /[jJ]$/.test(text);
  const isOldOctal = /^0\d*[1-9]\d*$/.test(text);
  const value = Number(text);
  if (isComplex || isOldOctal || Number.isNaN(value)) return unknownExpression(node);
  return { kind: 'literal', value, span: spanOf(node) };
}
