import type { ApiFact } from '../model/fact';
import type { CallAction, CallNode, FlowArgument, Operand } from '../model/flow';
import type { Arg, Call, Use } from '../model/model';
import type { CallExpression } from '../model/syntax';
import type { Value } from '../model/value';
import { constantOf } from '../model/walks/constants';
import { moduleStatus } from './classes';
import type { FlowPlace } from './flow-reader';
import { compactText, spanKey } from './flow-reader';
import { findMethod, findSuperMethod } from './inheritance';
import type { ClassEntry, FunctionEntry, Reading } from './reading';
import { alternatives } from './values';

/** Describes a call for the trace: what it does to modes, by resolution first and by name else. */
export function describeCall(
  expression: CallExpression,
  operand: Operand,
  args: readonly FlowArgument[],
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
  const described = args.map((arg, index) => ({
    ...arg,
    value: list.find((one) => spanKey(one.span) === spanKey(expression.args[index]!.value.span)),
  }));
  const parts: Parts = { expression, call, use, args: described, written, place, isSuper };
  const text = compactText(place, expression.span);
  const applied = appliedAttribute(parts, receiver);
  return {
    span: expression.span,
    callee: callee.span,
    statement: place.statement,
    written,
    action: applied ? { kind: 'forward' } : actionOf(parts),
    operand: applied ?? receiver,
    args: described,
    argumentText: text.slice(written.length),
    value: applied ? use?.callee : (use?.receiver ?? use?.callee ?? call?.receiver),
    withoutGradient: place.withoutGradient || (use ?? call)?.context.withoutGradient === true,
    target: place.target,
  };
}

/** `self.model(x)` applies an object kept under the attribute; it is no method. */
function appliedAttribute(parts: Parts, receiver: Operand): Operand | undefined {
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
  const owner = isSelf ? parts.place.function?.class : use.receiver && classOfValue(use.receiver, reading);
  if (owner && findMethod(owner, callee.name, reading)) return undefined;
  if (owner?.attributes?.has(callee.name)) return applied;
  return NAMES_OF_MODELS.test(callee.name) ? applied : undefined;
}

const NAMES_OF_MODELS =
  /^_?(\w+_)?(model|net|network|encoder|decoder|backbone|head|module|classifier|generator|discriminator|policy|actor|critic|teacher|student)(_\w+)?$/;

interface Parts {
  readonly expression: CallExpression;
  readonly call?: Call;
  readonly use?: Use;
  readonly args: readonly FlowArgument[];
  readonly written: string;
  readonly place: FlowPlace;
  readonly isSuper: boolean;
}

function actionOf(parts: Parts): CallAction {
  const { call, expression, use, place } = parts;
  if (call && call.fact.form !== 'method') return actionOfRow(call.fact, parts);
  const own = ownFunction(parts);
  const { callee } = expression;
  const name = callee.kind === 'attribute' ? callee.name : '';
  const made =
    use?.callee.kind === 'function' && place.reader.reading.classNamed.get(use.callee.name);
  if (made) return makeOwn(made, place.reader.reading);
  const override = own !== undefined && /^(train|eval)$/.test(name) && isModeOverride(own, parts);
  if (own && !override) {
    return { kind: 'own', function: own.index, method: own.selfName !== undefined && name !== '' };
  }
  const isRead = parts.isSuper && !/^(train|eval)$/.test(name);
  if (isRead) return { kind: 'outside', name: parts.written, harmless: true };
  if (callee.kind === 'attribute') return actionOfMethod(name, parts);
  return actionOfFunction(use?.callee);
}

function makeOwn(entry: ClassEntry, reading: Reading): CallAction {
  const status = moduleStatus(entry, reading);
  return {
    kind: 'make',
    class: entry.name,
    initializer: findMethod(entry, '__init__', reading)?.index,
    mode: status === 'yes' || status === 'likely' ? 'train' : 'none',
  };
}

