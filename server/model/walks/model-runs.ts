import type { Arg, Call, FileModel, FunctionParameter, Use } from '../model';
import { constantOf } from './constants';
import { dropoutsIn, flagParameter, forwardOf } from './module-flags';
import { evaluatesAt, lossFunctions, trainsAt } from './purpose';
import { nameDependence } from './training';

/** One run of a model whose mode and keys are arguments: `model.apply(variables, x, train=True)`. */
export interface ModelRun {
  readonly use: Use;
  /** The module class that runs, where it is known. */
  readonly class?: string;
  /** The dropouts inside that draw from streams. */
  readonly dropouts: readonly Call[];
  /** The parameter of its forward pass that says whether it trains. */
  readonly parameter?: FunctionParameter;
  /** What is passed for it. */
  readonly flag?: Arg;
}

/** Every run of a model by `apply`, or by the `apply_fn` of a training state. */
export function modelRuns(file: FileModel): readonly ModelRun[] {
  return file.uses.flatMap((use) => {
    const isApply = use.name === 'apply' && use.receiver?.kind !== 'global';
    const isMethod = use.args.some(({ name }) => name === 'method');
    if ((!isApply && use.name !== 'apply_fn') || isMethod || use.open) return [];
    return [describe(use, file)];
  });
}

/** Whether a flag says that the model trains. */
export function saysTraining({
  name,
  constant,
}: Pick<Arg, 'name' | 'constant'>): boolean | undefined {
  const dependence = nameDependence(name);
  if (dependence === 'none' || typeof constant !== 'boolean') return undefined;
  return constant === (dependence === 'training');
}

/** What a parameter says where nothing is passed. */
export function defaultSaysTraining({
  name,
  default: value,
}: FunctionParameter): boolean | undefined {
  const constant = value && constantOf(value);
  return saysTraining({ name, constant });
}

function describe(use: Use, file: FileModel): ModelRun {
  const name = classOf(use, file);
  const forward = name === undefined ? undefined : forwardOf(file, name);
  const parameter = flagParameter(forward);
  const place = parameter && forward ? forward.parameters.indexOf(parameter) : -1;
  // `variables` stands where the forward pass has `self`.
  const flag = use.args.find((arg) =>
    arg.position === 'keyword'
      ? parameter
        ? arg.name === parameter.name
        : nameDependence(arg.name) !== 'none'
      : place > 0 && arg.position === place,
  );
  return {
    use,
    class: name,
    dropouts: name === undefined ? [] : streamed(file, name),
    parameter,
    flag: flag && { ...flag, name: parameter?.name ?? flag.name },
  };
}

/** The class of the model, or the only one of the file that is no part of another and holds dropout. */
function classOf({ receiver }: Use, file: FileModel): string | undefined {
  if (receiver?.kind === 'instance') return receiver.class;
  const whole = file.classes.filter(
    ({ name }) => streamed(file, name).length > 0 && !isPart(file, name),
  );
  return whole.length === 1 ? whole[0]?.name : undefined;
}

function streamed(file: FileModel, name: string): readonly Call[] {
  return dropoutsIn(file, name).filter(({ fact }) => fact.key?.stream && !fact.key.advances);
}

function isPart(file: FileModel, name: string): boolean {
  const isMade = file.uses.some(
    ({ callee, context }) =>
      callee.kind === 'function' && callee.name === name && context.class >= 0,
  );
  return isMade || file.classes.some(({ bases }) => bases.includes(name));
}

/** Runs of a loss function in which the model keeps the default that turns its dropout off. */
export function runsWithoutDropout(file: FileModel): readonly ModelRun[] {
  return modelRuns(file).filter((run) => {
    const { use, parameter, flag, dropouts } = run;
    const isOff = parameter !== undefined && defaultSaysTraining(parameter) === false;
    if (!isOff || flag || dropouts.length === 0) return false;
    return (
      trainsAt(file, use.context) && !evaluatesAt(file, use.context) && isDifferentiated(run, file)
    );
  });
}

/** What the gradient is taken of are the variables with which the model runs. */
function isDifferentiated({ use }: ModelRun, file: FileModel): boolean {
  const [variables] = use.args;
  const losses = lossFunctions(file);
  const around = file.functions[use.context.function];
  if (!variables || !around || !losses.has(use.context.function)) return false;
  return around.parameters.some(({ name }) => new RegExp(`\\b${name}\\b`).test(variables.text));
}
