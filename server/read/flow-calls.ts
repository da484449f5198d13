import { frameworkTraits } from '../facts/frameworks';
import type { ApiFact } from '../model/fact';
import type { CallAction, CallNode, Operand } from '../model/flow';
import type { Arg } from '../model/model';
import type { CallExpression } from '../model/syntax';
import type { Value } from '../model/value';
import { moduleStatus } from './classes';
import { holdingOf } from '../model/walks/holdings';
import type { CallParts, ReadArgument } from './flow-actions';
import { actionOfFunction, actionOfMethod } from './flow-actions';
import { isDifferentiated, modeOfCopy, transformedFunction } from './flow-transformed';
import type { FlowPlace } from './flow-reader';
import { compactText, isSameSpan, spanKey } from './flow-reader';
import { findMethod, findSuperMethod, frameworkOfClass } from './inheritance';
import type { ClassEntry, FunctionEntry, Reading } from './reading';
import { alternatives } from './values';

/** Describes a call for the trace: what it does to modes, by resolution first and by name else. */
export function describeCall(
  expression: CallExpression,
  operand: Operand,
  args: readonly { readonly name?: string; readonly operand: Operand }[],
  place: FlowPlace,
): Omit<CallNode, 'kind' | 'id'> {
  const { reader } = place;
  const key = spanKey(expression.span);
  const call = reader.calls.get(key);
  const use = reader.uses.get(key);
  const { callee } = expression;
  const isSuper = callee.kind === 'attribute' && isSuperCall(callee.object);
  const receiver = isSuper ? selfOf(place) : operand;
  const written = compactText(place, callee.span);
  const list: readonly Arg[] =
    use?.args ?? (call ? [...Object.values(call.args), ...call.surplus] : []);
  const described = args.map((arg, index): ReadArgument => ({
    ...arg,
    value: list.find((one) => isSameSpan(one.span, expression.args[index]!.value.span)),
  }));
  const parts: CallParts = { expression, call, use, args: described, written, place, isSuper };
  const text = compactText(place, expression.span);
  const applied = appliedAttribute(parts, receiver);
  const holding = applied ? use?.callee : (use?.receiver ?? use?.callee ?? call?.receiver);
  return {
    span: expression.span,
    callee: callee.span,
    statement: place.statement,
    written,
    action: applied ? { kind: 'forward' } : actionOf(parts),
    operand: applied ?? receiver,
    args: described.map(({ name, operand: given, value }) => ({
      name,
      operand: given,
      text: value?.text ?? '',
      holding: value && holdingOf(value.value),
    })),
    argumentText: text.slice(written.length),
    holding: holding && holdingOf(holding),
    imported: importedName(parts),
    parent: isSuper && callee.kind === 'attribute' ? callee.name : undefined,
    withoutGradient: place.withoutGradient || (use ?? call)?.context.withoutGradient === true,
    target: place.target,
  };
}

/** The qualified name of what is called, where it is something imported. */
function importedName({ use, isSuper }: CallParts): string | undefined {
  const name = use?.callee.kind === 'global' && !isSuper ? use.callee.name : undefined;
  return name?.includes('.') ? name : undefined;
}

/** `self.model(x)` applies an object kept under the attribute; it is no method. */
function appliedAttribute(parts: CallParts, receiver: Operand): Operand | undefined {
  const { callee } = parts.expression;
  if (callee.kind !== 'attribute' || parts.isSuper || parts.call || receiver.kind === 'none') {
    return undefined;
  }
  const { reading } = parts.place.reader;
  const { use } = parts;
  const applied: Operand = { kind: 'attribute', of: receiver, name: callee.name };
  if (!use || use.callee.kind === 'function') return undefined;
  if (alternatives(use.callee).some((one) => /^(layer|instance|container)$/.test(one.kind)))
    return applied;
  const isSelf = use.receiver?.kind === 'self';
  const owner = isSelf
    ? parts.place.function?.class
    : use.receiver && classOfValue(use.receiver, reading);
  if (owner && findMethod(owner, callee.name, reading)) return undefined;
  if (owner?.attributes?.has(callee.name)) return applied;
  return NAMES_OF_MODELS.test(callee.name) ? applied : undefined;
}

const NAMES_OF_MODELS =
  /^_?(\w+_)?(model|net|network|encoder|decoder|backbone|head|module|classifier|generator|discriminator|policy|actor|critic|teacher|student)(_\w+)?$/;

