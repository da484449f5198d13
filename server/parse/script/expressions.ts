import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Argument, Expression } from '../../model/syntax';
import { lowerClassExpression } from './classes';
import { lowerFunctionExpression } from './functions';
import { childrenOf, isFunction, propertyName } from './nodes';
import { lowerTarget } from './patterns';
import { deepest, nameSpan, spanOf, unknown, type Source } from './source';

/**
 * Lowers one expression; `hint` is the name of the variable or property that it is given to. What has
 * no counterpart, or lies too deep, becomes `unknown`.
 */
export function lowerExpression(source: Source, node: TSESTree.Node, hint = ''): Expression {
  if (source.depth >= deepest) return unknown(spanOf(source, node));
  source.depth++;
  const lowered = lowerNode(source, node, hint);
  source.depth--;
  return lowered;
}

/** Lowers the arguments of a call; `...values` is a star. */
export function lowerArguments(
  source: Source,
  nodes: readonly TSESTree.CallExpressionArgument[],
): Argument[] {
  return nodes.map((node) => {
    const isSpread = node.type === 'SpreadElement';
    const value = lowerExpression(source, isSpread ? node.argument : node);
    return { star: isSpread ? 1 : 0, value, span: spanOf(source, node) };
  });
}

function lowerNode(source: Source, node: TSESTree.Node, hint: string): Expression {
  const span = spanOf(source, node);
  switch (node.type) {
    case 'Identifier':
      // Where a name is missing, the parser puts an empty one.
      if (node.name === '') return unknown(span);
      return node.name === 'undefined'
        ? { kind: 'literal', value: null, span }
        : { kind: 'name', name: node.name, span: nameSpan(source, node) };
    case 'ThisExpression':
      return { kind: 'name', name: 'this', span };
    case 'Literal':
      return lowerLiteral(source, node);
    case 'MemberExpression':
      return lowerMember(source, node);
    case 'CallExpression':
      return lowerCall(source, node);
    case 'NewExpression': {
      const callee = lowerExpression(source, node.callee);
      return { kind: 'call', callee, args: lowerArguments(source, node.arguments), span };
    }
    case 'ImportExpression':
      return unknown(span, [lowerExpression(source, node.source)]);
    case 'ArrayExpression':
      return { kind: 'sequence', type: 'list', items: lowerItems(source, node), span };
    case 'ObjectExpression':
      return lowerObject(source, node);
    case 'UnaryExpression':
      return lowerUnary(source, node);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return lowerBinary(source, node);
    case 'ConditionalExpression': {
      const [test, then, otherwise] = [node.test, node.consequent, node.alternate].map((one) =>
        lowerExpression(source, one, hint),
      ) as [Expression, Expression, Expression];
      return { kind: 'conditional', test, then, otherwise, span };
    }
    case 'AssignmentExpression':
      return lowerAssignment(source, node);
    case 'TemplateLiteral': {
      const parts = node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw);
      const values = node.expressions.map((one) => lowerExpression(source, one));
      return { kind: 'template', parts, values, span };
    }
    case 'AwaitExpression': {
      const value = lowerExpression(source, node.argument, hint);
      return { kind: 'await', how: 'await', value, span };
    }
    case 'YieldExpression': {
      const value = node.argument ? lowerExpression(source, node.argument) : undefined;
      return { kind: 'await', how: node.delegate ? 'yield from' : 'yield', value, span };
    }
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return lowerExpression(source, node.expression, hint);
    case 'ClassExpression':
      return lowerClassExpression(source, node);
    default:
      if (isFunction(node)) return lowerFunctionExpression(source, node, hint);
      return unknown(span, lowerParts(source, node));
  }
}

/** What is inside a node that has no counterpart: elements, sequences, tagged templates. */
function lowerParts(source: Source, node: TSESTree.Node): Expression[] {
  return childrenOf(node)
    .filter((child) => !isMark(child.type))
    .map((child) => lowerExpression(source, child));
}

/** Names of elements and attributes, text and types are no expressions. */
function isMark(type: string): boolean {
  return /^(JSXIdentifier|JSXText|JSXMemberExpression|JSXNamespacedName|JSXEmptyExpression|JSXClosing\w+|JSXOpeningFragment|TemplateElement|TS\w*)$/.test(
    type,
  );
}

function lowerLiteral(source: Source, node: TSESTree.Literal): Expression {
  const span = spanOf(source, node);
  const isPlain = !('regex' in node) && !('bigint' in node);
  const { value } = node;
  if (isPlain && (value === null || /^(string|number|boolean)$/.test(typeof value))) {
    return { kind: 'literal', value: value as string | number | boolean | null, span };
  }
  return unknown(span);
}

