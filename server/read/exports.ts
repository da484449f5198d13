import type { Definition, ExportedNames } from '../model/summary';
import type { Expression, ImportItem, Statement } from '../model/syntax';
import { importedValue } from './names';
import { statementsOf } from './walk-syntax';

/** Finds what the module level imports and re-exports, and every module that is imported anywhere in the file. */
export function readExports(body: readonly Statement[]): ExportedNames {
  const found = collector();
  let all: readonly string[] | undefined;
  visit(body, true);
  return { ...found.exports(), all };

  function visit(statements: readonly Statement[], isTop: boolean): void {
    for (const statement of statements) {
      if (statement.kind === 'import') for (const item of statement.items) found.add(item, isTop);
      if (isTop && statement.kind === 'assign') noteAll(statement);
      const isInner = statement.kind === 'function' || statement.kind === 'class';
      visit(isInner ? statement.body : statementsOf(statement), isTop && !isInner);
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
  const found = collector();
  for (const item of items) found.add(item, true);
  return found.exports();
}

function collector() {
  const names: Record<string, Definition> = {};
  const stars: string[] = [];
  const imports = new Set<string>();
  return { add, exports: (): ExportedNames => ({ names, stars, imports: [...imports] }) };

  function add(item: ImportItem, isTop: boolean): void {
    const module = '.'.repeat(item.level) + item.module;
    const value = importedValue(item);
    const name = value.kind === 'global' ? value.name : module;
    imports.add(item.member === '*' || item.binds === 'root' ? module : name);
    if (!isTop) return;
    if (item.member === '*') stars.push(module);
    else names[item.local] = { kind: 'import', name };
  }
}

function stringsIn(expression: Expression): readonly string[] | undefined {
  if (expression.kind !== 'sequence') return undefined;
  const strings = expression.items.map((one) =>
    one.kind === 'literal' && typeof one.value === 'string' ? one.value : undefined,
  );
  return strings.every((one) => one !== undefined) ? strings : undefined;
}
