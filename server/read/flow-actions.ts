import type { CallAction, Operand } from '../model/flow';
import type { Arg, Call, Use } from '../model/model';
import type { CallExpression } from '../model/syntax';
import type { Value } from '../model/value';
import { constantOf } from '../model/walks/constants';
import type { FlowPlace } from './flow-reader';

/** A call with all that was read of it. */
export interface CallParts {
  readonly expression: CallExpression;
  readonly call?: Call;
  readonly use?: Use;
  readonly args: readonly ReadArgument[];
  readonly written: string;
  readonly place: FlowPlace;
  readonly isSuper: boolean;
}

/** An argument with what was read of it. */
export interface ReadArgument {
  readonly name?: string;
  readonly operand: Operand;
  readonly value?: Arg;
}

const RETURNS_ITSELF =
  /^(to|cuda|cpu|half|float|double|bfloat16|xpu|npu|mps|type|apply|share_memory|to_empty|requires_grad_|merge_and_unload|unwrap|compile|tie_weights)$/;

const GIVES_PARTS =
  /^(parameters|named_parameters|modules|named_modules|children|named_children|buffers|get_submodule)$/;

const QUIET =
  /^(state_dict|zero_grad|save_pretrained|print\w*|get_\w+|size|shape|item|detach|append|extend|update_parameters|register_\w+|add_module|log\w*|write|info|debug|format|join|keys|values|items|numel|numpy|mean|sum|count\w*|__len__|num_\w+|resize_token_embeddings|gradient_checkpointing_\w+|enable_\w*checkpoint\w*|freeze_\w+|unfreeze_\w+|freeze|unfreeze|set_\w*dropout\w*|add_\w+)$/;

/** What a method that is not of the file does, by its name. */
export function actionOfMethod(name: string, parts: CallParts): CallAction {
  const { args, written } = parts;
  if (name === 'eval' && args.length === 0) return { kind: 'mode', to: 'eval' };
  if (name === 'train') {
    const mode = trainAction(parts);
    if (mode) return mode;
  }
  if (name === 'backward' || name === 'manual_backward') return { kind: 'backward' };
  if (/^(step|update)$/.test(name) && /opt|solver|scaler|adam|sgd|\btx\b/i.test(written))
    return { kind: 'step' };
  if (name === 'set_attributes') return { kind: 'mode', to: 'unknown' };
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
function trainAction({ args, expression }: CallParts): CallAction | undefined {
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

/** What a function that is not of the file does; what is no function is applied to data. */
export function actionOfFunction(callee: Value | undefined): CallAction {
  const name = outsideName(callee);
  if (name !== undefined) return actionOfOutside(name);
  return { kind: 'forward' };
}

/** Roots of names whose functions leave the modes of what they are given alone. */
const HARMLESS =
  /^(torch|torchvision|torchmetrics|torchaudio|numpy|np|math|os|sys|time|random|json|pickle|logging|logger|copy|tqdm|wandb|pandas|sklearn|matplotlib|itertools|functools|collections|einops|pathlib|re|warnings|gc|scipy|argparse|string|datetime|shutil|typing|jax|flax|optax|equinox|haiku|orbax|clu|chex|tensorboard|tensorboardX|datasets|sacrebleu|evaluate|PIL|cv2|nltk|yaml|hydra|omegaconf)\./;

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

function isFalse(arg: ReadArgument | undefined): boolean {
  return arg?.value !== undefined && constantOf(arg.value.value) === false;
}
