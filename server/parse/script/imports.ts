import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { ImportItem, ImportStatement } from '../../model/syntax';
import { propertyName } from './nodes';
import { spanOf, type Source } from './source';

/** Lowers `import …`; a default import is taken for the module, as bundlers do with packages of this kind. */
export function lowerImport(source: Source, node: TSESTree.ImportDeclaration): ImportStatement {
  const items = node.specifiers.map((one): ImportItem => {
    const base = {
      ...moduleOf(node.source.value),
      local: one.local.name,
      binds: 'target' as const,
    };
    const span = spanOf(source, one);
    if (one.type !== 'ImportSpecifier') return { ...base, span };
    const member = one.imported.type === 'Identifier' ? one.imported.name : one.imported.value;
    return member === 'default' ? { ...base, span } : { ...base, member, span };
  });
  const bare: ImportItem = {
    ...moduleOf(node.source.value),
    local: '',
    binds: 'target',
    span: spanOf(source, node.source),
  };
  return { kind: 'import', items: items.length > 0 ? items : [bare], span: spanOf(source, node) };
}

/** The import that `const x = require('…')` and `const {a, b: c} = await import('…')` stand for. */
export function lowerRequire(
  source: Source,
  target: TSESTree.Node,
  value: TSESTree.Expression,
): ImportStatement | undefined {
  const module = requiredModule(value);
  if (module === undefined) return undefined;
  const span = spanOf(source, target);
  const base = { ...moduleOf(module), binds: 'target' as const };
  if (target.type === 'Identifier') {
    return { kind: 'import', items: [{ ...base, local: target.name, span }], span };
  }
  if (target.type !== 'ObjectPattern') return undefined;
  const items = target.properties.flatMap((one): ImportItem[] => {
    if (one.type !== 'Property' || one.value.type !== 'Identifier') return [];
    const member = propertyName(one.key, one.computed);
    return member ? [{ ...base, member, local: one.value.name, span: spanOf(source, one) }] : [];
  });
  return items.length === target.properties.length ? { kind: 'import', items, span } : undefined;
}

/** `import x = require('…')` of TypeScript. */
export function lowerImportEquals(
  source: Source,
  node: TSESTree.TSImportEqualsDeclaration,
): ImportStatement | undefined {
  const { moduleReference, id } = node;
  if (moduleReference.type !== 'TSExternalModuleReference') return undefined;
  const { expression } = moduleReference;
  if (expression.type !== 'Literal' || typeof expression.value !== 'string') return undefined;
  const span = spanOf(source, node);
  const item = { ...moduleOf(expression.value), local: id.name, binds: 'target' as const, span };
  return { kind: 'import', items: [item], span };
}

function requiredModule(value: TSESTree.Expression): string | undefined {
  const inner = value.type === 'AwaitExpression' ? value.argument : value;
  if (inner.type === 'ImportExpression') return stringOf(inner.source);
  if (inner.type !== 'CallExpression' || inner.callee.type !== 'Identifier') return undefined;
  const [argument] = inner.arguments;
  return inner.callee.name === 'require' && argument ? stringOf(argument) : undefined;
}

function stringOf(node: TSESTree.Node): string | undefined {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** `../model/net.js` is the module `model.net` two levels up; a package keeps its name. */
function moduleOf(written: unknown): Pick<ImportItem, 'module' | 'level'> {
  // While an import is being typed, something else stands in its place.
  const specifier = typeof written === 'string' ? written : '';
  if (!specifier.startsWith('.')) return { module: specifier, level: 0 };
  const parts = specifier.split('/');
  const steps = parts.filter((part) => part === '.' || part === '..');
  const names = parts.filter((part) => part !== '.' && part !== '..' && part !== '');
  const module = names.join('.').replace(/\.[cm]?[jt]sx?$/, '');
  return { module, level: 1 + steps.filter((part) => part === '..').length };
}
