import type { Holding } from '../model/flow';
import type { ClassSummary } from '../model/summary';
import type { Found } from './names';
import type { Slot } from './relocate';
import { functionIn, spanIn } from './relocate';

/** The name of a class of another file in a program: no class of Python can have it. */
export function classIn(slot: Slot, name: string): string {
  return slot === 0 ? name : `@${slot}:${name}`;
}

/** The slot and the own name of a class by its name in a program. */
export function slotOfClass(name: string): readonly [Slot, string] {
  const found = /^@(\d+):(.*)$/.exec(name);
  return found ? [Number(found[1]), found[2]!] : [0, name];
}

/** What linking a class asks of the program. */
export interface ClassLinking {
  /** What a qualified name means in the file of the class. */
  find(qualified: string): Found | undefined;
  nameOf(found: Extract<Found, { kind: 'class' }>): string;
  classNamed(name: string): ClassSummary | undefined;
}

/** A class with the numbers of its slot: bases and parts by their names in the program, and what bases make of it. */
export function linkClass(
  one: ClassSummary,
  slot: Slot,
  siblings: ReadonlySet<string>,
  linking: ClassLinking,
): ClassSummary {
  const bases = one.bases.map((base) =>
    siblings.has(base) ? classIn(slot, base) : (linkedName(base, linking) ?? base),
  );
  const made = one.makes.flatMap((name): Holding[] => {
    const known = linkedName(name, linking);
    return known === undefined ? [] : [{ kind: 'instance', class: known }];
  });
  const known = bases.map((base) => linking.classNamed(base));
  return {
    ...one,
    name: classIn(slot, one.name),
    span: spanIn(slot, one.span),
    nameSpan: spanIn(slot, one.nameSpan),
    bases,
    isModule: statusOf(one, bases, known),
    managed: one.managed || known.some((base) => base?.managed),
    methods: Object.fromEntries(
      Object.entries(one.methods).map(([name, index]) => [name, functionIn(slot, index)]),
    ),
    parts: [...one.parts.map((part) => linkHolding(part, slot, linking)), ...made],
  };
}

/** A holding by names of the program. */
export function linkHolding(holding: Holding, slot: Slot, linking: ClassLinking): Holding {
  switch (holding.kind) {
    case 'instance':
      return { ...holding, class: classIn(slot, holding.class) };
    case 'imported': {
      const name = linkedName(holding.name, linking);
      return name === undefined ? holding : { kind: 'instance', class: name };
    }
    case 'several':
      return { ...holding, items: holding.items.map((one) => linkHolding(one, slot, linking)) };
    case 'choice':
      return { ...holding, options: holding.options.map((one) => linkHolding(one, slot, linking)) };
    default:
      return holding;
  }
}

function linkedName(qualified: string, linking: ClassLinking): string | undefined {
  const found = linking.find(qualified);
  return found?.kind === 'class' ? linking.nameOf(found) : undefined;
}

/** A class that its own file cannot judge is what its bases are. */
function statusOf(
  { isModule }: ClassSummary,
  bases: readonly string[],
  known: readonly (ClassSummary | undefined)[],
): ClassSummary['isModule'] {
  if (isModule === 'yes' || isModule === 'no') return isModule;
  if (known.some((base) => base?.isModule === 'yes')) return 'yes';
  const isPlain = known.every(
    (base, index) => base?.isModule === 'no' || PLAIN.test(bases[index]!),
  );
  return isPlain ? 'no' : isModule;
}

const PLAIN = /^(object|(abc\.)?ABC|(typing\.)?(Generic|Protocol))$/;
