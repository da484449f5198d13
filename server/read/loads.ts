import type { Span } from '../model/span';
import type { Expression } from '../model/syntax';
import { resolutionOrder } from './inheritance';
import type { ClassEntry, FunctionEntry, Reading } from './reading';
import { walkStatements } from './walk-syntax';

/** Where the functions of a file read attributes. */
export interface Loads {
  /** Places where `name` may be read of an instance of the class; `stored` names what each class stores. */
  readonly of: (entry: ClassEntry, name: string, stored: Stored) => readonly Span[];
  /** Names of the attributes that the methods of a class read. */
  readonly names: ReadonlyMap<ClassEntry, ReadonlySet<string>>;
  /** Classes that reach their attributes by name at run time. */
  readonly dynamic: ReadonlySet<ClassEntry>;
}

/** The names of the attributes that the methods of a class store. */
export type Stored = (entry: ClassEntry) => ReadonlySet<string>;

interface Load {
  readonly span: Span;
  /** The class whose method reads it of its own instance. */
  readonly reader?: ClassEntry;
}

const REACHES_ANY =
  /^(children|modules|named_children|named_modules|_modules|__dict__|__getattr__|__getattribute__|state_dict)$/;

/** Objects that hold numbers and names, never layers. */
const CONFIGURATION = /^(\w*_)?(config|configs|configuration|cfg|args|hparams|opt|opts|settings)$/i;

/** Finds the attribute reads of a file, of whatever object. */
export function readLoads(reading: Reading): Loads {
  const byName = new Map<string, Load[]>();
  const seen = new Set<string>();
  const dynamic = new Set<ClassEntry>();
  const names = new Map<ClassEntry, Set<string>>();
  const targets = new Set<Expression>();
  const relatives = relativesOf(reading);
  for (const entry of reading.functions) {
    const method = methodAround(entry);
    walkStatements(entry.statement.body, (expression, statement) => {
      if (statement.kind === 'assign' && !statement.operator) {
        statement.targets.forEach((target) => targets.add(target));
      }
      if (expression.kind === 'attribute' && !targets.has(expression)) {
        const { object } = expression;
        if (CONFIGURATION.test(nameOf(object))) return;
        const isOwn = object.kind === 'name' && object.name === method?.selfName;
        addLoad(expression.name, expression.span, isOwn ? method.class : undefined);
        if (method?.class) addName(method.class, expression.name);
        if (entry.class && REACHES_ANY.test(expression.name)) dynamic.add(entry.class);
      }
      if (expression.kind === 'call') noteDynamicCall(expression, entry);
    });
  }
  return { of: loadsOf, names, dynamic };

  function loadsOf(entry: ClassEntry, name: string, stored: Stored): readonly Span[] {
    return (byName.get(name) ?? [])
      .filter(({ reader }) => !reader || relatives.get(reader)?.has(entry) || mixes(reader, name))
      .map(({ span }) => span);

    /** A class that reads what it does not store may be mixed into anything. */
    function mixes(reader: ClassEntry, name: string): boolean {
      return !resolutionOrder(reader, reading).some((one) => stored(one).has(name));
    }
  }

  function addName(entry: ClassEntry, name: string): void {
    const known = names.get(entry) ?? new Set();
    names.set(entry, known.add(name));
  }

  function addLoad(name: string, span: Span, reader: ClassEntry | undefined): void {
    const place = `${span.start} ${name}`;
    if (seen.has(place)) return;
    seen.add(place);
    const list = byName.get(name) ?? [];
    byName.set(name, list);
    list.push({ span, reader });
  }

  function noteDynamicCall(
    expression: Extract<Expression, { kind: 'call' }>,
    entry: FunctionEntry,
  ): void {
    if (expression.callee.kind !== 'name') return;
    if (!/^(getattr|vars|hasattr|setattr)$/.test(expression.callee.name)) return;
    const named = expression.args[1]?.value;
    if (named?.kind === 'literal' && typeof named.value === 'string')
      addLoad(named.value, named.span, undefined);
    else if (entry.class && expression.callee.name !== 'hasattr') dynamic.add(entry.class);
  }
}

function nameOf(expression: Expression): string {
  return expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '';
}

/** Classes whose instances may be one object: each one, its ancestors and its heirs. */
function relativesOf(reading: Reading): ReadonlyMap<ClassEntry, ReadonlySet<ClassEntry>> {
  const relatives = new Map(reading.classes.map((one) => [one, new Set([one])]));
  for (const heir of reading.classes) {
    const order = resolutionOrder(heir, reading);
    for (const one of order) for (const other of order) relatives.get(one)?.add(other);
  }
  return relatives;
}

/** The method itself, or the one that a nested function closes over. */
function methodAround(entry: FunctionEntry): FunctionEntry | undefined {
  for (let one: FunctionEntry | undefined = entry; one; one = one.outer) {
    if (one.class && one.selfName) return one;
  }
  return undefined;
}
