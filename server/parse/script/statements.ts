import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Expression, Statement } from '../../model/syntax';
import { lowerClass } from './classes';
import { lowerDeclaration } from './declarations';
import { hintOf, lowerExpression } from './expressions';
import { lowerFunction } from './functions';
import { lowerImport, lowerImportEquals } from './imports';
import { lowerDo, lowerFor, lowerForOf, lowerWhile } from './loops';
import { lowerTarget, spread } from './patterns';
import { deepest, spanOf, type Source } from './source';

/** Lowers the statements of a block, those of nested bare blocks in their place. */
export function lowerBlock(
  source: Source,
  nodes: readonly TSESTree.ProgramStatement[],
): Statement[] {
  return nodes.flatMap((node) => lowerStatement(source, node));
}

/** Lowers the body of a loop or branch, which may be a single statement. */
export function lowerStatement(source: Source, node: TSESTree.ProgramStatement): Statement[] {
  if (source.depth >= deepest) return [{ kind: 'unknown', parts: [], span: spanOf(source, node) }];
  source.depth++;
  const lowered = lowerNode(source, node);
  source.depth--;
  return lowered;
}

function lowerNode(source: Source, node: TSESTree.ProgramStatement): Statement[] {
  const span = spanOf(source, node);
  switch (node.type) {
    case 'ExpressionStatement':
      return lowerExpressionStatement(source, node);
    case 'VariableDeclaration':
      return lowerDeclaration(source, node);
    case 'FunctionDeclaration':
      return [lowerFunction(source, node, { name: node.id?.name ?? 'default' })];
    case 'ClassDeclaration':
      return [lowerClass(source, node, 'default')];
    case 'ReturnStatement': {
      const value = node.argument ? lowerExpression(source, node.argument) : undefined;
      return [{ kind: 'return', value, span }];
    }
    case 'IfStatement': {
      const test = lowerExpression(source, node.test);
      const then = lowerStatement(source, node.consequent);
      const otherwise = node.alternate ? lowerStatement(source, node.alternate) : [];
      return [{ kind: 'if', test, then, otherwise, span }];
    }
    case 'BlockStatement':
      return lowerBlock(source, node.body);
    case 'ForStatement':
      return lowerFor(source, node);
    case 'ForOfStatement':
    case 'ForInStatement':
      return lowerForOf(source, node);
    case 'WhileStatement':
      return lowerWhile(source, node);
    case 'DoWhileStatement':
      return lowerDo(source, node);
    case 'SwitchStatement':
      return lowerSwitch(source, node);
    case 'TryStatement':
      return [lowerTry(source, node)];
    case 'ThrowStatement': {
      const values = [lowerExpression(source, node.argument)];
      return [{ kind: 'flow', type: 'raise', values, span }];
    }
    case 'BreakStatement':
      return [{ kind: 'flow', type: source.inSwitch ? 'pass' : 'break', values: [], span }];
    case 'ContinueStatement':
      return [{ kind: 'flow', type: 'continue', values: [], span }];
    case 'LabeledStatement':
      return lowerStatement(source, node.body);
    default:
      return lowerModuleItem(source, node);
  }
}

/** Imports and exports; what declares types only leaves nothing. */
function lowerModuleItem(source: Source, node: TSESTree.ProgramStatement): Statement[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return node.importKind === 'type' ? [] : [lowerImport(source, node)];
    case 'TSImportEqualsDeclaration':
      return [lowerImportEquals(source, node) ?? []].flat();
    case 'ExportNamedDeclaration':
      return node.declaration
        ? lowerStatement(source, node.declaration as TSESTree.ProgramStatement)
        : [];
    case 'ExportDefaultDeclaration':
      return lowerDefaultExport(source, node);
    case 'TSExportAssignment':
      return [expressionStatement(source, node.expression)];
    case 'TSModuleDeclaration':
      return 'body' in node && node.body && 'body' in node.body
        ? lowerBlock(source, node.body.body)
        : [];
    default:
      return [];
  }
}

function lowerDefaultExport(
  source: Source,
  { declaration }: TSESTree.ExportDefaultDeclaration,
): Statement[] {
  const isStatement = /^(Function|Class)Declaration$|^TS(Interface|Enum|Declare)/.test(
    declaration.type,
  );
  if (isStatement) return lowerStatement(source, declaration as TSESTree.ProgramStatement);
  return [expressionStatement(source, declaration as TSESTree.Expression)];
}

function expressionStatement(source: Source, node: TSESTree.Expression): Statement {
  return {
    kind: 'expression',
    value: lowerExpression(source, node),
    span: spanOf(source, node),
  };
}

/** `a = b`, `a += b`, `a++` and `a, b` are statements of their own. */
function lowerExpressionStatement(
  source: Source,
  { expression }: TSESTree.ExpressionStatement,
): Statement[] {
  const span = spanOf(source, expression);
  if (expression.type === 'AssignmentExpression') return lowerAssign(source, expression);
  if (expression.type === 'SequenceExpression') {
    return expression.expressions.flatMap((one) =>
      lowerExpressionStatement(source, { expression: one } as TSESTree.ExpressionStatement),
    );
  }
  if (expression.type === 'UpdateExpression') {
    const targets = [lowerTarget(source, expression.argument)];
    const value: Expression = { kind: 'literal', value: 1, span };
    return [{ kind: 'assign', targets, operator: expression.operator.slice(1), value, span }];
  }
  return [{ kind: 'expression', value: lowerExpression(source, expression), span }];
}

function lowerAssign(source: Source, node: TSESTree.AssignmentExpression): Statement[] {
  const span = spanOf(source, node);
  const { left, operator } = node;
  const value = lowerExpression(source, node.right, hintOf(left));
  if (operator === '=' && left.type === 'ObjectPattern') return spread(source, left, value);
  const targets = [lowerTarget(source, left)];
  if (operator === '=') return [{ kind: 'assign', targets, value, span }];
  const sign = operator.slice(0, -1);
  const logical = { '||': 'or', '&&': 'and', '??': '??' }[sign];
  if (logical === undefined) return [{ kind: 'assign', targets, operator: sign, value, span }];
  const operands = [lowerExpression(source, left), value];
  const joined: Expression = { kind: 'operation', operator: logical, operands, span };
  return [{ kind: 'assign', targets, value: joined, span }];
}

/** Each case is one way; of a test against the subject nothing is kept. */
function lowerSwitch(source: Source, node: TSESTree.SwitchStatement): Statement[] {
  const subject = lowerExpression(source, node.discriminant);
  const outer = source.inSwitch;
  source.inSwitch = true;
  const cases = node.cases.map((one) => ({
    captures: [],
    body: lowerBlock(source, one.consequent),
  }));
  source.inSwitch = outer;
  return [{ kind: 'match', subject, cases, span: spanOf(source, node) }];
}

function lowerTry(source: Source, node: TSESTree.TryStatement): Statement {
  const { handler, finalizer } = node;
  const name = handler?.param?.type === 'Identifier' ? handler.param.name : undefined;
  return {
    kind: 'try',
    body: lowerBlock(source, node.block.body),
    handlers: handler ? [{ name, body: lowerBlock(source, handler.body.body) }] : [],
    otherwise: [],
    finally: finalizer ? lowerBlock(source, finalizer.body) : [],
    span: spanOf(source, node),
  };
}
