import type { Expression, Statement } from '../model/syntax';
import type { FunctionEntry } from './reading';
import { statementsOf, walkStatements } from './walk-syntax';

/**
 * The functions that leave no trace outside of themselves: they store no attribute, change no list, define
 * nothing and mention no function of the file that does. Reading one through tells only what it returns.
 */
export function findQuiet(functions: readonly FunctionEntry[]): ReadonlySet<FunctionEntry> {
  const quiet = new Map<FunctionEntry, ReadonlySet<string>>();
  const loud = new Set<string>();
  for (const entry of functions) {
    const mentioned = mentionsOf(entry.statement.body);
    if (mentioned) quiet.set(entry, mentioned);
    else loud.add(entry.statement.name);
  }
  for (let before = -1; before !== loud.size;) {
    before = loud.size;
    for (const [entry, mentioned] of quiet) {
      if (!mentionsAny(mentioned, loud)) continue;
      quiet.delete(entry);
      loud.add(entry.statement.name);
    }
  }
  return new Set(quiet.keys());
}

/** What changes an object, by the name of the method or builtin; a constructor of a parent may store anything. */
const CHANGES =
  /^(append|extend|insert|pop|push|add|unshift|splice|update|remove|clear|add_module|register_\w+|setattr|getattr|__\w+__)$/;

/** The names and attributes that a body mentions; undefined when it changes something itself. */
function mentionsOf(body: readonly Statement[]): ReadonlySet<string> | undefined {
  if (holdsChange(body)) return undefined;
  const mentioned = new Set<string>();
  let defines = false;
  walkStatements(body, (expression) => {
    if (expression.kind === 'function') defines = true;
    if (expression.kind === 'name' || expression.kind === 'attribute')
      mentioned.add(expression.name);
  });
  for (const name of mentioned) if (CHANGES.test(name)) return undefined;
  return defines ? undefined : mentioned;
}

function holdsChange(body: readonly Statement[]): boolean {
  return body.some((one) => changesSomething(one) || holdsChange(statementsOf(one)));
}

function changesSomething(statement: Statement): boolean {
  switch (statement.kind) {
    case 'assign':
      return statement.operator === '+' || statement.targets.some(isPlace);
    case 'loop':
      return statement.target !== undefined && isPlace(statement.target);
    case 'with':
      return statement.items.some(({ target }) => target !== undefined && isPlace(target));
    case 'function':
    case 'class':
    case 'import':
      return true;
    default:
      return false;
  }
}

/** Whether a target is a place inside an object. */
function isPlace(target: Expression): boolean {
  switch (target.kind) {
    case 'attribute':
    case 'subscript':
      return true;
    case 'sequence':
      return target.items.some(isPlace);
    case 'starred':
      return isPlace(target.value);
    default:
      return false;
  }
}

function mentionsAny(mentioned: ReadonlySet<string>, names: ReadonlySet<string>): boolean {
  const [fewer, more] = mentioned.size < names.size ? [mentioned, names] : [names, mentioned];
  for (const name of fewer) if (more.has(name)) return true;
  return false;
}