function actionOfRow(fact: ApiFact, parts: Parts): CallAction {
  const name = fact.names[0] ?? '';
  switch (fact.kind) {
    case 'wrapper':
      if (/AveragedModel$/.test(name)) return { kind: 'copy' };
      return /get_peft_model$/.test(name) ? { kind: 'adapt' } : { kind: 'same', of: 'argument' };
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
  if (fact.form === 'module' && isWhole) return { kind: 'make', fact, mode: 'train' };
  const harmless = !/update_bn$/.test(name);
  return { kind: 'outside', name: parts.written, harmless };
}

const RETURNS_ITSELF =
  /^(to|cuda|cpu|half|float|double|bfloat16|xpu|npu|mps|type|apply|share_memory|to_empty|requires_grad_|merge_and_unload|unwrap|compile|tie_weights)$/;

const GIVES_PARTS =
  /^(parameters|named_parameters|modules|named_modules|children|named_children|buffers|get_submodule)$/;

const QUIET =
  /^(state_dict|zero_grad|save_pretrained|print\w*|get_\w+|size|shape|item|detach|append|extend|update_parameters|register_\w+|add_module|log\w*|write|info|debug|format|join|keys|values|items|numel|numpy|mean|sum|count\w*|__len__|num_\w+|resize_token_embeddings|gradient_checkpointing_\w+|enable_\w*checkpoint\w*|freeze_\w+|unfreeze_\w+|freeze|unfreeze|set_\w*dropout\w*|add_\w+)$/;

function actionOfMethod(name: string, parts: Parts): CallAction {
  const { args, written } = parts;
  if (name === 'eval' && args.length === 0) return { kind: 'mode', to: 'eval' };
  if (name === 'train') {
    const mode = trainAction(parts);
    if (mode) return mode;
  }
  if (name === 'backward' || name === 'manual_backward') return { kind: 'backward' };
  if (name === 'step' && /opt|solver|scaler|adam|sgd/i.test(written)) return { kind: 'step' };
  if (name === 'requires_grad_') {
    return isFalse(args[0]) ? { kind: 'freeze' } : { kind: 'same', of: 'operand' };
  }
  if (RETURNS_ITSELF.test(name)) return { kind: 'same', of: 'operand' };
  if (GIVES_PARTS.test(name)) return { kind: 'parts', name };
  if (name === 'load_state_dict') return { kind: 'load' };
  if (/^(forward|generate|predict_proba|__call__)$/.test(name)) return { kind: 'forward' };
  if (/^(prepare|setup|setup_module|prepare_model|prepare_for_training)$/.test(name)) {
    return /accel|fabric/i.test(written) ? { kind: 'prepare' } : { kind: 'method', name };
  }
  if (/^(unwrap_model|extract_model_from_parallel)$/.test(name))
    return { kind: 'same', of: 'argument' };
  const outside = outsideName(parts.use?.callee);
  if (outside !== undefined) return actionOfOutside(outside);
  return QUIET.test(name)
    ? { kind: 'outside', name: written, harmless: true }
    : { kind: 'method', name };
}

/** `train()`, `train(True)`, `train(mode)`; undefined where the arguments are those of another method. */
function trainAction({ args, expression }: Parts): CallAction | undefined {
  const [flag, ...others] = args;
  if (!flag) return { kind: 'mode', to: 'train' };
  if (others.length > 0 || (flag.name !== undefined && flag.name !== 'mode')) return undefined;
  const literal = expression.args[0]!.value;
  if (literal.kind === 'literal') {
    if (typeof literal.value !== 'boolean') return undefined;
    return { kind: 'mode', to: literal.value ? 'train' : 'eval' };
  }
  const known = flag.value && constantOf(flag.value.value);
  if (typeof known === 'boolean' && literal.kind !== 'name') {
    return { kind: 'mode', to: known ? 'train' : 'eval' };
  }
  return { kind: 'mode', to: 'unknown', saved: flag.operand };
}

function actionOfFunction(callee: Value | undefined): CallAction {
  const name = outsideName(callee);
  if (name !== undefined) return actionOfOutside(name);
  return { kind: 'forward' };
}

/** Roots of names whose functions leave the modes of what they are given alone. */
const HARMLESS =
  /^(torch|torchvision|torchmetrics|torchaudio|numpy|np|math|os|sys|time|random|json|pickle|logging|logger|copy|tqdm|wandb|pandas|sklearn|matplotlib|itertools|functools|collections|einops|pathlib|re|warnings|gc|scipy|argparse|string|datetime|shutil|typing|tensorboard|tensorboardX|datasets|sacrebleu|evaluate|PIL|cv2|nltk|yaml|hydra|omegaconf)\./;

function actionOfOutside(name: string): CallAction {
  if (/^copy\.(deepcopy|copy)$|^deepcopy$/.test(name)) return { kind: 'copy' };
  if (/\.from_pretrained$/.test(name)) return { kind: 'outside', name, harmless: true };
  const builtin = !name.includes('.');
  const fetches = /^(getattr|vars|globals|locals|eval|exec)$/.test(name);
  const last = name.split('.').pop() ?? '';
  const harmless = (builtin && !fetches) || HARMLESS.test(name);
  if (!harmless && /^[A-Z]\w*[a-z]/.test(last)) return { kind: 'make', mode: 'assumed' };
  return { kind: 'outside', name, harmless };
}

/** The qualified name of an imported or builtin function. */
function outsideName(callee: Value | undefined): string | undefined {
  return callee?.kind === 'global' && callee.name !== 'super' ? callee.name : undefined;
}

/** The function or method of the file that a call runs; a method that a subclass replaces is not known. */
function ownFunction({ use, place, isSuper, expression }: Parts): FunctionEntry | undefined {
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
function isModeOverride(entry: FunctionEntry, parts: Parts): boolean {
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

function isFalse(arg: FlowArgument | undefined): boolean {
  return arg?.value !== undefined && constantOf(arg.value.value) === false;
}
