import type { Span } from '../model/span';
import type { Statement } from '../model/syntax';
import { childNamed, type Source } from './nodes';
import { lowerStatements } from './statements';
import type { TreeNode } from './tree';

/** A keyword of a compound statement, what stands between it and its block, and the block. */
export interface Branch {
  readonly keyword: TreeNode;
  readonly head: readonly TreeNode[];
  readonly body?: TreeNode;
}

/** The span without the line end and the empty lines that the parser counts to a block. */
export function contentSpan(node: TreeNode): Span {
  let last = node;
  for (let next: TreeNode | undefined = node; next && containers.has(last.name);) {
    next = last.children.filter(isContent).at(-1);
    last = next ?? last;
  }
  return { start: node.start, end: last.end };
}

/** Parts a compound statement at its keywords. */
export function branchesOf(node: TreeNode, keywords: ReadonlySet<string>): Branch[] {
  const branches: { keyword: TreeNode; head: TreeNode[]; body?: TreeNode }[] = [];
  for (const child of node.children) {
    const current = branches.at(-1);
    if (keywords.has(child.name)) branches.push({ keyword: child, head: [] });
    else if (current && child.name === 'Body') current.body = child;
    else current?.head.push(child);
  }
  return branches;
}

/** Lowers a block; one without a colon or without statements is an error. */
export function lowerBody(source: Source, body: TreeNode | undefined): Statement[] {
  if (!body) return [];
  const statements = lowerStatements(source, body.children);
  const colon = childNamed(body, ':');
  const end = colon?.end ?? body.start;
  if (!colon || statements.length === 0) source.errors.push({ start: end, end });
  return statements;
}

const containers = new Set([
  'Body',
  'StatementGroup',
  'MatchBody',
  'MatchClause',
  'IfStatement',
  'WhileStatement',
  'ForStatement',
  'TryStatement',
  'WithStatement',
  'MatchStatement',
  'FunctionDefinition',
  'ClassDefinition',
  'DecoratedStatement',
]);

function isContent({ name, children }: TreeNode): boolean {
  const isEmptyBody = name === 'Body' && children.length === 0;
  return name !== ';' && !isEmptyBody;
}
