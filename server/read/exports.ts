import type { Definition, ExportedNames } from '../model/summary';
import type { Expression, ImportItem, Statement } from '../model/syntax';
import { importedValue } from './names';
import { statementsOf } from './walk-syntax';

/** Finds what the module level imports and re-exports. */
export function readExports(body: readonly Statement[]): ExportedNames {
  const items: ImportItem[] = [];
  let all: readonly string[] | undefined;
  visit(body);
  return { ...exportsOf(items), all };

  function visit(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement.kind === 'import') items.push(...statement.items);
      if (statement.kind === 'assign') noteAll(statement);
      const isInner = statement.kind === 'function' || statement.kind === 'class';
      if (!isInner) visit(statementsOf(statement));
    }
  }

  function noteAll({ targets, value, operator }: Extract<Statement, { kind: 'assign' }>): void {
    const [target] = targets;
    if (target?.kind !== 'name' || target.name !== '__all__') return;
    const listed = value && stringsIn(value);
    all = operator ? listed && all && [...all, ...listed] : listed;
  }
}

/** What the module level binds by these imports. */
export function exportsOf(items: readonly ImportItem[]): ExportedNames {
  const names: Record<string, Definition> = {};
  const stars: string[] = [];
  for (const item of items) {
    if (item.member === '*') stars.push(moduleOf(item));
    else names[item.local] = { kind: 'import', name: nameOf(item) };
  }
  return { names, stars };
}

/**
 * The modules and members that imports name, qualified as written: `a.b`, `.a.Net`, `.a.Net as Base` where it gets
 * another name, `a.*` for all names of a module.
 */
export function importsOf(items: readonly ImportItem[]): readonly string[] {
  const imports = items.map((item) => {
    if (item.binds === 'root') return moduleOf(item);
    const name = nameOf(item);
    const isRenamed = item.member !== '*' && !`.${name}`.endsWith(`.${item.local}`);
    return isRenamed ? `${name} as ${item.local}` : name;
  });
  return [...new Set(imports)];
}

function moduleOf({ level, module }: ImportItem): string {
  return '.'.repeat(level) + module;
}

function nameOf(item: ImportItem): string {
  const value = importedValue(item);
  return value.kind === 'global' ? value.name : moduleOf(item);
}

function stringsIn(expression: Expression): readonly string[] | undefined {
  if (expression.kind !== 'sequence') return undefined;
  const strings = expression.items.map((one) =>
    one.kind === 'literal' && typeof one.value === 'string' ? one.value : undefined,
  );
  return strings.every((one) => one !== undefined) ? strings : undefined;
}
