import type { Arg, Call, CallContext, FileModel, Use } from '../model';
import type { Span } from '../span';
import type { Application } from './applications';
import { appliedKey, applicationsOf, argumentOf } from './applications';
import { isDropoutCall, rateOf } from './dropout';
import { flagOf, flagSays } from './flags';
import { isLiteralKey, itemOf } from './keys';
import { evaluatesAt, trainsAt } from './purpose';
import { sharedByBatch, sharedByLift, sharedByRounds } from './shared-keys';
import { areExclusive } from './steps';
import { nameDependence } from './training';

/** A random key with which the same mask comes again. */
export interface ReusedKey {
  /**
   * 'literal': a key written in code that trains; 'twice': two dropouts get one key; 'batch': all examples get one;
   * 'lift': all rounds or layers of a lifted module; 'loop': every round of a loop.
   */
  readonly how: 'literal' | 'twice' | 'batch' | 'lift' | 'loop';
  readonly span: Span;
  readonly written: string;
  readonly context: CallContext;
  /** Streams are made anew, which is worth a warning. */
  readonly isStream?: boolean;
  /** The other place that gets the same key. */
  readonly other?: Span;
  /** The call that made the key. */
  readonly key?: Call;
}

/** All keys of a file that are used again for dropout. */
export function reusedKeys(file: FileModel): readonly ReusedKey[] {
  const applications = applicationsOf(file);
  const draws = [...drawsOf(file), ...applications.flatMap(drawOfLayer)];
  return [
    ...file.uses.flatMap((use) => literalStreams(use, file)),
    ...draws.flatMap((draw) => literalDraw(draw, file)),
    ...repeatedDraws(draws),
    ...file.calls.flatMap((call) => sharedByBatch(call, file)),
    ...file.calls.flatMap((call) => sharedByLift(call, file)),
    ...file.uses.flatMap((use) => sharedByRounds(use, file)),
  ];
}

/** A dropout, or a mask drawn by hand, with the key it gets. */
interface Draw {
  readonly key: Arg;
  readonly span: Span;
  readonly context: CallContext;
}

function drawsOf(file: FileModel): readonly Draw[] {
  return file.calls.flatMap((call) => {
    const name = call.fact.key?.argument;
    const key = name === undefined ? undefined : call.args[name];
    if (!key || call.fact.form !== 'function' || isOff(call, [])) return [];
    const isMask = call.fact.kind === 'random' && isBernoulli(call) && isAboutDropout(call, file);
    return isDropoutCall(call) || isMask ? [{ key, span: call.span, context: call.context }] : [];
  });
}

function isBernoulli({ fact }: Call): boolean {
  return fact.names.some((name) => name.endsWith('.bernoulli'));
}

function isAboutDropout({ context }: Call, file: FileModel): boolean {
  const around = file.functions[context.function];
  return around !== undefined && /drop/i.test(file.text.slice(around.span.start, around.span.end));
}

function drawOfLayer(one: Application): readonly Draw[] {
  const key = appliedKey(one);
  if (!key || one.call.fact.key?.advances || isOff(one.call, one.use.args)) return [];
  return [{ key, span: one.use.span, context: one.use.context }];
}

function isOff(call: Call, applied: readonly Arg[]): boolean {
  const flag = flagOf(call, applied);
  return (flag && flagSays(call, flag) === 'off') || rateOf(call)?.certain === 0;
}

/** `rngs={'dropout': jax.random.key(0)}` or `rngs=nnx.Rngs(0)` where the code trains. */
function literalStreams(use: Use, file: FileModel): readonly ReusedKey[] {
  const given = argumentOf(use, 'rngs');
  if (!given || use.callee.kind === 'function' || use.callee.kind === 'layer') return [];
  const isStream = given.value.kind !== 'container';
  const literal = isStream ? given.value : itemOf(given.value, 'dropout');
  if (!literal || !isLiteralKey(literal) || isToldOff(use) || !trains(file, use.context)) return [];
  const { name, context } = use;
  if (name === 'init') return [];
  const inside = literalInside(given.span, isStream, file);
  const span = inside?.span ?? given.span;
  return [{ how: 'literal', span, written: textAt(file, span), context, isStream, key: inside }];
}

/** Training by what is done with the result, and not by name an evaluation. */
function trains(file: FileModel, context: CallContext): boolean {
  return trainsAt(file, context) && !evaluatesAt(file, context);
}

/** The call that makes the literal key, where it is written in the argument itself. */
function literalInside(span: Span, isStream: boolean, file: FileModel): Call | undefined {
  const inside = file.calls.filter(
    (call) =>
      call.fact.keys === 'new' && span.start <= call.span.start && call.span.end <= span.end,
  );
  if (isStream) return inside[0];
  return inside.find((call) =>
    /['"]dropout['"]\s*:\s*$/.test(file.text.slice(span.start, call.span.start)),
  );
}

/** `train=False`, `deterministic=True`. */
function isToldOff({ args }: Use): boolean {
  return args.some(({ name, constant, position }) => {
    const dependence = position === 'keyword' ? nameDependence(name) : 'none';
    return (
      (dependence === 'training' && constant === false) ||
      (dependence === 'inverted' && constant === true)
    );
  });
}

function literalDraw({ key, context }: Draw, file: FileModel): readonly ReusedKey[] {
  if (!isLiteralKey(key.value) || context.function < 0 || evaluatesAt(file, context)) return [];
  const inModule = file.classes[context.class]?.isModule === 'yes';
  if (!inModule && !trainsAt(file, context)) return [];
  const made = file.calls.find(
    (call) => call.span.start === key.span.start && call.span.end === key.span.end,
  );
  return [{ how: 'literal', span: key.span, written: key.text, context, key: made }];
}

/** Two draws of one function with one and the same key, that may both run. */
function repeatedDraws(draws: readonly Draw[]): readonly ReusedKey[] {
  return draws.flatMap((draw, index) => {
    const first = draws.slice(0, index).find((other) => isSameKey(draw, other));
    if (!first || isLiteralKey(draw.key.value)) return [];
    const { span, text } = draw.key;
    return [
      { how: 'twice' as const, span, written: text, context: draw.context, other: first.key.span },
    ];
  });
}

function isSameKey(one: Draw, other: Draw): boolean {
  const { value } = one.key;
  return (
    /^(call|parameter)$/.test(value.kind) &&
    value === other.key.value &&
    one.context.function === other.context.function &&
    one.span.start !== other.span.start &&
    !areExclusive(one.context.guards, other.context.guards)
  );
}

function textAt(file: FileModel, span: Span): string {
  return file.text.slice(span.start, span.end);
}
