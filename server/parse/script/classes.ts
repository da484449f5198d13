import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Argument, ClassStatement, Expression, Statement } from '../../model/syntax';
import { lowerExpression } from './expressions';
import { lowerFunction } from './functions';
import { isFunction, propertyName } from './nodes';
import { assign } from './patterns';
import { before, spanOf, unknown, type Source } from './source';
import { lowerBlock } from './statements';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Lowers a class; its constructor is `__init__` and `this` the first parameter of its methods. */
export function lowerClass(source: Source, node: ClassNode, name: string): ClassStatement {
  return {
    kind: 'class',
    name: node.id?.name ?? name,
    nameSpan: node.id ? spanOf(source, node.id) : before(source, node.body),
    bases: node.superClass ? [baseOf(source, node.superClass)] : [],
    decorators: node.decorators.map((one) => lowerExpression(source, one.expression)),
    body: node.body.body.flatMap((member) => lowerMember(source, member)),
    span: spanOf(source, node),
  };
}

/** A class where a value is expected: its methods are kept as functions, the class itself is not known. */
export function lowerClassExpression(source: Source, node: TSESTree.ClassExpression): Expression {
  const parts = node.body.body.flatMap((member) =>
    'value' in member && member.value ? [lowerExpression(source, member.value)] : [],
  );
  return unknown(spanOf(source, node), parts);
}

function baseOf(source: Source, node: TSESTree.Expression): Argument {
  return { star: 0, value: lowerExpression(source, node), span: spanOf(source, node) };
}

function lowerMember(source: Source, member: TSESTree.ClassElement): Statement[] {
  switch (member.type) {
    case 'MethodDefinition':
      return isFunction(member.value) ? [lowerMethod(source, member, member.value)] : [];
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return lowerField(source, member);
    case 'StaticBlock':
      return lowerBlock(source, member.body);
    default:
      return [];
  }
}

function lowerMethod(
  source: Source,
  member: TSESTree.MethodDefinition,
  value: TSESTree.FunctionExpression,
): Statement {
  const written = propertyName(member.key, member.computed) ?? '';
  return lowerFunction(source, value, {
    name: member.kind === 'constructor' ? '__init__' : written,
    nameNode: member.key,
    method: !member.static,
    decorators: [
      ...member.decorators.map((one) => lowerExpression(source, one.expression)),
      ...marks(source, member),
    ],
  });
}

/** `static` and `get` as the decorators that mean the same. */
function marks(source: Source, member: TSESTree.MethodDefinition): Expression[] {
  const span = before(source, member);
  const mark = (name: string): Expression => ({ kind: 'name', name, span });
  return [
    ...(member.static ? [mark('staticmethod')] : []),
    ...(member.kind === 'get' ? [mark('property')] : []),
  ];
}

/** A field is what the class body binds; one that holds a function is a method. */
function lowerField(
  source: Source,
  member: TSESTree.PropertyDefinition | TSESTree.AccessorProperty,
): Statement[] {
  const name = propertyName(member.key, member.computed);
  if (!member.value || name === undefined) return [];
  const span = spanOf(source, member);
  if (isFunction(member.value)) {
    const naming = { name, nameNode: member.key, method: !member.static };
    return [lowerFunction(source, member.value, naming)];
  }
  const target: Expression = { kind: 'name', name, span: spanOf(source, member.key) };
  return [assign(target, lowerExpression(source, member.value, name), span)];
}
