import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Expression, LoopStatement, Statement } from '../../model/syntax';
import { lowerDeclaration } from './declarations';
import { lowerExpression } from './expressions';
import { lowerTarget, spread } from './patterns';
import { spanOf, unknown, type Source } from './source';
import { lowerStatement } from './statements';

/** Lowers `for (const x of xs)` and `for (const key in object)`. */
export function lowerForOf(
  source: Source,
  node: TSESTree.ForOfStatement | TSESTree.ForInStatement,
): Statement[] {
  const { left, right } = node;
  const pattern = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left;
  const given = lowerExpression(source, right);
  const iterable = node.type === 'ForOfStatement' ? given : unknown(spanOf(source, right), [given]);
  const span = spanOf(source, node);
  if (!pattern)
    return [loop({ iterable, target: unknown(span) }, lowerBody(source, node.body), span)];
  const place = spanOf(source, pattern);
  if (pattern.type !== 'ObjectPattern') {
    const target = lowerTarget(source, pattern);
    return [loop({ target, iterable }, lowerBody(source, node.body), span)];
  }
  const target: Expression = { kind: 'name', name: `{${place.start}}`, span: place };
  const parts = spread(source, pattern, target);
  return [loop({ target, iterable }, [...parts, ...lowerBody(source, node.body)], span)];
}

/**
 * Lowers `for (let i = 0; i < n; i++)`: counting up by one is a loop over a range; of what any other
 * one counts nothing is known.
 */
export function lowerFor(source: Source, node: TSESTree.ForStatement): Statement[] {
  const span = spanOf(source, node);
  const counted = countedRange(source, node);
  if (counted) return [loop(counted, lowerBody(source, node.body), span)];
  const head = [node.test, node.update].filter((part) => part !== null);
  const first =
    node.init?.type === 'VariableDeclaration'
      ? lowerDeclaration(source, node.init)
      : node.init
        ? [expression(source, node.init)]
        : [];
  const targets = first.flatMap((one) => (one.kind === 'assign' ? one.targets : []));
  const target: Expression = { kind: 'sequence', type: 'tuple', items: targets, span };
  const parts = head.map((part) => lowerExpression(source, part));
  const iterable = unknown(spanOf(source, node), parts);
  return [...first, loop({ target, iterable }, lowerBody(source, node.body), span)];
}

/** Lowers `while`. */
export function lowerWhile(source: Source, node: TSESTree.WhileStatement): Statement[] {
  const test = lowerExpression(source, node.test);
  return [loop({ test }, lowerBody(source, node.body), spanOf(source, node))];
}

/** Lowers `do … while`; that it runs once in any case is not kept. */
export function lowerDo(source: Source, node: TSESTree.DoWhileStatement): Statement[] {
  const test = lowerExpression(source, node.test);
  return [loop({ test }, lowerBody(source, node.body), spanOf(source, node))];
}

function loop(
  head: Pick<LoopStatement, 'target' | 'iterable' | 'test'>,
  body: readonly Statement[],
  span: LoopStatement['span'],
): LoopStatement {
  return { kind: 'loop', ...head, body, otherwise: [], span };
}

/** A `break` inside leaves the loop, not a `switch` around it. */
function lowerBody(source: Source, node: TSESTree.Statement): Statement[] {
  const outer = source.inSwitch;
  source.inSwitch = false;
  const body = lowerStatement(source, node);
  source.inSwitch = outer;
  return body;
}

function expression(source: Source, node: TSESTree.Expression): Statement {
  return { kind: 'expression', value: lowerExpression(source, node), span: spanOf(source, node) };
}

/** The counter and `range(from, to)`, where the head counts one name up by one. */
function countedRange(
  source: Source,
  { init, test, update }: TSESTree.ForStatement,
): Pick<LoopStatement, 'target' | 'iterable'> | undefined {
  if (init?.type !== 'VariableDeclaration' || init.declarations.length !== 1) return undefined;
  const declared = init.declarations[0] as TSESTree.LetOrConstOrVarDeclarator;
  const { id, init: from } = declared;
  if (id.type !== 'Identifier' || !from || test?.type !== 'BinaryExpression') return undefined;
  const isCount =
    update?.type === 'UpdateExpression' &&
    update.operator === '++' &&
    isName(update.argument, id.name) &&
    isName(test.left, id.name) &&
    test.operator === '<';
  if (!isCount) return undefined;
  const span = spanOf(source, test);
  const args = [from, test.right].map((one) => ({
    star: 0 as const,
    value: lowerExpression(source, one),
    span: spanOf(source, one),
  }));
  const callee: Expression = { kind: 'name', name: 'range', span };
  return { target: lowerTarget(source, id), iterable: { kind: 'call', callee, args, span } };
}

function isName(node: TSESTree.Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}
