import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type {
  Expression,
  FunctionExpression,
  FunctionStatement,
  Parameter,
  Statement,
} from '../../model/syntax';
import { lowerExpression } from './expressions';
import type { FunctionNode } from './nodes';
import { propertyName } from './nodes';
import { assign, hiddenName, spread } from './patterns';
import { before, nameSpan, spanOf, type Source } from './source';
import { lowerBlock } from './statements';

/** Lowers a function where a value is expected. */
export function lowerFunctionExpression(
  source: Source,
  node: FunctionNode,
  hint: string,
): FunctionExpression {
  const statement = lowerFunction(source, node, { name: node.id?.name ?? hint });
  return { kind: 'function', statement, span: spanOf(source, node) };
}

/** What a function is called, and whether its first parameter is the instance. */
export interface FunctionNaming {
  readonly name: string;
  readonly nameNode?: TSESTree.Node;
  /** A method: it gets `this` as its first parameter, as Python writes it. */
  readonly method?: boolean;
  readonly decorators?: readonly Expression[];
}

/** Lowers a function with its body; an expression body is what it returns. */
export function lowerFunction(
  source: Source,
  node: FunctionNode,
  { name, nameNode, method = false, decorators = [] }: FunctionNaming,
): FunctionStatement {
  const span = spanOf(source, node);
  const outer = source.inSwitch;
  source.inSwitch = false;
  const { parameters, prelude } = lowerParameters(source, node.params);
  const body = lowerBody(source, node);
  source.inSwitch = outer;
  return {
    kind: 'function',
    name,
    nameSpan: placeOfName(source, node, nameNode),
    parameters: method ? [instanceParameter(source, node), ...parameters] : parameters,
    returns: node.returnType && annotation(source, node.returnType),
    decorators,
    body: [...prelude, ...body],
    async: node.async,
    span,
  };
}

function placeOfName(
  source: Source,
  node: FunctionNode,
  given: TSESTree.Node | null = node.id,
): FunctionStatement['nameSpan'] {
  if (!given) return before(source, node);
  return given.type === 'Identifier' ? nameSpan(source, given) : spanOf(source, given);
}

/** A type annotation as an expression that has its text. */
export function annotation(source: Source, node: TSESTree.TSTypeAnnotation): Expression {
  const { typeAnnotation } = node;
  const span = spanOf(source, typeAnnotation);
  const text = source.code.slice(...typeAnnotation.range);
  return { kind: 'name', name: text, span };
}

function lowerBody(source: Source, node: FunctionNode): Statement[] {
  const { body } = node;
  if (!body) return [];
  if (body.type === 'BlockStatement') return lowerBlock(source, body.body);
  const value = lowerExpression(source, body);
  return [{ kind: 'return', value, span: spanOf(source, body) }];
}

function instanceParameter(source: Source, node: TSESTree.Node): Parameter {
  return { name: 'this', star: 0, keywordOnly: false, span: before(source, node) };
}

/** Parameters, and the assignments that take destructured ones apart. */
function lowerParameters(
  source: Source,
  nodes: readonly TSESTree.Parameter[],
): { readonly parameters: Parameter[]; readonly prelude: Statement[] } {
  const parameters: Parameter[] = [];
  const prelude: Statement[] = [];
  for (const node of nodes) {
    const inner = node.type === 'TSParameterProperty' ? node.parameter : node;
    const { pattern, fallback } = withDefault(inner);
    const isThis = pattern.type === 'Identifier' && pattern.name === 'this';
    if (isThis) continue;
    if (pattern.type === 'ObjectPattern') addNamed(source, pattern, parameters, prelude);
    else parameters.push(lowerParameter(source, pattern, fallback, prelude));
    if (node.type === 'TSParameterProperty') prelude.push(...keep(source, pattern));
  }
  return { parameters, prelude };
}

function withDefault(node: TSESTree.Parameter | TSESTree.TSParameterProperty['parameter']): {
  readonly pattern: TSESTree.Node;
  readonly fallback?: TSESTree.Expression;
} {
  return node.type === 'AssignmentPattern'
    ? { pattern: node.left, fallback: node.right }
    : { pattern: node };
}

/** `{rate, units = 8}` as a parameter: the caller gives them by name. */
function addNamed(
  source: Source,
  pattern: TSESTree.ObjectPattern,
  parameters: Parameter[],
  prelude: Statement[],
): void {
  for (const one of pattern.properties) {
    const span = spanOf(source, one);
    if (one.type === 'RestElement') {
      if (one.argument.type === 'Identifier') {
        parameters.push({ name: one.argument.name, star: 2, keywordOnly: false, span });
      }
      continue;
    }
    const name = propertyName(one.key, one.computed);
    if (name === undefined) continue;
    const isDefaulted = one.value.type === 'AssignmentPattern';
    const fallback = isDefaulted ? (one.value as TSESTree.AssignmentPattern).right : undefined;
    const target = isDefaulted ? (one.value as TSESTree.AssignmentPattern).left : one.value;
    const value = fallback && lowerExpression(source, fallback, name);
    parameters.push({ name, star: 0, keywordOnly: true, default: value, span });
    const isRenamed = target.type !== 'Identifier' || target.name !== name;
    if (isRenamed) prelude.push(...spread(source, target, { kind: 'name', name, span }));
  }
}

function lowerParameter(
  source: Source,
  pattern: TSESTree.Node,
  fallback: TSESTree.Expression | undefined,
  prelude: Statement[],
): Parameter {
  const span = spanOf(source, pattern);
  const isRest = pattern.type === 'RestElement';
  const target = isRest ? pattern.argument : pattern;
  const value = fallback && lowerExpression(source, fallback);
  const common = { star: isRest ? 1 : 0, keywordOnly: false, default: value, span } as const;
  if (target.type === 'Identifier') {
    const typed = target.typeAnnotation && annotation(source, target.typeAnnotation);
    return { ...common, name: target.name, annotation: typed };
  }
  const name = hiddenName(span.start);
  prelude.push(...spread(source, target, { kind: 'name', name, span }));
  return { ...common, name };
}

/** `constructor(private rate)` keeps the parameter under the instance. */
function keep(source: Source, pattern: TSESTree.Node): Statement[] {
  if (pattern.type !== 'Identifier') return [];
  const span = nameSpan(source, pattern);
  const object: Expression = { kind: 'name', name: 'this', span };
  const { name } = pattern;
  const target: Expression = { kind: 'attribute', object, name, nameSpan: span, span };
  return [assign(target, { kind: 'name', name, span }, span)];
}
