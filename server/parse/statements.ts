import type { AssignStatement, Expression, FlowStatement, Statement } from '../model/syntax';
import {
  lowerClass,
  lowerFor,
  lowerFunction,
  lowerIf,
  lowerMatch,
  lowerTry,
  lowerWhile,
  lowerWith,
} from './blocks';
import { lowerAnnotation } from './calls';
import { lowerExpression, lowerKnown, lowerList } from './expressions';
import { lowerImport } from './imports';
import { childNamed, missing, spanOf, splitAt, textOf, type Source } from './nodes';
import type { TreeNode } from './tree';

/** Lowers the statements of a file or block; what is no statement becomes `unknown`. */
export function lowerStatements(source: Source, nodes: readonly TreeNode[]): Statement[] {
  return nodes
    .flatMap((node) => (node.name === 'StatementGroup' ? node.children : [node]))
    .filter((node) => !punctuation.has(node.name))
    .map((node) => lowerStatement(source, node));
}

type Lowering = (source: Source, node: TreeNode) => Statement;

const punctuation = new Set([':', ';', ',', '(', ')', '[', ']', '{', '}', '.']);

const lowerings: Readonly<Record<string, Lowering>> = {
  ExpressionStatement: lowerExpressionStatement,
  YieldStatement: (source, node) => ({
    kind: 'expression',
    value: lowerExpression(source, node),
    span: spanOf(node),
  }),
  AssignStatement: lowerAssign,
  UpdateStatement: lowerUpdate,
  TypeDefinition: lowerTypeAlias,
  ReturnStatement: (source, node) => ({
    kind: 'return',
    value: lowerList(source, node.children.slice(1)),
    span: spanOf(node),
  }),
  PassStatement: lowerFlow('pass'),
  BreakStatement: lowerFlow('break'),
  ContinueStatement: lowerFlow('continue'),
  RaiseStatement: lowerFlow('raise'),
  AssertStatement: lowerFlow('assert'),
  DeleteStatement: lowerFlow('delete'),
  ScopeStatement: (source, node) =>
    lowerFlow(childNamed(node, 'global') ? 'global' : 'nonlocal')(source, node),
  PrintStatement: lowerPrint,
  ImportStatement: lowerImport,
  IfStatement: lowerIf,
  WhileStatement: lowerWhile,
  ForStatement: lowerFor,
  WithStatement: lowerWith,
  TryStatement: lowerTry,
  MatchStatement: lowerMatch,
  FunctionDefinition: lowerFunction,
  ClassDefinition: lowerClass,
  DecoratedStatement: lowerDecorated,
};

function lowerStatement(source: Source, node: TreeNode): Statement {
  const lower = lowerings[node.name];
  return lower ? lower(source, node) : unknownStatement(source, node);
}

function unknownStatement(source: Source, node: TreeNode): Statement {
  return { kind: 'unknown', parts: lowerKnown(source, node.children), span: spanOf(node) };
}

function lowerExpressionStatement(source: Source, node: TreeNode): Statement {
  const value = lowerList(source, node.children);
  return value ? { kind: 'expression', value, span: spanOf(node) } : unknownStatement(source, node);
}

function lowerAssign(source: Source, node: TreeNode): Statement {
  const [first = [], ...rest] = splitAt(node.children, 'AssignOp');
  const definition = first.find((child) => child.name === 'TypeDef');
  const values = rest.map((nodes) => lowerList(source, nodes) ?? missing(node.end));
  const firstTarget = lowerList(
    source,
    first.filter((child) => child !== definition),
  );
  const targets = [firstTarget ?? missing(node.start), ...values.slice(0, -1)];
  const annotation = definition && lowerAnnotation(source, definition);
  return { kind: 'assign', targets, annotation, value: values.at(-1), span: spanOf(node) };
}

function lowerUpdate(source: Source, node: TreeNode): Statement {
  const at = node.children.findIndex((child) => child.name === 'UpdateOp');
  const mark = node.children[at];
  if (!mark) return unknownStatement(source, node);
  const target = lowerList(source, node.children.slice(0, at)) ?? missing(node.start);
  const value = lowerList(source, node.children.slice(at + 1)) ?? missing(node.end);
  const operator = textOf(source, mark).slice(0, -1);
  return { kind: 'assign', targets: [target], operator, value, span: spanOf(node) };
}

/** `type Name = value` binds the name as an assignment does. */
function lowerTypeAlias(source: Source, node: TreeNode): AssignStatement {
  const [target = missing(node.start), value = missing(node.end)] = lowerKnown(
    source,
    node.children,
  );
  return { kind: 'assign', targets: [target], value, span: spanOf(node) };
}

function lowerFlow(type: FlowStatement['type']): Lowering {
  return (source, node) => {
    const values: Expression[] = lowerKnown(source, node.children);
    return { kind: 'flow', type, values, span: spanOf(node) };
  };
}

/** The `print value` of Python 2 is an error. */
function lowerPrint(source: Source, node: TreeNode): Statement {
  source.errors.push(spanOf(node));
  return unknownStatement(source, node);
}

function lowerDecorated(source: Source, node: TreeNode): Statement {
  const decorators = node.children
    .filter((child) => child.name === 'Decorator')
    .flatMap((decorator) => lowerKnown(source, decorator.children));
  const definition = node.children.find((child) => child.name in lowerings);
  const statement = definition && lowerStatement(source, definition);
  if (statement?.kind !== 'function' && statement?.kind !== 'class') {
    return { kind: 'unknown', parts: decorators, span: spanOf(node) };
  }
  return { ...statement, decorators, span: { start: node.start, end: statement.span.end } };
}
