import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { childrenOf, isFunction } from './nodes';

/**
 * The names that some function sets without declaring them: the variable of an outer function or of
 * the module may hold something else whenever that function has run.
 */
export function sharedNames(program: TSESTree.Program): ReadonlySet<string> {
  const shared = new Set<string>();
  const pending: { node: TSESTree.Node; own: Scope | undefined }[] = [
    { node: program, own: undefined },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node } = next;
    const own = isFunction(node) ? { declared: namesDeclaredIn(node) } : next.own;
    for (const name of namesSetBy(node)) if (own && !own.declared.has(name)) shared.add(name);
    for (const child of childrenOf(node)) pending.push({ node: child, own });
  }
  return shared;
}

interface Scope {
  readonly declared: ReadonlySet<string>;
}

function namesSetBy(node: TSESTree.Node): readonly string[] {
  if (node.type === 'AssignmentExpression') return namesIn(node.left);
  if (node.type === 'UpdateExpression') return namesIn(node.argument);
  const isLoop = node.type === 'ForOfStatement' || node.type === 'ForInStatement';
  return isLoop && node.left.type !== 'VariableDeclaration' ? namesIn(node.left) : [];
}

/** The parameters of a function and what it declares, functions inside left out. */
function namesDeclaredIn(top: TSESTree.Node): ReadonlySet<string> {
  const names = new Set<string>();
  if ('params' in top && Array.isArray(top.params)) {
    for (const one of top.params) namesIn(one as TSESTree.Node).forEach((name) => names.add(name));
  }
  const pending = [...childrenOf(top)];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'VariableDeclarator') namesIn(node.id).forEach((name) => names.add(name));
    if (isFunction(node)) continue;
    pending.push(...childrenOf(node));
  }
  return names;
}

/** The names that a pattern binds; those of a member expression are none. */
function namesIn(pattern: TSESTree.Node | null): readonly string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) =>
        namesIn(one.type === 'RestElement' ? one.argument : one.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((one) => namesIn(one));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'TSParameterProperty':
      return namesIn(pattern.parameter);
    default:
      return [];
  }
}
