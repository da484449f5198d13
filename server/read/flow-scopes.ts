import type { Expression, Statement } from '../model/syntax';
import type { FunctionEntry, Reading } from './reading';
import { statementsOf, walkStatements } from './walk-syntax';

/** The names that each function binds, by function index; -1 is the module level. */
export type Scopes = ReadonlyMap<number, ReadonlySet<string>>;

/** Finds what each function binds: parameters, assignments, loop and context variables; imports and definitions are left out. */
export function collectScopes(body: readonly Statement[], reading: Reading): Scopes {
  const scopes = new Map<number, ReadonlySet<string>>([[-1, boundIn(body)]]);
  for (const { index, statement } of reading.functions) {
    const bound = boundIn(statement.body);
    for (const parameter of statement.parameters) bound.add(parameter.name);
    scopes.set(index, bound);
  }
  return scopes;
}

/** The function whose variable a name is, as seen from `from`; undefined for imports, definitions and builtins. */
export function scopeOf(
  name: string,
  from: FunctionEntry | undefined,
  scopes: Scopes,
): number | undefined {
  for (let entry = from; entry; entry = entry.outer) {
    if (scopes.get(entry.index)?.has(name)) return entry.index;
  }
  return scopes.get(-1)?.has(name) ? -1 : undefined;
}

function boundIn(body: readonly Statement[]): Set<string> {
  const bound = new Set<string>();
  const elsewhere = new Set<string>();
  const pending = [...body];
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    if (statement.kind === 'assign' && statement.value) statement.targets.forEach(addTarget);
    if (statement.kind === 'loop' && statement.target) addTarget(statement.target);
    if (statement.kind === 'with') {
      for (const item of statement.items) if (item.target) addTarget(item.target);
    }
    if (statement.kind === 'flow' && /^(global|nonlocal)$/.test(statement.type)) {
      for (const value of statement.values) if (value.kind === 'name') elsewhere.add(value.name);
    }
    if (statement.kind !== 'function' && statement.kind !== 'class') {
      pending.push(...statementsOf(statement));
    }
  }
  addInner(body, addTarget);
  for (const name of elsewhere) bound.delete(name);
  return bound;

  function addTarget(target: Expression): void {
    if (target.kind === 'name') bound.add(target.name);
    if (target.kind === 'sequence') target.items.forEach(addTarget);
    if (target.kind === 'starred') addTarget(target.value);
  }
}

/** Variables of comprehensions and of `:=` count as the function's own: their names rarely clash. */
function addInner(body: readonly Statement[], add: (target: Expression) => void): void {
  const own = body.filter((one) => one.kind !== 'function' && one.kind !== 'class');
  walkStatements(own, (expression, within) => {
    if (within.kind === 'function' || within.kind === 'class') return;
    if (expression.kind === 'walrus') add(expression.target);
    if (expression.kind === 'comprehension') expression.clauses.forEach((one) => add(one.target));
  });
}
