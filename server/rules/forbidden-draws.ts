import type { RelatedPlace } from '../model/finding';
import type { Call, FileModel } from '../model/model';
import type { Value } from '../model/value';
import { constantOf } from '../model/walks/constants';
import { isDropoutCall, rateOf } from '../model/walks/dropout';
import { holdsDropout } from '../model/walks/layers';
import { reachedBy, unwrapped } from '../model/walks/reach';

/** A call that maps a function over samples and forbids that random numbers are drawn inside, with a dropout that draws. */
export interface ForbiddenDraw {
  readonly call: Call;
  readonly related: readonly RelatedPlace[];
  /** The dropout is certainly on. */
  readonly isCertain: boolean;
}

/** Every mapped function of a file in which dropout runs although nobody says whether the masks differ. */
export function forbiddenDraws(file: FileModel): readonly ForbiddenDraw[] {
  return file.calls.flatMap((call) => {
    if (call.fact.kind !== 'vmap' || call.open || !forbidsRandomness(call)) return [];
    const active = activeDropout(call, file);
    return active ? [{ call, ...active }] : [];
  });
}

/** The default is 'error'. */
function forbidsRandomness({ args }: Call): boolean {
  return args['randomness'] === undefined || args['randomness'].constant === 'error';
}

interface Active {
  readonly related: readonly RelatedPlace[];
  readonly isCertain: boolean;
}

function activeDropout(call: Call, file: FileModel): Active | undefined {
  const func = call.args['func'];
  if (!func) return undefined;
  const { calls, uses } = reachedBy(file, func.value, func.span);
  const functional = calls.find(isOn);
  if (functional) {
    const related = [{ span: functional.span, message: 'drops inside vmap' }];
    return { related, isCertain: rateOf(functional)?.certain !== undefined };
  }
  const modules = [
    unwrapped(func.value),
    ...uses.map((use) => use.callee),
    ...calls.flatMap(({ args }) => args['module']?.value ?? []),
  ];
  if (!modules.some((value) => isModuleWithDropout(value, file))) return undefined;
  const evals = file.uses.filter(switchesOff);
  const isNear = evals.some(
    ({ context }) => context.function === call.context.function || context.function < 0,
  );
  return isNear ? undefined : { related: [], isCertain: evals.length === 0 };
}

/** A functional dropout that is certainly on. */
function isOn(call: Call): boolean {
  const { training, form } = call.fact;
  if (!isDropoutCall(call) || form !== 'function' || call.open || !training) return false;
  const flag = training.argument && call.args[training.argument];
  const on = flag ? flag.constant === true : training.untouched === 'on';
  return on && rateOf(call)?.certain !== 0 && call.context.guards.length === 0;
}

function isModuleWithDropout(value: Value, file: FileModel): boolean {
  return ['instance', 'layer', 'container'].includes(value.kind) && holdsDropout(value, file);
}

function switchesOff(use: FileModel['uses'][number]): boolean {
  const [flag] = use.args;
  return (
    use.name === 'eval' ||
    (use.name === 'train' && flag !== undefined && constantOf(flag.value) !== true)
  );
}
