import type { Arg, Call, FileModel } from '../model';
import { isKeyArgument } from './keys';
import { isDropName, namesIn } from './naming';
import { trainingDependence } from './training';

/** Arguments of a dropout that stand where another is expected. */
export type Misplaced =
  /** A flag in second place, which is no flag. */
  | { readonly how: 'flag'; readonly call: Call; readonly arg: Arg; readonly taken: string }
  /** A flag or a number where the shape of the mask belongs. */
  | { readonly how: 'shape'; readonly call: Call; readonly arg: Arg; readonly behind: Arg }
  /** An argument that has to be named and is not. */
  | { readonly how: 'unnamed'; readonly call: Call; readonly arg: Arg; readonly meant: string }
  /** Key, rate and tensor in another order. */
  | {
      readonly how: 'order';
      readonly call: Call;
      readonly arg: Arg;
      /** The arguments in the order in which they are expected, where each is known. */
      readonly wanted?: readonly Arg[];
    };

/** Every call of a row with a flag or a key of its own whose positional arguments are misplaced. */
export function misplacedArguments(file: FileModel): readonly Misplaced[] {
  return file.calls.flatMap((call) => {
    const { fact } = call;
    if (fact.kind !== 'dropout' || call.open) return [];
    const other = fact.form === 'module' ? misplacedFlag(call) : misplacedKey(call);
    const found = other ?? misplacedShape(call);
    return found ? [found] : [];
  });
}

/** `nn.Dropout(0.5, not train)` where the second place is another's, or nobody's. */
export function misplacedFlag(call: Call): Misplaced | undefined {
  const { fact, args, surplus } = call;
  const [rate, second] = fact.args;
  const flag = fact.training?.argument;
  if (rate?.name !== fact.rate || flag === undefined || second?.name === flag) return undefined;
  const unnamed = surplus.find(({ position }) => position === 1);
  if (unnamed && second?.keywordOnly) {
    const meant = isFlag(unnamed) ? flag : isKeyArgument(unnamed) ? fact.key?.argument : undefined;
    return meant === undefined ? undefined : { how: 'unnamed', call, arg: unnamed, meant };
  }
  const given = second && args[second.name];
  return given?.position === 1 && isFlag(given)
    ? { how: 'flag', call, arg: given, taken: second!.name }
    : undefined;
}

function misplacedShape(call: Call): Misplaced | undefined {
  const { maskShape, rate } = call.fact;
  const given = maskShape === undefined ? undefined : call.args[maskShape];
  const behind = rate === undefined ? undefined : call.args[rate];
  const isShapeless = /^(boolean|number)$/.test(typeof given?.constant);
  if (!given || !behind || given.position !== 1 || !isShapeless) return undefined;
  return { how: 'shape', call, arg: given, behind };
}

function isFlag(arg: Arg): boolean {
  return typeof arg.constant === 'boolean' || trainingDependence(arg.value) !== 'none';
}

/** A function that takes its key first, then the rate, then the tensor. */
function misplacedKey(call: Call): Misplaced | undefined {
  const { fact, args } = call;
  const places = fact.args.slice(0, 3).map(({ name }) => args[name]);
  const [key, rate, input] = places;
  const isKeyed = fact.key?.required && fact.args[0]?.name === fact.key.argument;
  if (!isKeyed || !key || !rate || !input) return undefined;
  if (places.some((one) => one?.position === 'keyword')) return undefined;
  const keyPlace = places.findIndex((one) => one && isKeyArgument(one));
  const ratePlace = places.findIndex((one) => one && isRate(one));
  const isRight = keyPlace <= 0 && (ratePlace === 1 || ratePlace < 0);
  if (isRight || (keyPlace < 0 && ratePlace === 0)) return undefined;
  const isKnown = keyPlace >= 0 && ratePlace >= 0 && keyPlace !== ratePlace;
  const tensor = places.find((_, index) => index !== keyPlace && index !== ratePlace);
  const wanted = isKnown ? [places[keyPlace]!, places[ratePlace]!, tensor!] : undefined;
  return { how: 'order', call, arg: key, wanted };
}

/** A number between 0 and 1, or a name that speaks of one. */
function isRate({ constant, value }: Arg): boolean {
  if (typeof constant === 'number') return constant >= 0 && constant < 1;
  const names = constant === undefined ? namesIn(value) : [];
  return names.length > 0 && names.every((name) => isDropName(name) || /(^|_)rate$/.test(name));
}
