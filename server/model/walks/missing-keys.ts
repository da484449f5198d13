import type { Arg, Call, FileModel, Use } from '../model';
import type { Span } from '../span';
import type { Value } from '../value';
import type { Application } from './applications';
import { appliedInSequence, appliedKey, applicationsOf, argumentOf, isSame } from './applications';
import { rateOf } from './dropout';
import { flagSays } from './flags';
import { misplacedFlag } from './misplaced-arguments';
import { dropoutsIn, forwardOf } from './module-flags';
import { reachedBy } from './reach';
import { guardedByTraining, nameDependence } from './training';

/** A dropout that cannot run as it is called. */
export type MissingKey =
  /** Nobody says whether it is on, or two say it. */
  | {
      readonly how: 'unsaid' | 'twice';
      readonly call: Call;
      readonly use?: Use;
      readonly flag?: Arg;
    }
  /** A layer is on and gets no key. */
  | { readonly how: 'no key'; readonly call: Call; readonly use: Use }
  /** A layer was made without streams of keys, or with something else. */
  | { readonly how: 'no streams' | 'wrong streams'; readonly call: Call; readonly use?: Use }
  /** A model is applied in training without keys for its dropout. */
  | { readonly how: 'apply'; readonly use: Use; readonly call: Call; readonly flag: Arg }
  /** A mapped or looped module gives no keys to the dropout inside. */
  | { readonly how: 'lift'; readonly call: Call; readonly dropout: Call }
  /** What is transformed draws keys, and is applied without one. */
  | { readonly how: 'transform'; readonly call: Call; readonly drawn: Call };

/** All dropouts of a file that lack their flag or their key. */
export function missingKeys(file: FileModel): readonly MissingKey[] {
  const applications = applicationsOf(file);
  return [
    ...applications.flatMap(unsaidOrTwice),
    ...appliedInSequence(file).flatMap((call) =>
      isUnsaid(call) ? [{ how: 'unsaid' as const, call }] : [],
    ),
    ...applications.flatMap(withoutKey),
    ...file.calls.flatMap((call) => withoutStreams(call, file, applications)),
    ...file.uses.flatMap((use) => appliedWithout(use, file)),
    ...file.calls.flatMap((call) => liftedWithout(call, file)),
    ...file.calls.flatMap((call) => transformedWithout(call, file)),
  ];
}

/** The place of a finding. */
export function spanOfMissing(missing: MissingKey): Span {
  if (missing.how === 'twice' && missing.flag)
    return missing.flag.keyword ? joined(missing.flag) : missing.flag.span;
  if (missing.how === 'no key' || missing.how === 'apply') return missing.use.span;
  return 'use' in missing && missing.how === 'unsaid' && missing.use
    ? missing.use.span
    : missing.call.span;
}

function joined({ keyword, span }: Arg): Span {
  return { start: keyword?.start ?? span.start, end: span.end };
}

function unsaidOrTwice({ call, use, flag }: Application): readonly MissingKey[] {
  const { training } = call.fact;
  if (training?.untouched !== 'raises' || !mayDrop(call) || call.open || use.open) return [];
  if (!flag) return isUnsaid(call) ? [{ how: 'unsaid', call, use }] : [];
  const made = training.argument === undefined ? undefined : call.args[training.argument];
  return made && made !== flag && made.constant !== null ? [{ how: 'twice', call, use, flag }] : [];
}

function isUnsaid(call: Call): boolean {
  const { training } = call.fact;
  const said = training?.argument !== undefined && call.args[training.argument] !== undefined;
  const isMisplaced = !said && misplacedFlag(call) !== undefined;
  return training?.untouched === 'raises' && !said && !isMisplaced && !call.open && mayDrop(call);
}

/** A dropout layer needs its flag whatever its rate is; other layers only where the rate is certainly positive. */
function mayDrop(call: Call): boolean {
  const rate = rateOf(call);
  return call.fact.kind === 'dropout' || (rate?.certain !== undefined && rate.certain > 0);
}

function withoutKey(one: Application): readonly MissingKey[] {
  const { call, use, flag } = one;
  const { key } = call.fact;
  if (!key?.required || key.applied === undefined || call.open || use.open || flag) return [];
  const rate = rateOf(call);
  const drops = call.fact.kind === 'dropout' ? rate?.certain !== 0 : (rate?.certain ?? 0) > 0;
  const isOff = guardedByTraining(use.context.guards) === 'inverted';
  return drops && !isOff && !appliedKey(one) ? [{ how: 'no key', call, use }] : [];
}

