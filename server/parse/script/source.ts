import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Span } from '../../model/span';
import type { Expression, UnknownExpression } from '../../model/syntax';

/** What lowering knows besides the node in hand. */
export interface Source {
  /** The text of the block. */
  readonly code: string;
  /** Where the block starts in the document. */
  readonly offset: number;
  /** Names of variables that a function sets which does not declare them. */
  readonly shared: ReadonlySet<string>;
  /** How deep the node in hand lies. */
  depth: number;
  /** Inside a `switch` and no loop of its own, so that `break` leaves the `switch`. */
  inSwitch: boolean;
}

/** Levels that are lowered: what reads the syntax recurses, and must not run out of stack. */
export const deepest = 250;

/** Where a node stands in the document. */
export function spanOf(source: Source, node: TSESTree.Node): Span {
  const [start, end] = node.range;
  const last = source.code.length;
  return { start: source.offset + Math.min(start, last), end: source.offset + Math.min(end, last) };
}

/** Where a name stands, without the type and the question mark that may follow it. */
export function nameSpan(source: Source, { name, range }: TSESTree.Identifier): Span {
  const start = source.offset + range[0];
  return { start, end: start + name.length };
}

/** The empty place right before a node. */
export function before(source: Source, node: TSESTree.Node): Span {
  const start = source.offset + node.range[0];
  return { start, end: start };
}

/** An expression that was not understood, with those of its parts that were. */
export function unknown(span: Span, parts: readonly Expression[] = []): UnknownExpression {
  return { kind: 'unknown', parts, span };
}
