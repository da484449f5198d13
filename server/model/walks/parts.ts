import type { Call, FileModel } from '../model';
import type { Value } from '../value';
import type { Thing } from './modes-state';

/** Calls of rows in a class, in its bases and in the classes of the file that it makes instances of. */
export function callsInClass(file: FileModel, name: string, depth = 0): readonly Call[] {
  const index = file.classes.findIndex((one) => one.name === name);
  const owner = file.classes[index];
  if (!owner || depth > 6) return [];
  const made = file.uses.flatMap(({ callee, context }) =>
    context.class === index && callee.kind === 'function' && callee.name !== name
      ? callee.name
      : [],
  );
  return [
    ...file.calls.filter((call) => call.context.class === index),
    ...[...owner.bases, ...made].flatMap((other) => callsInClass(file, other, depth + 1)),
  ];
}

/** Classes of the file whose instances an object of the mode walk is: a parameter by what is passed for it, or `self`. */
export function classesPassed(file: FileModel, thing: Thing): readonly string[] {
  const [, scope, name] = /^(\d+):(\w+)$/.exec(thing) ?? [];
  const owner = file.functions[Number(scope)];
  const position = owner?.parameters.findIndex((one) => one.name === name) ?? -1;
  if (!owner || position < 0) return [];
  const ownClass = file.classes[owner.class];
  if (ownClass && position === 0) return [ownClass.name];
  const place = ownClass ? position - 1 : position;
  const passed = file.uses
    .filter(({ callee }) => callee.kind === 'function' && callee.name === owner.name)
    .flatMap(
      ({ args }) =>
        args.find((arg) => (arg.keyword ? arg.name === name : arg.position === place)) ?? [],
    );
  const classes = passed.map((arg) => classOf(arg.value));
  return classes.every((one) => one !== undefined) ? classes : [];
}

function classOf(value: Value): string | undefined {
  return value.kind === 'instance' ? value.class : undefined;
}