function withoutStreams(
  call: Call,
  file: FileModel,
  applications: readonly Application[],
): readonly MissingKey[] {
  const { key, form, training, kind } = call.fact;
  if (kind !== 'dropout' || form !== 'module' || !key?.argument || !key.stream || call.open)
    return [];
  const flag = training?.argument === undefined ? undefined : call.args[training.argument];
  if (rateOf(call)?.certain === 0) return [];
  const streams = call.args[key.argument];
  if (streams) return isNoStream(streams, call) ? [{ how: 'wrong streams', call }] : [];
  if (flag && flagSays(call, flag) !== 'on') return [];
  const own = applications.filter((one) => isSame(one.call, call));
  const isSilent = own.some(
    (one) => appliedKey(one) ?? one.flag ?? (one.use.open ? one : undefined),
  );
  const isRun = own.length > 0 || appliedInSequence(file).some((one) => isSame(one, call));
  return isRun && !isSilent ? [{ how: 'no streams', call }] : [];
}

/** A number or a single key where streams are expected. */
function isNoStream({ value, constant }: Arg, call: Call): boolean {
  if (typeof constant === 'number') return true;
  return (
    value.kind === 'call' &&
    value.fact?.kind === 'key' &&
    value.fact.framework !== call.fact.framework
  );
}

/** `model.apply(variables, x, train=True)` of a model of the file whose dropout draws from a stream. */
function appliedWithout(use: Use, file: FileModel): readonly MissingKey[] {
  if (use.name !== 'apply' || use.receiver?.kind !== 'instance' || use.open) return [];
  if (argumentOf(use, 'rngs')) return [];
  const forward = forwardOf(file, use.receiver.class);
  const flag = use.args.find((arg) => arg.position === 'keyword' && isOn(arg));
  if (!flag || !forward?.parameters.some(({ name }) => name === flag.name)) return [];
  const dropout = dropoutsIn(file, use.receiver.class).find(
    (call) =>
      call.fact.key?.stream && !call.args['rng_collection'] && (rateOf(call)?.certain ?? 0) > 0,
  );
  const isKeyed = (call: Call): boolean =>
    applicationsOf(file).some((one) => isSame(one.call, call) && appliedKey(one));
  return dropout && !isKeyed(dropout) ? [{ how: 'apply', use, call: dropout, flag }] : [];
}

/** `train=True`, `deterministic=False`. */
function isOn({ name, constant }: Arg): boolean {
  const dependence = nameDependence(name);
  return (
    (dependence === 'training' && constant === true) ||
    (dependence === 'inverted' && constant === false)
  );
}

function liftedWithout(call: Call, file: FileModel): readonly MissingKey[] {
  const target = call.args['target'];
  const canSplit = call.fact.args.some(({ name }) => name === 'split_rngs');
  if (call.fact.kind !== 'lift' || !canSplit || call.open || target?.value.kind !== 'function')
    return [];
  const split = call.args['split_rngs']?.value;
  const isKnown = split === undefined || (split.kind === 'container' && split.complete);
  const dropout = dropoutsIn(file, target.value.name).find((one) => one.fact.key?.stream);
  const stream = dropout?.fact.key?.stream;
  if (!isKnown || !dropout || (rateOf(dropout)?.certain ?? 0) <= 0) return [];
  const isSplit = split?.kind === 'container' && split.items.some((item) => item.key === stream);
  return isSplit ? [] : [{ how: 'lift', call, dropout }];
}

function transformedWithout(call: Call, file: FileModel): readonly MissingKey[] {
  const [given] = Object.values(call.args);
  if (!call.fact.dropsKey || !given) return [];
  const inner =
    given.value.kind === 'call' && given.value.fact?.kind === 'transform'
      ? given.value.args[0]
      : undefined;
  const drawn = inner && drawnIn(inner, given.span, file);
  return drawn ? [{ how: 'transform', call, drawn }] : [];
}

/** A key that is drawn from the transformed function's own, whatever the mode. */
function drawnIn(value: Value, span: Span, file: FileModel): Call | undefined {
  return reachedBy(file, value, span).calls.find(
    ({ fact, context }) =>
      fact.keys === 'drawn' &&
      fact.args.length === 0 &&
      !fact.names.some((name) => name.includes('maybe')) &&
      context.guards.length === 0,
  );
}
