import type { Expression, SequenceExpression } from '../model/syntax';
import { lowerArguments, lowerParameters } from './calls';
import { lowerComprehension, lowerMapping, lowerSequence, lowerSubscript } from './collections';
import {
  childNamed,
  inside,
  missing,
  spanAcross,
  spanOf,
  splitAt,
  textOf,
  unknownExpression,
  type Source,
} from './nodes';
import { lowerNumber } from './numbers';
import { lowerString } from './strings';
import type { TreeNode } from './tree';

/** Lowers one node of the parser's tree; what is no expression, or is broken, becomes `unknown`. */
export function lowerExpression(source: Source, node: TreeNode): Expression {
  const lower = lowerings[node.name];
  return lower ? lower(source, node) : unknownExpression(node);
}

/**
 * Lowers the nodes between commas: one expression, or a tuple where a comma stands; undefined where
 * nothing stands.
 */
export function lowerList(source: Source, nodes: readonly TreeNode[]): Expression | undefined {
  const groups = splitAt(nodes, ',');
  const items = lowerItems(source, groups);
  if (groups.length === 1) return items[0];
  const span = spanAcross(nodes, 0);
  return { kind: 'sequence', type: 'tuple', items, span } satisfies SequenceExpression;
}

/** Lowers the items of a sequence, leaving out the empty place behind a last comma. */
export function lowerItems(source: Source, groups: readonly TreeNode[][]): Expression[] {
  return groups.filter((group) => group.length > 0).map((group) => lowerItem(source, group));
}

/** Lowers `value` or `*value`; several expressions without anything between them are `unknown`. */
export function lowerItem(source: Source, nodes: readonly TreeNode[]): Expression {
  const [first, second, ...rest] = nodes;
  const span = spanAcross(nodes, 0);
  if (first && !second) return lowerExpression(source, first);
  const isStarred = (first?.name === '*' || first?.name === '**') && rest.length === 0;
  if (isStarred && second) return { kind: 'starred', value: lowerExpression(source, second), span };
  return unknownExpression(span, lowerKnown(source, nodes));
}

/** Lowers those of the nodes that are expressions. */
export function lowerKnown(source: Source, nodes: readonly TreeNode[]): Expression[] {
  return nodes
    .filter((node) => node.name in lowerings)
    .map((node) => lowerExpression(source, node));
}

type Lowering = (source: Source, node: TreeNode) => Expression;

const lowerings: Readonly<Record<string, Lowering>> = {
  VariableName: (source, node) => ({
    kind: 'name',
    name: textOf(source, node),
    span: spanOf(node),
  }),
  Number: lowerNumber,
  String: lowerString,
  FormatString: lowerString,
  ContinuedString: lowerString,
  None: (_, node) => ({ kind: 'literal', value: null, span: spanOf(node) }),
  Boolean: (source, node) => ({
    kind: 'literal',
    value: textOf(source, node) === 'True',
    span: spanOf(node),
  }),
  Ellipsis: (_, node) => unknownExpression(node),
  BinaryExpression: lowerBinary,
  UnaryExpression: lowerUnary,
  AwaitExpression: lowerAwait,
  YieldExpression: lowerAwait,
  YieldStatement: lowerAwait,
  ParenthesizedExpression: lowerParenthesized,
  TupleExpression: lowerSequence,
  ArrayExpression: lowerSequence,
  SetExpression: lowerSequence,
  DictionaryExpression: lowerMapping,
  ComprehensionExpression: (source, node) => lowerComprehension(source, node, inside(node)),
  ArrayComprehensionExpression: (source, node) => lowerComprehension(source, node, inside(node)),
  SetComprehensionExpression: (source, node) => lowerComprehension(source, node, inside(node)),
  DictionaryComprehensionExpression: (source, node) =>
    lowerComprehension(source, node, inside(node)),
  CallExpression: lowerCall,
  MemberExpression: lowerMember,
  ConditionalExpression: lowerConditional,
  LambdaExpression: lowerLambda,
  NamedExpression: lowerNamed,
  AsItem: (source, node) => unknownExpression(node, lowerKnown(source, node.children)),
};

function lowerBinary(source: Source, node: TreeNode): Expression {
  const operands = lowerKnown(source, node.children);
  const words = node.children.filter((child) => !(child.name in lowerings));
  const operator = words.map((word) => textOf(source, word)).join(' ');
  if (operands.length !== 2) return unknownExpression(node, operands);
  const written = operator === '<>' ? '!=' : operator;
  return { kind: 'operation', operator: written, operands, span: spanOf(node) };
}

function lowerUnary(source: Source, node: TreeNode): Expression {
  const [operator, operand] = node.children;
  if (!operator || !operand) return unknownExpression(node);
  const operands = [lowerExpression(source, operand)];
  return { kind: 'operation', operator: textOf(source, operator), operands, span: spanOf(node) };
}

function lowerAwait(source: Source, node: TreeNode): Expression {
  const [keyword, ...rest] = node.children;
  const isFrom = rest[0]?.name === 'from';
  const value = lowerList(source, isFrom ? rest.slice(1) : rest);
  const how = keyword?.name === 'await' ? 'await' : isFrom ? 'yield from' : 'yield';
  return { kind: 'await', how, value, span: spanOf(node) };
}

function lowerParenthesized(source: Source, node: TreeNode): Expression {
  const nodes = inside(node);
  return nodes.length > 0 ? lowerItem(source, nodes) : unknownExpression(node);
}

function lowerCall(source: Source, node: TreeNode): Expression {
  const [callee] = node.children;
  const list = childNamed(node, 'ArgList');
  if (!callee || !list) return unknownExpression(node, lowerKnown(source, node.children));
  const args = lowerArguments(source, list);
  return { kind: 'call', callee: lowerExpression(source, callee), args, span: spanOf(node) };
}

function lowerMember(source: Source, node: TreeNode): Expression {
  const [first, mark, ...rest] = node.children;
  if (!first) return unknownExpression(node);
  const object = lowerExpression(source, first);
  if (mark?.name === '[') return lowerSubscript(source, node, object);
  const property = rest[0];
  if (property?.name !== 'PropertyName') return unknownExpression(node, [object]);
  const name = textOf(source, property);
  return { kind: 'attribute', object, name, nameSpan: spanOf(property), span: spanOf(node) };
}

function lowerConditional(source: Source, node: TreeNode): Expression {
  const operands = lowerKnown(source, node.children);
  const [then, test, otherwise] = operands;
  if (!then || !test || !otherwise) return unknownExpression(node, operands);
  return { kind: 'conditional', test, then, otherwise, span: spanOf(node) };
}

function lowerLambda(source: Source, node: TreeNode): Expression {
  const list = childNamed(node, 'ParamList');
  const last = node.children.at(-1);
  const hasBody = last !== undefined && last.name in lowerings;
  const body = hasBody ? lowerExpression(source, last) : missing(node.end);
  const parameters = list ? lowerParameters(source, list) : [];
  return { kind: 'lambda', parameters, body, span: spanOf(node) };
}

function lowerNamed(source: Source, node: TreeNode): Expression {
  const operands = lowerKnown(source, node.children);
  const [target, value] = operands;
  if (!target || !value) return unknownExpression(node, operands);
  return { kind: 'walrus', target, value, span: spanOf(node) };
}
