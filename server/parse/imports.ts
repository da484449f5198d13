import type { ImportItem, Statement } from '../model/syntax';
import { spanAcross, spanOf, splitAt, textOf, type Source } from './nodes';
import type { TreeNode } from './tree';

/** Lowers `import a.b as c` and `from .a import b as c`; items without a name are left out. */
export function lowerImport(source: Source, node: TreeNode): Statement {
  const [first = [], second] = splitAt(node.children, 'import');
  const isFrom = first[0]?.name === 'from';
  const names = (second ?? []).filter((child) => child.name !== '(' && child.name !== ')');
  const groups = splitAt(names, ',').filter((nodes) => nodes.length > 0);
  const items = isFrom
    ? lowerMembers(source, first.slice(1), groups)
    : groups.map((nodes) => lowerModule(source, nodes));
  return { kind: 'import', items, span: spanOf(node) };
}

function lowerModule(source: Source, nodes: readonly TreeNode[]): ImportItem {
  const [path = [], renamed] = splitAt(nodes, 'as');
  const module = dotted(source, path);
  const alias = renamed?.[0];
  const [root = ''] = module.split('.');
  return {
    module,
    level: 0,
    local: alias ? textOf(source, alias) : root,
    binds: alias ? 'target' : 'root',
    span: spanAcross(nodes, 0),
  };
}

function lowerMembers(
  source: Source,
  from: readonly TreeNode[],
  groups: readonly (readonly TreeNode[])[],
): ImportItem[] {
  const nameAt = from.findIndex((node) => node.name === 'VariableName');
  const dots = nameAt < 0 ? from : from.slice(0, nameAt);
  const level = dots.reduce((sum, dot) => sum + dot.end - dot.start, 0);
  const module = nameAt < 0 ? '' : dotted(source, from.slice(nameAt));
  return groups.map((nodes) => {
    const [path = [], renamed] = splitAt(nodes, 'as');
    const member = dotted(source, path);
    const alias = renamed?.[0];
    const local = alias ? textOf(source, alias) : member;
    return { module, level, member, local, binds: 'target', span: spanAcross(nodes, 0) };
  });
}

function dotted(source: Source, path: readonly TreeNode[]): string {
  return path.map((node) => textOf(source, node)).join('');
}
