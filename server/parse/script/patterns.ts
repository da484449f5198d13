import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { AssignStatement, Expression, NameExpression } from '../../model/syntax';
import { lowerExpression } from './expressions';
import { propertyName } from './nodes';
import { nameSpan, spanOf, unknown, type Source } from './source';

/** Lowers what an assignment or a loop sets, except object patterns, which `spread` takes apart. */
export function lowerTarget(source: Source, node: TSESTree.Node): Expression {
  const span = spanOf(source, node);
  switch (node.type) {
    case 'Identifier':
      return { kind: 'name', name: node.name, span: nameSpan(source, node) };
    case 'ArrayPattern': {
      const items = node.elements.map((one) => (one ? lowerTarget(source, one) : unknown(span)));
      return { kind: 'sequence', type: 'tuple', items, span };
    }
    case 'AssignmentPattern':
      return lowerTarget(source, node.left);
    case 'RestElement':
      return { kind: 'starred', value: lowerTarget(source, node.argument), span };
    case 'MemberExpression':
      return lowerExpression(source, node);
    case 'ObjectPattern':
      return unknown(span);
    default:
      return 'expression' in node
        ? lowerTarget(source, node.expression as TSESTree.Node)
        : unknown(span);
  }
}

/** The assignments that `pattern = value` stands for; a value that an object pattern takes apart gets a name. */
export function spread(
  source: Source,
  pattern: TSESTree.Node,
  value: Expression,
): AssignStatement[] {
  const span = spanOf(source, pattern);
  if (pattern.type !== 'ObjectPattern') {
    return [assign(lowerTarget(source, pattern), value, span), ...nested(source, pattern)];
  }
  const isName = value.kind === 'name';
  const whole: NameExpression = isName
    ? value
    : { kind: 'name', name: hiddenName(span.start), span };
  const first = isName ? [] : [assign(whole, value, span)];
  return [...first, ...pattern.properties.flatMap((one) => property(source, one, whole))];
}

/** A name that no code can contain. */
export function hiddenName(offset: number): string {
  return `{${offset}}`;
}

/** Assigns one value to one target. */
export function assign(
  target: Expression,
  value: Expression,
  span: AssignStatement['span'],
): AssignStatement {
  return { kind: 'assign', targets: [target], value, span };
}

/** `name = whole.key`, with the default as the other choice where there is one. */
function property(
  source: Source,
  node: TSESTree.Property | TSESTree.RestElement,
  whole: NameExpression,
): AssignStatement[] {
  const span = spanOf(source, node);
  if (node.type === 'RestElement') {
    return [assign(lowerTarget(source, node.argument), unknown(span), span)];
  }
  const name = propertyName(node.key, node.computed);
  const nameSpan = spanOf(source, node.key);
  if (name === undefined) return spread(source, node.value, unknown(span));
  const found: Expression = { kind: 'attribute', object: whole, name, nameSpan, span };
  if (node.value.type !== 'AssignmentPattern') return spread(source, node.value, found);
  const otherwise = lowerExpression(source, node.value.right, name);
  const operands = [found, otherwise];
  return spread(source, node.value.left, { kind: 'operation', operator: '??', operands, span });
}

/** Object patterns inside an array pattern bind names of which nothing is known. */
function nested(source: Source, pattern: TSESTree.Node): AssignStatement[] {
  if (pattern.type !== 'ArrayPattern') return [];
  return pattern.elements.flatMap((one) => {
    const inner = one?.type === 'AssignmentPattern' ? one.left : one;
    return inner?.type === 'ObjectPattern'
      ? spread(source, inner, unknown(spanOf(source, inner)))
      : [];
  });
}
