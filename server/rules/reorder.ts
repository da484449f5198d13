import type { Edit } from '../model/finding';
import type { FileModel, Model } from '../model/model';
import type { Span } from '../model/span';
import { onlyConsumerOf, type Placed } from '../model/walks/steps';

/**
 * Edits that let a step and the only one behind it change places: elements of one list, nested calls, or two
 * statements about one name. Undefined where the text is none of these.
 */
export function swapEdits(
  file: FileModel,
  model: Model,
  first: Placed,
  second: Placed,
): readonly Edit[] | undefined {
  const isNext = areListed(file, first, second) || addedBehind(file, first, second) !== undefined;
  if (isNext && !hasShape(first)) return exchange(file, first.step.span, second.step.span);
  if (behind(model, first)?.index !== second.index) return undefined;
  const inner = applicationOf(file, first);
  const outer = applicationOf(file, second);
  if (!inner || !outer) return undefined;
  if (isSame(outer.operand, inner.span)) return turnInsideOut(file, inner, outer);
  const name = textOf(file, inner.operand);
  const isOneName = inner.target === name && textOf(file, outer.operand) === name;
  return isOneName ? exchange(file, inner.span, outer.span) : undefined;
}

/** The only step that takes the output of a step, where an activation that belongs to it is a part of it. */
export function behind(model: Model, { index }: Placed): Placed | undefined {
  const next = onlyConsumerOf(model, index);
  return next?.layer.inside ? behind(model, next) : next;
}

/** Edits that take out a step behind the one before it; undefined where the text does not allow it. */
export function removalEdits(
  file: FileModel,
  before: Placed,
  step: Placed,
): readonly Edit[] | undefined {
  if (areListed(file, before, step)) {
    return [{ span: { start: before.step.span.end, end: step.step.span.end }, text: '' }];
  }
  const added = addedBehind(file, before, step);
  if (added) return [{ span: added, text: '' }];
  const applied = applicationOf(file, step);
  return applied && [{ span: applied.span, text: textOf(file, applied.operand) }];
}

/** Where the last name of a callee stands that is written with its namespace: `Dropout2d` in `nn.Dropout2d`. */
export function lastNameOf(callee: Span, file: FileModel): Span | undefined {
  const name = /\.(\w+)$/.exec(textOf(file, callee));
  return name ? { start: callee.end - name[1]!.length, end: callee.end } : undefined;
}

/** A call that applies a layer or function to one tensor. */
interface Application {
  readonly span: Span;
  readonly operand: Span;
  /** The name its result is assigned to. */
  readonly target: string | undefined;
}

function applicationOf(file: FileModel, { step }: Placed): Application | undefined {
  const use = file.uses.find((one) => isSame(one.span, step.span));
  const call = file.calls.find((one) => isSame(one.span, step.span));
  const only = use?.args.length === 1 && !use.open ? use.args[0] : undefined;
  const operand = only ?? (call?.fact.form === 'function' ? call.args['input'] : undefined);
  const context = use?.context ?? call?.context;
  return operand && { span: step.span, operand: operand.span, target: context?.target };
}

/** Whether the two stand next to each other as elements of a list or arguments of a Sequential. */
function areListed(file: FileModel, first: Placed, second: Placed): boolean {
  return (
    isAtConstruction(first) &&
    isAtConstruction(second) &&
    /^\s*,\s*$/.test(file.text.slice(first.step.span.end, second.step.span.start))
  );
}

/** The text of `model.add(second)` and what lies between it and `model.add(first)` right before it. */
function addedBehind(file: FileModel, first: Placed, second: Placed): Span | undefined {
  const [one, other] = [first, second].map((placed) => additionOf(file, placed));
  if (!one || !other || one.written !== other.written) return undefined;
  const between = file.text.slice(one.span.end, other.span.start);
  return /^\s*;?\s*$/.test(between) ? { start: one.span.end, end: other.span.end } : undefined;
}

/** The call that adds a layer to its Sequential, where it stands as a statement. */
function additionOf(file: FileModel, { layer: { call } }: Placed): Addition | undefined {
  const isAdded = call?.context.result === 'argument' && call.fact.form === 'module';
  if (!isAdded) return undefined;
  const { start, end } = call.context.statement;
  const head = /^([\w.$]+\.add)\s*\(\s*$/.exec(file.text.slice(start, call.span.start));
  const tail = /^\s*,?\s*\)$/.exec(file.text.slice(call.span.end, end));
  return head && tail ? { written: head[1]!, span: call.context.statement } : undefined;
}

interface Addition {
  readonly written: string;
  readonly span: Span;
}

/** The first layer of a model says what shape comes in, and has to stay the first. */
function hasShape({ layer: { call } }: Placed): boolean {
  return [...Object.keys(call?.args ?? {}), ...(call?.surplus ?? []).map(({ name }) => name)].some(
    (name) => /^(batch_?)?input_?(shape|dim|length)$/i.test(name),
  );
}

function isAtConstruction({ step, layer }: Placed): boolean {
  const { call } = layer;
  return call !== undefined && isSame(step.span, call.span) && call.fact.form === 'module';
}

function exchange(file: FileModel, one: Span, other: Span): readonly Edit[] {
  return [
    { span: one, text: textOf(file, other) },
    { span: other, text: textOf(file, one) },
  ];
}

/** `outer(inner(x))` becomes `inner(outer(x))`. */
function turnInsideOut(file: FileModel, inner: Application, outer: Application): readonly Edit[] {
  const [innerHead, operand, innerTail] = cut(file, inner);
  const [outerHead, , outerTail] = cut(file, outer);
  return [{ span: outer.span, text: innerHead + outerHead + operand + outerTail + innerTail }];
}

/** The text of a call before, in and behind its operand. */
function cut(file: FileModel, { span, operand }: Application): readonly [string, string, string] {
  const { text } = file;
  return [
    text.slice(span.start, operand.start),
    text.slice(operand.start, operand.end),
    text.slice(operand.end, span.end),
  ];
}

function textOf(file: FileModel, span: Span): string {
  return file.text.slice(span.start, span.end);
}

function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}
