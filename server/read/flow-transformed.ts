import type { ApiFact } from '../model/fact';
import type { CallAction } from '../model/flow';
import type { CallParts } from './flow-actions';
import type { FlowPlace } from './flow-reader';
import { compactText } from './flow-reader';
import type { FunctionEntry } from './reading';

/** A call of what `value_and_grad(f)`, `jit(f)` and their like made of a function of the file. */
export function transformedFunction({ use, place }: CallParts): CallAction | undefined {
  let callee = use?.callee;
  let differentiated = false;
  for (let depth = 0; callee?.kind === 'call' && depth < 4; depth++) {
    if (!/^(gradient|wrapper)$/.test(callee.fact?.kind ?? '')) return undefined;
    differentiated ||= callee.fact?.kind === 'gradient';
    callee = callee.args[0];
  }
  const entry =
    callee !== use?.callee && callee?.kind === 'function'
      ? place.reader.reading.functionNamed.get(callee.name)
      : undefined;
  return (
    entry && {
      kind: 'own',
      function: entry.index,
      method: false,
      ...(differentiated && { differentiated }),
    }
  );
}

/** A decorator makes the function give its gradient. */
export function isDifferentiated({ statement }: FunctionEntry, place: FlowPlace): boolean {
  return statement.decorators.some((one) =>
    /^(\w+\.)*(filter_)?(value_and_)?grad(\(|$)/.test(compactText(place, one.span)),
  );
}

/** The mode of the model that a function gives back, by its flag. */
export function modeOfCopy(
  { training, args }: ApiFact,
  { call }: CallParts,
): 'train' | 'eval' | 'unknown' {
  const name = training?.argument ?? '';
  const given = call?.args[name];
  const flag = given ? given.constant : args.find((one) => one.name === name)?.default;
  if (typeof flag !== 'boolean') return 'unknown';
  return flag === (training?.inverted ?? false) ? 'eval' : 'train';
}
