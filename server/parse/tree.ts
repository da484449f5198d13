import type { Span } from '../model/span';
import type { Comment } from '../model/syntax';
import { parser } from './generated/python-parser';
import { parseRecords } from './records';

/**
 * A node of the parser's tree as plain data, without comments and error nodes; offsets are those of
 * the whole text.
 */
export interface TreeNode {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly TreeNode[];
}

/**
 * What the parser said of one stretch of text; comments and errors are in the order of the text.
 */
export interface ParsedStretch {
  readonly statements: readonly TreeNode[];
  readonly comments: readonly Comment[];
  readonly errors: readonly Span[];
}

/** Parses `text` from `start` to `end` as a file of its own; never throws. */
export function parseStretch(text: string, start: number, end: number): ParsedStretch {
  const records = parseRecords(parser, text.slice(start, end));
  const { types } = parser.nodeSet;
  const statements: TreeNode[] = [];
  const comments: Comment[] = [];
  const errors: Span[] = [];
  const levels: Level[] = [{ from: 0, children: statements }];
  // The records are in postfix order, so that read from the end a node comes before its children,
  // the last one first.
  for (let at = records.length - 4; at >= 0; at -= 4) {
    while (at < (levels.at(-1)?.from ?? 0)) levels.pop()?.children.reverse();
    const type = types[records[at] ?? 0];
    const size = records[at + 3] ?? 0;
    const isNode = size > 0 && type !== undefined && !type.isAnonymous && !type.isTop;
    if (!isNode) continue;
    const span = { start: start + (records[at + 1] ?? 0), end: start + (records[at + 2] ?? 0) };
    const from = at + 4 - size;
    const isKept = levels.length < deepest;
    if (type.isError) errors.push(span);
    else if (type.name === 'Comment') comments.push(readComment(text, span));
    else levels.at(-1)?.children.push(addLevel(levels, isKept ? type.name : tooDeep, span, from));
    const isRead = isKept && !type.isError;
    if (!isRead) at = from;
  }
  for (const level of levels) level.children.reverse();
  return { statements, comments: comments.reverse(), errors: errors.reverse() };
}

/** Children that are being read, whose records start at `from`. */
interface Level {
  readonly from: number;
  readonly children: TreeNode[];
}

/**
 * The name of a node whose parts were dropped because it lies deeper than any reader should have to
 * descend.
 */
const tooDeep = 'TooDeep';

/**
 * Levels of the tree that are kept: lowering and its readers recurse, and must not run out of
 * stack.
 */
const deepest = 300;

function addLevel(levels: Level[], name: string, { start, end }: Span, from: number): TreeNode {
  const children: TreeNode[] = [];
  levels.push({ from, children });
  return { name, start, end, children };
}

function readComment(text: string, span: Span): Comment {
  return { span, text: text.slice(span.start, span.end).replace(/^#+/, '').trim() };
}
