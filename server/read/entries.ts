import type { ClassStatement, FunctionStatement, Statement } from '../model/syntax';
import type { ClassEntry, FunctionEntry } from './reading';
import { statementsOf } from './walk-syntax';

/** All functions and classes of a file, found before anything is evaluated. */
export interface Entries {
  readonly functions: readonly FunctionEntry[];
  readonly functionOf: ReadonlyMap<FunctionStatement, FunctionEntry>;
  readonly functionNamed: ReadonlyMap<string, FunctionEntry>;
  readonly classes: readonly ClassEntry[];
  readonly classOf: ReadonlyMap<ClassStatement, ClassEntry>;
  readonly classNamed: ReadonlyMap<string, ClassEntry>;
}

interface Place {
  readonly prefix: string;
  readonly class?: ClassEntry & { readonly methods: Map<string, FunctionEntry> };
  readonly outer?: FunctionEntry;
}

/** Lists the functions and classes in source order; of two with one name the later counts. */
export function collectEntries(body: readonly Statement[]): Entries {
  const functions: FunctionEntry[] = [];
  const classes: ClassEntry[] = [];
  const functionOf = new Map<FunctionStatement, FunctionEntry>();
  const classOf = new Map<ClassStatement, ClassEntry>();
  visit(body, { prefix: '' });
  return {
    functions,
    functionOf,
    functionNamed: new Map(functions.map((entry) => [entry.name, entry])),
    classes,
    classOf,
    classNamed: new Map(classes.map((entry) => [entry.name, entry])),
  };

  function visit(statements: readonly Statement[], place: Place): void {
    for (const statement of statements) {
      if (statement.kind === 'function') addFunction(statement, place);
      else if (statement.kind === 'class') addClass(statement, place);
      else visit(statementsOf(statement), place);
    }
  }

  function addFunction(statement: FunctionStatement, place: Place): void {
    const entry: FunctionEntry = {
      index: functions.length,
      name: place.prefix + statement.name,
      statement,
      class: place.class,
      outer: place.outer,
      selfName: place.class && !isStatic(statement) ? statement.parameters[0]?.name : undefined,
    };
    functions.push(entry);
    functionOf.set(statement, entry);
    place.class?.methods.set(statement.name, entry);
    visit(statement.body, { prefix: `${entry.name}.`, outer: entry });
  }

  function addClass(statement: ClassStatement, place: Place): void {
    const methods = new Map<string, FunctionEntry>();
    const entry = {
      index: classes.length,
      name: place.prefix + statement.name,
      statement,
      methods,
      bases: [],
      body: new Map(),
    };
    classes.push(entry);
    classOf.set(statement, entry);
    visit(statement.body, { prefix: `${entry.name}.`, class: entry, outer: place.outer });
  }
}

function isStatic(statement: FunctionStatement): boolean {
  return statement.decorators.some((one) => one.kind === 'name' && one.name === 'staticmethod');
}
