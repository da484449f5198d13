import { isScript } from '../model/document';
import type { Call, CallContext, FileModel, FunctionModel } from '../model/model';
import { encloses } from '../model/span';
import { evaluatesAt, trainsAt } from '../model/walks/purpose';
import { rateOf } from '../model/walks/dropout';
import { functionName, inModuleMethod } from '../model/walks/places';
import { trainingDependence } from '../model/walks/training';

/**
 * Where a functional dropout runs: in the forward pass of what certainly, or probably, is a module, in a function
 * that a layer runs, or in a graph that is built once.
 */
export type Place = 'module' | 'likely module' | 'layer function' | 'graph' | 'shared function';

/** Where a dropout that nothing switches runs; undefined where that is not known, or where only training goes. */
export function placeOf(call: Call, file: FileModel): Place | undefined {
  const { context } = call;
  if (TRAINS.test(functionName(file, context) ?? '')) return undefined;
  if (inModuleMethod(file, context)) {
    return inModuleMethod(file, context, 'yes') ? 'module' : 'likely module';
  }
  if (isRunByLayer(call, file)) return 'layer function';
  if (call.fact.static && isRunAgain(call, file)) return 'graph';
  return isScript(file.language) && isShared(call, file) ? 'shared function' : undefined;
}

/** Methods through which data go in training only. */
const TRAINS = /^(train_?step|training_?step|compute_?loss|fit)$/i;

/** Whether nothing in the function around, or in one around that, chooses by a flag between this and something else. */
export function isUngated(call: Call, file: FileModel): boolean {
  const outermost = outermostOf(file, call.context);
  const isAround = ({ span }: Call): boolean =>
    outermost ? encloses(outermost.span, span) : encloses(call.context.statement, span);
  const isTied = Object.values(call.args).some(({ value }) => trainingDependence(value) !== 'none');
  return !isTied && !file.calls.some((one) => one.fact.kind === 'modeGate' && isAround(one));
}

function outermostOf(file: FileModel, context: CallContext): FunctionModel | undefined {
  const around = file.functions[context.function];
  const place = around?.span;
  return place && file.functions.find(({ span }) => encloses(span, place));
}

/** Inside a function that is given to a layer which runs it, such as `Lambda(lambda x: …)`. */
function isRunByLayer(call: Call, file: FileModel): boolean {
  const around = file.functions[call.context.function];
  return file.calls.some(({ fact, args }) => {
    const given = fact.runsArgument === undefined ? undefined : args[fact.runsArgument];
    if (!given) return false;
    const isNamed = given.value.kind === 'function' && given.value.name === around?.name;
    return isNamed || encloses(given.span, call.span);
  });
}

/** With a rate that nobody feeds, in a graph that is also evaluated, and no scope that could say more. */
function isRunAgain(call: Call, file: FileModel): boolean {
  const isFixed = rateOf(call)?.certain !== undefined;
  const isScoped = call.fact.scoped && file.calls.some(({ fact }) => fact.kind === 'argumentScope');
  const around = file.functions[call.context.function];
  const text = around ? file.text.slice(around.span.start, around.span.end) : file.text;
  return isFixed && !isScoped && !MODE.test(text) && EVALUATED.test(file.text);
}

const MODE = /train|ModeKeys|\bmode\b|placeholder_with_default/i;
const EVALUATED = /\b(accuracy|eval\w*|valid\w*|test\w*|predict\w*|infer\w*)\b/i;

/** In a function that a loss calls, and a prediction too. */
function isShared({ context }: Call, file: FileModel): boolean {
  const around = file.functions[context.function];
  if (!around || around.class >= 0) return false;
  const places = file.uses
    .filter(({ callee }) => callee.kind === 'function' && callee.name === around.name)
    .map((use) => use.context);
  const predicts = (place: CallContext): boolean =>
    evaluatesAt(file, place) && !trainsAt(file, place);
  return places.some((place) => trainsAt(file, place)) && places.some(predicts);
}
