import type { NameExpression } from '../model/syntax';
import { spanOf, textOf, type Source } from './nodes';
import type { TreeNode } from './tree';

/** The names that the patterns of a `case` bind. */
export function lowerCaptures(source: Source, clause: TreeNode): NameExpression[] {
  return clause.children
    .filter((child) => child.name.endsWith('Pattern'))
    .flatMap((pattern) => namesBound(pattern))
    .map((node) => ({ kind: 'name' as const, name: textOf(source, node), span: spanOf(node) }))
    .filter(({ name }) => name !== '_');
}

function namesBound(pattern: TreeNode): TreeNode[] {
  const inner = pattern.children
    .filter((child) => child.name.endsWith('Pattern') || child.name === 'PatternArgList')
    .flatMap((child) => namesBound(child));
  const binds = pattern.name === 'CapturePattern' || pattern.name === 'AsPattern';
  const own = binds ? pattern.children.filter((child) => child.name === 'VariableName') : [];
  return [...inner, ...own];
}
