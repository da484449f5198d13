import type { Call, FileModel, FunctionModel, FunctionParameter } from '../model';
import { rateOf } from './dropout';
import { nameDependence } from './training';

/** The parameter by which a function is told whether it trains; undefined where it has none, or several. */
export function flagParameter(one: FunctionModel | undefined): FunctionParameter | undefined {
  const flags = one?.parameters.filter(({ name }) => nameDependence(name) !== 'none') ?? [];
  return flags.length === 1 ? flags[0] : undefined;
}

/** What runs when an instance of a class of the file is called. */
export function forwardOf(file: FileModel, name: string): FunctionModel | undefined {
  for (let owner = name, depth = 0; depth < 6; depth++) {
    const found = file.functions.find((one) => isForward(one.name, owner));
    if (found) return found;
    const [base] = file.classes.find((one) => one.name === owner)?.bases ?? [];
    if (base === undefined || base === owner) return undefined;
    owner = base;
  }
  return undefined;
}

function isForward(name: string, owner: string): boolean {
  return /^(__call__|call|forward)$/.test(
    name.startsWith(`${owner}.`) ? name.slice(owner.length + 1) : '',
  );
}

/** The dropouts that an instance of a class of the file runs, in the modules of the file that it makes too. */
export function dropoutsIn(file: FileModel, name: string, depth = 0): readonly Call[] {
  const index = file.classes.findIndex((one) => one.name === name);
  const owner = file.classes[index];
  if (!owner || depth > 5) return [];
  const own = file.calls.filter(
    (call) =>
      call.context.class === index && call.fact.key !== undefined && rateOf(call) !== undefined,
  );
  const parts = file.uses.flatMap(({ callee, context }) =>
    context.class === index && callee.kind === 'function' && callee.name !== name
      ? [callee.name]
      : [],
  );
  const made = [...new Set([...parts, ...owner.bases])].flatMap((part) =>
    part === name ? [] : dropoutsIn(file, part, depth + 1),
  );
  return [...own.filter((call) => rateOf(call)?.certain !== 0), ...made];
}

/** How a flag is passed on in a place whose function has one, for an argument of that name. */
export function flagExpression(given: string, wanted: string): string {
  return nameDependence(given) === nameDependence(wanted) ? given : `not ${given}`;
}
