import type { Span } from '../model/span';
import type { Expression, UnknownExpression } from '../model/syntax';
import type { TreeNode } from './tree';

/** What lowering reads beside the tree, and the errors that it finds itself. */
export interface Source {
  readonly text: string;
  readonly errors: Span[];
}

/** The text that a node or span covers. */
export function textOf(source: Source, span: Span): string {
  return source.text.slice(span.start, span.end);
}

/** The offsets of a node without the rest of it. */
export function spanOf(node: Span): Span {
  return { start: node.start, end: node.end };
}

/** The span from the first to the last of the nodes, or an empty one at `fallback`. */
export function spanAcross(nodes: readonly Span[], fallback: number): Span {
  return { start: nodes[0]?.start ?? fallback, end: nodes.at(-1)?.end ?? fallback };
}

/** The first child of that name. */
export function childNamed(node: TreeNode, name: string): TreeNode | undefined {
  return node.children.find((child) => child.name === name);
}

/**
 * The groups between the nodes of that name, empty ones included; one group where there is none.
 */
export function splitAt(nodes: readonly TreeNode[], name: string): TreeNode[][] {
  const groups: TreeNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === name) groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return groups;
}

/** The children between the opening token of a node and its closing token, which may be missing. */
export function inside(node: TreeNode): readonly TreeNode[] {
  const { children } = node;
  const from = opening.has(children[0]?.name ?? '') ? 1 : 0;
  const to = closing.has(children.at(-1)?.name ?? '') ? children.length - 1 : children.length;
  return children.slice(from, to);
}

/** An expression that was not understood, with those of its parts that were. */
export function unknownExpression(
  span: Span,
  parts: readonly (Expression | undefined)[] = [],
): UnknownExpression {
  const known = parts.filter((part) => part !== undefined);
  return { kind: 'unknown', parts: known, span: spanOf(span) };
}

/** The unknown that stands where an expression is missing. */
export function missing(offset: number): UnknownExpression {
  return unknownExpression({ start: offset, end: offset });
}

const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);
