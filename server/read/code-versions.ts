import { eras, type Era } from '../facts/eras';
import type { Expression, ImportItem, SyntaxModule } from '../model/syntax';
import { narrowed, widened, type VersionRange, type Versions } from '../model/versions';
import { statementsOf, walkStatements } from './walk-syntax';

/**
 * The project's versions, narrowed by the names that the code uses: who calls `tf.placeholder` runs TensorFlow 1.
 * Code for several versions says nothing; code for another version than the project names leaves it unknown.
 */
export function versionsInCode(syntax: SyntaxModule, versions: Versions): Versions {
  const modules = localModules(syntax);
  if (modules.size === 0) return versions;
  const shown = new Map<string, VersionRange>();
  for (const { package: name, low, high } of erasUsed(syntax, modules)) {
    const known = shown.get(name);
    shown.set(name, known ? widened(known, { low, high }) : { low, high });
  }
  const narrow = ([name, range]: [string, VersionRange]) =>
    [name, narrowed(versions[name] ?? {}, range) ?? {}] as const;
  return { ...versions, ...Object.fromEntries([...shown].map(narrow)) };
}

/** Local names of the modules that eras speak of: `tf` for tensorflow. */
function localModules(syntax: SyntaxModule): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const pending = [...syntax.body];
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    pending.push(...statementsOf(statement));
    if (statement.kind !== 'import') continue;
    for (const item of statement.items) {
      if (eras.some(({ module }) => isModule(item, module))) found.set(item.local, item.module);
    }
  }
  return found;
}

function isModule(item: ImportItem, module: string): boolean {
  return item.level === 0 && item.member === undefined && item.module === module;
}

function erasUsed(syntax: SyntaxModule, modules: ReadonlyMap<string, string>): ReadonlySet<Era> {
  const used = new Set<Era>();
  walkStatements(syntax.body, (expression) => {
    const path = expression.kind === 'attribute' ? pathOf(expression) : undefined;
    const [root = '', ...rest] = path ?? [];
    const module = modules.get(root);
    if (module === undefined) return;
    for (const era of eras) {
      if (era.module === module && era.names.has(rest.join('.'))) used.add(era);
    }
  });
  return used;
}

/** The names of `a.b.c`; undefined for what is not made of names only. */
function pathOf(expression: Expression): readonly string[] | undefined {
  const names: string[] = [];
  let current = expression;
  while (current.kind === 'attribute') {
    names.unshift(current.name);
    current = current.object;
  }
  return current.kind === 'name' ? [current.name, ...names] : undefined;
}