function actionOf(parts: CallParts): CallAction {
  const { call, expression, use, place } = parts;
  if (call && call.fact.form !== 'method') return actionOfRow(call.fact, parts);
  const transformed = transformedFunction(parts);
  if (transformed) return transformed;
  const own = ownFunction(parts);
  const { callee } = expression;
  const name = callee.kind === 'attribute' ? callee.name : '';
  const made =
    use?.callee.kind === 'function' && place.reader.reading.classNamed.get(use.callee.name);
  if (made) return makeOwn(made, place.reader.reading);
  const override = own !== undefined && /^(train|eval)$/.test(name) && isModeOverride(own, parts);
  if (own && !override) {
    return {
      kind: 'own',
      function: own.index,
      method: own.selfName !== undefined && name !== '',
      ...(isDifferentiated(own, place) && { differentiated: true }),
    };
  }
  const isRead = parts.isSuper && !/^(train|eval)$/.test(name);
  if (isRead) return { kind: 'outside', name: parts.written, harmless: true };
  if (callee.kind === 'attribute') return actionOfMethod(name, parts);
  return actionOfFunction(use?.callee);
}

function makeOwn(entry: ClassEntry, reading: Reading): CallAction {
  const status = moduleStatus(entry, reading);
  const isHeld = !frameworkTraits[frameworkOfClass(entry, reading)].holdsNoMode;
  return {
    kind: 'make',
    class: entry.name,
    initializer: findMethod(entry, '__init__', reading)?.index,
    mode: (status === 'yes' || status === 'likely') && isHeld ? 'train' : 'none',
  };
}

function actionOfRow(fact: ApiFact, parts: CallParts): CallAction {
  const name = fact.names[0] ?? '';
  switch (fact.kind) {
    case 'wrapper':
      if (/AveragedModel$/.test(name)) return { kind: 'copy' };
      return /get_peft_model$/.test(name) ? { kind: 'adapt' } : { kind: 'same', of: 'argument' };
    case 'batch':
      return { kind: 'same', of: 'argument' };
    case 'modeCopy':
      return { kind: 'copy', to: modeOfCopy(fact, parts) };
    case 'pretrained':
      return { kind: 'make', fact, mode: fact.returnsMode ?? 'none' };
    case 'optimizer':
      return { kind: 'optimizer' };
    case 'export':
      return { kind: 'export', fact };
    case 'trainer':
      return { kind: 'outside', name: parts.written, harmless: false };
    default:
      break;
  }
  // Single layers are told apart by the class that owns them.
  const isWhole = /^(container|module|moduleBase|transformer)$/.test(fact.kind);
  if (fact.form === 'module' && isWhole)
    return {
      kind: 'make',
      fact,
      mode: frameworkTraits[fact.framework].holdsNoMode ? 'none' : 'train',
    };
  const harmless = !/update_bn$/.test(name);
  return { kind: 'outside', name: parts.written, harmless };
}

/** The function or method of the file that a call runs; a method that a subclass replaces is not known. */
function ownFunction({ use, place, isSuper, expression }: CallParts): FunctionEntry | undefined {
  const { reading } = place.reader;
  if (!use) return undefined;
  const { callee } = expression;
  const method = callee.kind === 'attribute' ? callee.name : '';
  if (isSuper) {
    const within = place.function?.class;
    return within && findSuperMethod(within, within, method, reading);
  }
  if (use.callee.kind === 'function') {
    const entry = reading.functionNamed.get(use.callee.name);
    const receiverIsSelf = use.callee.bound;
    if (
      receiverIsSelf &&
      place.function?.class &&
      isReplaced(method, place.function.class, reading)
    ) {
      return undefined;
    }
    return entry;
  }
  const owner = use.receiver && classOfValue(use.receiver, reading);
  return owner && !isReplaced(method, owner, reading)
    ? findMethod(owner, method, reading)
    : undefined;
}

function classOfValue(value: Value, reading: Reading): ClassEntry | undefined {
  const found = alternatives(value).filter((one) => one.kind !== 'constant');
  const [only] = found;
  if (found.length !== 1 || only?.kind !== 'instance') return undefined;
  return reading.classNamed.get(only.class);
}

function isReplaced(method: string, owner: ClassEntry, reading: Reading): boolean {
  const first = findMethod(owner, method, reading);
  return reading.classes.some(
    (one) =>
      one !== owner &&
      one.methods.has(method) &&
      one.bases.some((base) => base.kind === 'function' && base.name === owner.name) &&
      findMethod(one, method, reading) !== first,
  );
}

/** A module's own `train(self, mode=True)` or `eval(self)`, not a method that runs a training loop. */
function isModeOverride(entry: FunctionEntry, parts: CallParts): boolean {
  const [, ...others] = entry.statement.parameters;
  const [mode] = others;
  const status = entry.class ? moduleStatus(entry.class, parts.place.reader.reading) : 'no';
  if (parts.isSuper && status !== 'no') return true;
  const fits = others.length === 0 || (others.length === 1 && /mode|train/.test(mode?.name ?? ''));
  return fits && (status === 'yes' || status === 'likely');
}

function isSuperCall(expression: CallExpression['callee']): boolean {
  return (
    expression.kind === 'call' &&
    expression.callee.kind === 'name' &&
    expression.callee.name === 'super'
  );
}

function selfOf(place: FlowPlace): Operand {
  const { function: entry } = place;
  return entry?.selfName
    ? { kind: 'name', scope: entry.index, name: entry.selfName }
    : { kind: 'some' };
}
