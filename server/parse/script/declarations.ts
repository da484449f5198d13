import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Statement } from '../../model/syntax';
import { lowerClass } from './classes';
import { hintOf, lowerExpression } from './expressions';
import { annotation, lowerFunction } from './functions';
import { lowerRequire } from './imports';
import { isFunction } from './nodes';
import { spread } from './patterns';
import { spanOf, unknown, type Source } from './source';

/** Lowers `const`, `let` and `var`: each declarator is a statement, a function or class under its name. */
export function lowerDeclaration(source: Source, node: TSESTree.VariableDeclaration): Statement[] {
  return node.declarations.flatMap((one) => lowerDeclarator(source, one));
}

function lowerDeclarator(source: Source, node: TSESTree.LetOrConstOrVarDeclarator): Statement[] {
  const { id, init } = node;
  const span = spanOf(source, node);
  if (!init) return spread(source, id, unknown(span));
  const required = lowerRequire(source, id, init);
  if (required) return [required];
  const isShared = id.type === 'Identifier' && source.shared.has(id.name);
  if (id.type === 'Identifier' && !isShared) {
    const naming = { name: id.name, nameNode: id };
    if (isFunction(init)) return [{ ...lowerFunction(source, init, naming), span }];
    if (init.type === 'ClassExpression') return [lowerClass(source, init, id.name)];
  }
  const value = lowerExpression(source, init, hintOf(id));
  const typed =
    id.type === 'Identifier' && id.typeAnnotation && annotation(source, id.typeAnnotation);
  const [first, ...rest] = spread(source, id, value);
  if (!first) return [{ kind: 'expression', value, span }];
  return [
    { ...first, span, ...(typed && { annotation: typed }), ...(isShared && { shared: true }) },
    ...rest,
  ];
}
