import type {
  ComprehensionClause,
  ComprehensionExpression,
  Expression,
  MappingExpression,
} from '../model/syntax';
import { lowerExpression, lowerItem, lowerItems, lowerKnown, lowerList } from './expressions';
import {
  inside,
  missing,
  spanAcross,
  spanOf,
  splitAt,
  unknownExpression,
  type Source,
} from './nodes';
import type { TreeNode } from './tree';

/** Lowers a list, tuple or set written out. */
export function lowerSequence(source: Source, node: TreeNode): Expression {
  const items = lowerItems(source, splitAt(inside(node), ','));
  return { kind: 'sequence', type: sequenceTypes[node.name] ?? 'tuple', items, span: spanOf(node) };
}

/** Lowers a dict written out. */
export function lowerMapping(source: Source, node: TreeNode): Expression {
  const entries = splitAt(inside(node), ',')
    .filter((nodes) => nodes.length > 0)
    .map((nodes) => lowerEntry(source, nodes));
  return { kind: 'mapping', entries, span: spanOf(node) };
}

/** Lowers `object[index]`; several indices, or one with a comma behind it, are a tuple. */
export function lowerSubscript(source: Source, node: TreeNode, object: Expression): Expression {
  const from = node.children.findIndex((child) => child.name === '[') + 1;
  const nodes = node.children.slice(from).filter((child) => child.name !== ']');
  const groups = splitAt(nodes, ',');
  const items = groups
    .filter((group) => group.length > 0)
    .map((group) => lowerIndex(source, group));
  const span = spanAcross(nodes, node.end);
  const [only] = items;
  const isOne = groups.length === 1 && only?.kind !== 'starred';
  const index: Expression = isOne
    ? (only ?? missing(span.start))
    : { kind: 'sequence', type: 'tuple', items, span };
  return { kind: 'subscript', object, index, span: spanOf(node) };
}

/** Whether the nodes between two commas hold a `for` of a comprehension. */
export function isComprehension(nodes: readonly TreeNode[]): boolean {
  return nodes.some((node) => node.name === 'for');
}

/**
 * Lowers the nodes of a comprehension; `node` is absent where a generator is the only argument of a
 * call.
 */
export function lowerComprehension(
  source: Source,
  node: TreeNode | undefined,
  nodes: readonly TreeNode[],
): Expression {
  const span = node ? spanOf(node) : spanAcross(nodes, 0);
  const firstFor = nodes.findIndex((child) => child.name === 'for' || child.name === 'async');
  const head = nodes.slice(0, Math.max(firstFor, 0));
  const clauses = lowerClauses(source, nodes.slice(Math.max(firstFor, 0)));
  if (!clauses || head.length === 0) return unknownExpression(span, lowerKnown(source, nodes));
  const isMapping = node?.name === 'DictionaryComprehensionExpression';
  const { key, value } = isMapping
    ? lowerEntry(source, head)
    : { key: undefined, value: lowerItem(source, head) };
  const type = comprehensionTypes[node?.name ?? ''] ?? 'generator';
  return { kind: 'comprehension', type, key, element: value, clauses, span };
}

const sequenceTypes: Readonly<Record<string, 'list' | 'tuple' | 'set'>> = {
  ArrayExpression: 'list',
  SetExpression: 'set',
};

const comprehensionTypes: Readonly<Record<string, ComprehensionExpression['type']>> = {
  ArrayComprehensionExpression: 'list',
  SetComprehensionExpression: 'set',
  DictionaryComprehensionExpression: 'mapping',
};

function lowerEntry(
  source: Source,
  nodes: readonly TreeNode[],
): MappingExpression['entries'][number] {
  const [first, second, third] = nodes;
  const { end } = spanAcross(nodes, 0);
  if (first?.name === '**') {
    return { value: second ? lowerExpression(source, second) : missing(end) };
  }
  const key = first && first.name !== ':' ? lowerExpression(source, first) : missing(end);
  return { key, value: third ? lowerExpression(source, third) : missing(end) };
}

function lowerIndex(source: Source, nodes: readonly TreeNode[]): Expression {
  if (!nodes.some((node) => node.name === ':')) return lowerItem(source, nodes);
  const parts = splitAt(nodes, ':').map((part) =>
    part.length > 0 ? lowerItem(source, part) : undefined,
  );
  return { kind: 'slice', parts, span: spanAcross(nodes, 0) };
}

/** Reads `for target in iterable if condition ...`; undefined where a part is missing. */
function lowerClauses(
  source: Source,
  nodes: readonly TreeNode[],
): readonly ComprehensionClause[] | undefined {
  const clauses: ComprehensionClause[] = [];
  for (const words of splitAt(nodes, 'for').slice(1)) {
    const [targets = [], behind = []] = splitAt(
      words.filter((word) => word.name !== 'async'),
      'in',
    );
    const [iterables = [], ...conditions] = splitAt(behind, 'if');
    const target = lowerList(source, targets);
    const iterable = lowerList(source, iterables);
    if (!target || !iterable) return undefined;
    clauses.push({ target, iterable, conditions: lowerItems(source, conditions) });
  }
  return clauses.length > 0 ? clauses : undefined;
}