function lowerMember(source: Source, node: TSESTree.MemberExpression): Expression {
  const span = spanOf(source, node);
  const object =
    node.object.type === 'Super'
      ? superObject(source, node.object)
      : lowerExpression(source, node.object);
  const name = propertyName(node.property, node.computed);
  const isName = name !== undefined && !(node.property.type === 'Literal' && /^\d/.test(name));
  if (isName) {
    return { kind: 'attribute', object, name, nameSpan: spanOf(source, node.property), span };
  }
  return { kind: 'subscript', object, index: lowerExpression(source, node.property), span };
}

/** `super` as Python writes it, so that the reader needs to know one way only. */
function superObject(source: Source, node: TSESTree.Super): Expression {
  const span = spanOf(source, node);
  return { kind: 'call', callee: { kind: 'name', name: 'super', span }, args: [], span };
}

function lowerCall(source: Source, node: TSESTree.CallExpression): Expression {
  const span = spanOf(source, node);
  const args = lowerArguments(source, node.arguments);
  if (node.callee.type !== 'Super') {
    return { kind: 'call', callee: lowerExpression(source, node.callee), args, span };
  }
  const object = superObject(source, node.callee);
  const place = spanOf(source, node.callee);
  const name = '__init__';
  const callee: Expression = { kind: 'attribute', object, name, nameSpan: place, span: place };
  return { kind: 'call', callee, args, span };
}

function lowerItems(source: Source, node: TSESTree.ArrayExpression): Expression[] {
  return node.elements.map((item) => {
    if (item === null) return { kind: 'literal', value: null, span: spanOf(source, node) };
    if (item.type !== 'SpreadElement') return lowerExpression(source, item);
    const value = lowerExpression(source, item.argument);
    return { kind: 'starred', value, span: spanOf(source, item) };
  });
}

function lowerObject(source: Source, node: TSESTree.ObjectExpression): Expression {
  const entries = node.properties.map((one) => {
    if (one.type === 'SpreadElement') return { value: lowerExpression(source, one.argument) };
    const name = propertyName(one.key, one.computed);
    const value = lowerExpression(source, one.value, name);
    if (name === undefined) return { key: lowerExpression(source, one.key), value };
    return { key: { kind: 'literal', value: name, span: spanOf(source, one.key) } as const, value };
  });
  return { kind: 'mapping', entries, span: spanOf(source, node) };
}

function lowerUnary(source: Source, node: TSESTree.UnaryExpression): Expression {
  const operand = lowerExpression(source, node.argument);
  const span = spanOf(source, node);
  if (!/^[-+~!]$/.test(node.operator)) return unknown(span, [operand]);
  const operator = node.operator === '!' ? 'not' : node.operator;
  return { kind: 'operation', operator, operands: [operand], span };
}

const operators: Readonly<Record<string, string>> = {
  '===': '==',
  '!==': '!=',
  '&&': 'and',
  '||': 'or',
};

function lowerBinary(
  source: Source,
  node: TSESTree.BinaryExpression | TSESTree.LogicalExpression,
): Expression {
  const operands = [lowerExpression(source, node.left), lowerExpression(source, node.right)];
  const operator = operators[node.operator] ?? node.operator;
  return { kind: 'operation', operator, operands, span: spanOf(source, node) };
}

function lowerAssignment(source: Source, node: TSESTree.AssignmentExpression): Expression {
  const span = spanOf(source, node);
  const right = lowerExpression(source, node.right, hintOf(node.left));
  if (!isBindable(node.left)) return unknown(span, [right]);
  const target = lowerTarget(source, node.left);
  if (node.operator === '=') return { kind: 'walrus', target, value: right, span };
  const sign = node.operator.slice(0, -1);
  const operator = operators[sign] ?? sign;
  const operands = [lowerExpression(source, node.left), right];
  return { kind: 'walrus', target, value: { kind: 'operation', operator, operands, span }, span };
}

/** The name that a function gets which is assigned to a name or property. */
export function hintOf(target: TSESTree.Node): string {
  if (target.type === 'Identifier') return target.name;
  if (target.type === 'MemberExpression')
    return propertyName(target.property, target.computed) ?? '';
  return '';
}

function isBindable(target: TSESTree.Node): boolean {
  return ['Identifier', 'MemberExpression', 'ArrayPattern'].includes(target.type);
}
