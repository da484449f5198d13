import type { Arg, Call, FileModel, Use } from '../model';
import type { Value } from '../value';
import { argumentOf } from './applications';
import { isDropoutCall } from './dropout';
import { isKeyArgument, itemOf } from './keys';
import { dropoutsIn } from './module-flags';
import { evaluatesAt } from './purpose';
import { reachedBy } from './reach';
import type { ReusedKey } from './reused-keys';

/** `jax.vmap(model, in_axes=(0, None))(x, key)`, or a key that a mapped lambda closes over. */
export function sharedByBatch(call: Call, file: FileModel): readonly ReusedKey[] {
  const [target] = Object.values(call.args);
  if (call.fact.kind !== 'batch' || !target || !mayDrop(target, file)) return [];
  const { context, written } = call;
  const report = ({ span, text }: Arg): ReusedKey => ({
    how: 'batch',
    span,
    written: text,
    context,
    other: call.span,
  });
  const closed = closedKey(target, file);
  if (closed) return [{ ...report(closed), written: closed.text }];
  const outer = file.uses.find(
    (use) => use.calleeSpan.start === call.span.start && use.calleeSpan.end === call.span.end,
  );
  const axes = call.args['in_axes']?.value;
  if (!outer || axes?.kind !== 'container' || !axes.complete || written === '') return [];
  const shared = outer.args.find(
    (arg) =>
      typeof arg.position === 'number' &&
      isNone(axes.items[arg.position]?.value) &&
      isKeyArgument(arg),
  );
  return shared ? [report(shared)] : [];
}

function isNone(value: Value | undefined): boolean {
  return value?.kind === 'constant' && value.value === null;
}

/** The key in `lambda x: model(x, key=key)` or `partial(model, key=key)` that is not mapped. */
function closedKey(target: Arg, file: FileModel): Arg | undefined {
  const { value, span, text } = target;
  if (value.kind === 'call' && value.passed && value.fact === undefined) {
    return value.passed.find(
      (arg) =>
        arg.position === 'keyword' && /^(key|rng|rngs)$/.test(arg.name) && isKeyArgument(arg),
    );
  }
  if (!/^lambda\b/.test(text)) return undefined;
  const inside = file.uses.filter(
    (use) => use.span.start >= span.start && use.span.end <= span.end,
  );
  return inside
    .flatMap((use) => argumentOf(use, 'key') ?? argumentOf(use, 'rng') ?? [])
    .find((arg) => arg.value.kind !== 'parameter' || !arg.value.owner.endsWith('<lambda>'));
}

/** Whether what is mapped runs dropout: a layer, a model or a function of the file. */
function mayDrop({ value, span }: Arg, file: FileModel): boolean {
  const target =
    value.kind === 'call' && value.fact === undefined ? (value.args[0] ?? value) : value;
  if (target.kind === 'layer') return isDropoutCall(target.call);
  if (target.kind === 'instance') return dropoutsIn(file, target.class).length > 0;
  const { calls, uses } = reachedBy(file, target, span);
  const runs = uses.some(({ callee }) =>
    callee.kind === 'layer'
      ? isDropoutCall(callee.call)
      : callee.kind === 'instance' && dropoutsIn(file, callee.class).length > 0,
  );
  if (runs || calls.some(isDropoutCall)) return true;
  const isModel =
    target.kind === 'parameter' || uses.some(({ callee }) => callee.kind === 'parameter');
  return (
    isModel && file.calls.some((call) => isDropoutCall(call) && call.fact.key?.required === true)
  );
}

/** `split_rngs={'dropout': False}`: the same mask in every layer; recurrent cells may want one mask for all steps. */
export function sharedByLift(call: Call, file: FileModel): readonly ReusedKey[] {
  const target = call.args['target'];
  const split = call.args['split_rngs'];
  if (call.fact.kind !== 'lift' || target?.value.kind !== 'function' || !split) return [];
  const dropout = dropoutsIn(file, target.value.name).find((one) => one.fact.key?.stream);
  const item = dropout && itemOf(split.value, dropout.fact.key?.stream ?? '');
  const isShared = item?.kind === 'constant' && item.value === false;
  if (!isShared || /cell|lstm|gru|rnn|recurrent|step/i.test(target.value.name)) return [];
  return [
    {
      how: 'lift',
      span: split.span,
      written: call.written,
      context: call.context,
      other: dropout?.span,
    },
  ];
}

/** A key that is passed unchanged in every round to a function that gives it to dropout. */
export function sharedByRounds(use: Use, file: FileModel): readonly ReusedKey[] {
  if (!use.context.inLoop || use.callee.kind !== 'function') return [];
  const { name } = use.callee;
  const called = file.functions.find((one) => one.name === name);
  if (!called || evaluatesAt(file, use.context)) return [];
  const key = use.args.find(
    (arg) => /^\w+$/.test(arg.text) && isKeyArgument(arg) && isNeverChanged(arg, use, file),
  );
  const parameter =
    key && (typeof key.position === 'number' ? called.parameters[key.position]?.name : key.name);
  if (!key || parameter === undefined) return [];
  const body = file.text.slice(called.span.start, called.span.end);
  const isDerived = new RegExp(`\\b(fold_in|split)\\(\\s*(key\\s*=\\s*)?${parameter}\\b`).test(
    body,
  );
  const reaches = new RegExp(
    `['"]dropout['"]\\s*:\\s*${parameter}\\b|dropout_(rng|key)\\s*=\\s*${parameter}\\b`,
  ).test(body);
  if (isDerived || !reaches) return [];
  return [{ how: 'loop', span: key.span, written: key.text, context: use.context }];
}

/** Bound once, before the loop, or a parameter that is never bound again. */
function isNeverChanged({ text, value }: Arg, { context }: Use, file: FileModel): boolean {
  const around = file.functions[context.function];
  const code = around ? file.text.slice(around.span.start, around.span.end) : file.text;
  const bindings = code.match(
    new RegExp(
      `(^|[\\n;(,]|\\bfor\\b)[ \\t(]*(\\w+[ \\t]*,[ \\t]*)*${text}[ \\t]*(,[^=\\n]*)?(=(?!=)|\\bin\\b)`,
      'g',
    ),
  );
  const times = bindings?.length ?? 0;
  return value.kind === 'parameter'
    ? times === 0
    : value.kind === 'call' && value.fact?.keys === 'new' && times === 1;
}
