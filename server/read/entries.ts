import type { ClassStatement, Expression, FunctionStatement, Statement } from '../model/syntax';
import type { ClassEntry, FunctionEntry } from './reading';
import { expressionsOf, partsOf, statementsOf } from './walk-syntax';

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

/**
 * Lists the functions and classes in source order; of two with one name the later counts. `withInline`
 * also looks for functions among the expressions, which only some languages have.
 */
export function collectEntries(body: readonly Statement[], withInline: boolean): Entries {
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
      if (withInline) {
        for (const expression of expressionsOf(statement)) visitExpression(expression, place);
      }
      if (statement.kind === 'function') addFunction(statement, place);
      else if (statement.kind === 'class') addClass(statement, place);
      else visit(statementsOf(statement), place);
    }
  }

  /** A function among the expressions can be reached by its value only, so its name is one of its own. */
  function visitExpression(root: Expression, place: Place): void {
    const pending = [root];
    for (let one = pending.pop(); one; one = pending.pop()) {
      if (one.kind !== 'function') pending.push(...[...partsOf(one)].reverse());
      else addFunction(one.statement, { ...place, class: undefined }, `@${one.span.start}`);
    }
  }

  function addFunction(statement: FunctionStatement, place: Place, mark = ''): void {
    const entry: FunctionEntry = {
      index: functions.length,
      name: place.prefix + statement.name + mark,
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
      fields: fieldsOf(statement),
    };
    classes.push(entry);
    classOf.set(statement, entry);
    visit(statement.body, { prefix: `${entry.name}.`, class: entry, outer: place.outer });
  }
}

function fieldsOf({ body }: ClassStatement): ReadonlySet<string> {
  const annotated = body.flatMap((one) =>
    one.kind === 'assign' && one.annotation && one.targets[0]?.kind === 'name'
      ? [one.targets[0].name]
      : [],
  );
  return new Set(annotated);
}

function isStatic(statement: FunctionStatement): boolean {
  return statement.decorators.some((one) => one.kind === 'name' && one.name === 'staticmethod');
}
