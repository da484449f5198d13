import type { Span } from '../model/span';
import type { Comment } from '../model/syntax';
import type { Tree } from '@lezer/common';
import { parser } from './generated/python-parser';

/** A node of the parser's tree as plain data, without comments and error nodes; offsets are those of the whole text. */
export interface TreeNode {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly TreeNode[];
}

/** What the parser said of one stretch of text; comments and errors are in the order of the text. */
export interface ParsedStretch {
  readonly statements: readonly TreeNode[];
  readonly comments: readonly Comment[];
  readonly errors: readonly Span[];
}

/** The name of a node whose parts were dropped because it lies deeper than any reader should have to descend. */
export const tooDeep = 'TooDeep';

/** Levels of the tree that are kept: lowering and its readers recurse, and must not run out of stack. */
const deepest = 400;

/** Parses `text` from `start` to `end` as a file of its own; never throws. */
export function parseStretch(text: string, start: number, end: number): ParsedStretch {
  const statements: TreeNode[] = [];
  const comments: Comment[] = [];
  const errors: Span[] = [];
  const levels: TreeNode[][] = [statements];
  parseTree(text.slice(start, end)).iterate({
    enter({ type, from, to }) {
      if (type.isTop) return true;
      const span = { start: from + start, end: to + start };
      if (type.isError) errors.push(span);
      else if (type.name === 'Comment') comments.push(readComment(text, span));
      else return addNode(levels, type.name, span);
      return false;
    },
    leave({ type }) {
      if (!type.isTop) levels.pop();
    },
  });
  return { statements, comments, errors };
}

/**
 * Parses without the parser's guard against repeated reductions from one start: it counts comments and empty lines
 * too, so that it puts an error into every long file, and what it guards against is bounded here and in the tree.
 */
function parseTree(text: string): Tree {
  const parse = parser.startParse(text);
  const guard = parse as unknown as { bigReductionCount: number };
  for (;;) {
    guard.bigReductionCount = 0;
    const tree = parse.advance();
    if (tree) return tree;
  }
}

/** Adds a node to the innermost level and opens its own; says whether its children are wanted. */
function addNode(levels: TreeNode[][], name: string, span: Span): boolean {
  const isKept = levels.length < deepest;
  const children: TreeNode[] = [];
  levels
    .at(-1)
    ?.push({ name: isKept ? name : tooDeep, start: span.start, end: span.end, children });
  if (isKept) levels.push(children);
  return isKept;
}

function readComment(text: string, span: Span): Comment {
  return { span, text: text.slice(span.start, span.end).replace(/^#+/, '').trim() };
}
