import type { CallContext, FileModel } from '../model';
import type { Value } from '../value';
import { has } from './modes-context';
import { speaksOfUncertainty } from './intent';

/** Functions whose gradient is taken somewhere in the file, by index. */
export function lossFunctions(file: FileModel): ReadonlySet<number> {
  const found = new Set<number>();
  for (const call of file.calls) {
    const [target] = Object.values(call.args);
    if (call.fact.kind === 'gradient' && target) add(target.value);
  }
  // `optimizer.minimize(() => loss)` runs the function and takes its gradient.
  for (const { name, args } of file.uses) {
    if (/^(minimize|computeGradients)$/.test(name) && args[0]) add(args[0].value);
  }
  file.functions.forEach(({ decorators }, index) => {
    if (decorators.some((one) => GRADIENT.test(one))) found.add(index);
  });
  return found;

  function add(value: Value): void {
    if (value.kind === 'function')
      found.add(file.functions.findIndex(({ name }) => name === value.name));
    if (value.kind === 'call' && value.args[0]) add(value.args[0]);
  }
}

const GRADIENT = /(^|\.)(filter_)?(value_and_)?grad(\(|$)/;

/** Whether a place runs in training: in a function whose gradient is taken, or in one that takes a gradient. */
export function trainsAt(
  file: FileModel,
  { function: index }: Pick<CallContext, 'function'>,
): boolean {
  const losses = lossFunctions(file);
  return around(file, index).some((one) => losses.has(one) || takesGradient(file, one));
}

function takesGradient(file: FileModel, index: number): boolean {
  return file.calls.some(
    ({ fact, context }) => fact.kind === 'gradient' && context.function === index,
  );
}

/** Whether a place evaluates or predicts, by the names of the functions around it. */
export function evaluatesAt(
  file: FileModel,
  { function: index }: Pick<CallContext, 'function'>,
): boolean {
  const names = around(file, index).map((one) => file.functions[one]?.name.split('.').pop() ?? '');
  return (
    names.some((name) => has(EVALUATION, name)) &&
    !names.some((name) => has(TRAINING, name) || speaksOfUncertainty(name))
  );
}

const EVALUATION =
  /^(eval|evaluate|evaluation|evaluating|valid|validate|validation|val|test|testing|predict|prediction|predictions|infer|inference|accuracy|serve|serving)$/;
const TRAINING = /^(train|training|fit|learn|update|loss|grad|grads|init|create|make)$/;

/** A function and those that it is nested in. */
function around(file: FileModel, index: number): readonly number[] {
  const found: number[] = [];
  for (let one = index; one >= 0 && !found.includes(one);) {
    found.push(one);
    const outer = file.functions[one]?.outer;
    one = outer === undefined ? -1 : file.functions.findIndex(({ name }) => name === outer);
  }
  return found;
}
