import type { Call, FileModel } from '../model';
import { encloses } from '../span';
import { constantOf } from './constants';
import { modelCalls, type ModelCall } from './called-models';
import { flagParameter, forwardOf } from './module-flags';

/** Calls of models under a tape that differentiates by their own variables, without a flag that turns dropout on. */
export function callsWithoutFlag(file: FileModel): readonly ModelCall[] {
  const tapes = file.calls.filter(({ fact }) => fact.kind === 'gradientTape');
  if (tapes.length === 0) return [];
  return modelCalls(file).filter((call) => {
    const { use, flag, dropouts } = call;
    const tape = tapes.find(({ context }) => encloses(context.statement, use.span));
    const isTold = flag !== undefined || use.args.some(({ position }) => position === 1);
    return (
      tape !== undefined &&
      !isTold &&
      dropouts.length > 0 &&
      !isOnByDefault(call, file) &&
      isDifferentiated(call, tape, file)
    );
  });
}

/** `tape.gradient(loss, model.trainable_variables)` in the same function. */
function isDifferentiated({ use }: ModelCall, tape: Call, file: FileModel): boolean {
  return file.uses.some(({ name, args, context }) => {
    const variables = args.find((arg) => arg.position === 1 || arg.name === 'sources')?.text ?? '';
    const owner = /^(.+)\.trainable_(variables|weights)$/.exec(variables)?.[1];
    return (
      name === 'gradient' && context.function === tape.context.function && owner === use.written
    );
  });
}

/** `def call(self, x, training=True)`. */
function isOnByDefault({ use }: ModelCall, file: FileModel): boolean {
  const { callee, context } = use;
  const name =
    callee.kind === 'instance'
      ? callee.class
      : callee.kind === 'self'
        ? file.classes[context.class]?.name
        : undefined;
  const flag = name === undefined ? undefined : flagParameter(forwardOf(file, name));
  return flag?.default !== undefined && constantOf(flag.default) === true;
}
