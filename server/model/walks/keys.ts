import type { Arg } from '../model';
import type { CallValue, Value } from '../value';
import { constantOf } from './constants';
import { namesIn } from './naming';

/** A key or streams of keys that are made from numbers written in the code: the same at every run of the place. */
export function isLiteralKey(value: Value): value is CallValue {
  if (value.kind !== 'call' || value.fact?.keys !== 'new') return false;
  const given = [...value.args, ...Object.values(value.keywords)];
  return (
    given.length > 0 && given.every((one) => constantOf(one) !== undefined || isLiteralKey(one))
  );
}

/** Whether a value is a key by what made it or by its name. */
export function isKey(value: Value): boolean {
  if (value.kind === 'call') return value.fact?.kind === 'key';
  const names = namesIn(value);
  return names.length > 0 && names.every(isKeyName);
}

/** Whether a name speaks of a random key: `rng`, `dropout_key`; not `keys_and_values`. */
export function isKeyName(name: string): boolean {
  return /(^|_)(key|rng|rngs|prng|rng_key|prngkey)\d*$/i.test(name);
}

/** Whether an argument is a key, by its value or as written. */
export function isKeyArgument(arg: Arg): boolean {
  const last = /(\w+)(\(\))?$/.exec(arg.text)?.[1] ?? '';
  return isKey(arg.value) || isKeyName(last) || /rng_key$/.test(last);
}

/** The item of a dict by its key. */
export function itemOf(value: Value, key: string): Value | undefined {
  return value.kind === 'container'
    ? value.items.find((item) => item.key === key)?.value
    : undefined;
}
