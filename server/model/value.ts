import type { ApiFact } from './fact';
import type { Arg, Call } from './model';
import type { Span } from './span';

/**
 * What the reader knows about an expression, without having run it.
 * A value that cannot be known is `unknown`; rules that would need it stay silent.
 * `weight` counts the values inside, so that the reader can bound what walks have to visit.
 */
export type Value =
  | ConstantValue
  | ParameterValue
  | AttributeValue
  | GlobalValue
  | SelfValue
  | OperationValue
  | ChoiceValue
  | CallValue
  | LayerValue
  | ContainerValue
  | InstanceValue
  | TensorValue
  | FunctionValue
  | UnknownValue;

export interface ConstantValue {
  readonly kind: 'constant';
  readonly value: number | string | boolean | null;
}

/** A parameter of a function of the file, known by name, default and annotation only. */
export interface ParameterValue {
  readonly kind: 'parameter';
  readonly name: string;
  readonly default?: Value;
  /** The annotation as written: `bool`, `float`, `Optional[float]`. */
  readonly annotation?: string;
  /** Qualified name of the function: `Net.__init__`, `train`. */
  readonly owner: string;
}

/** An attribute whose content is not known: `config.dropout`, `self.training`, `self.p` before it is resolved. */
export interface AttributeValue {
  readonly kind: 'attribute';
  readonly object: Value;
  readonly name: string;
  /** The default that the class of the object declares, where that class stands in the file. */
  readonly default?: Value;
}

/** Something imported, or a builtin: `torch.nn.functional.dropout`, `len`. */
export interface GlobalValue {
  readonly kind: 'global';
  readonly name: string;
}

/** The instance whose method is being read. */
export interface SelfValue {
  readonly kind: 'self';
}

/** Operators as in `syntax.ts`; one operand for a unary operation. */
export interface OperationValue {
  readonly kind: 'operation';
  readonly operator: string;
  readonly operands: readonly Value[];
  readonly weight?: number;
}

/** One of several values, by a test where it is known: `test` true gives the first option. */
export interface ChoiceValue {
  readonly kind: 'choice';
  readonly test?: Value;
  readonly options: readonly Value[];
  readonly weight?: number;
}

/** The result of a call that makes no layer and no tensor of a traced model. */
export interface CallValue {
  readonly kind: 'call';
  readonly callee: Value;
  /** The row, where the knowledge base has one. */
  readonly fact?: ApiFact;
  readonly args: readonly Value[];
  readonly keywords: Readonly<Record<string, Value>>;
  /** All arguments as written, for `functools.partial`. */
  readonly passed?: readonly Arg[];
  readonly weight?: number;
}

/** An instance of a layer class of the knowledge base, by the call that made it. */
export interface LayerValue {
  readonly kind: 'layer';
  readonly call: Call;
}

/** A list, tuple, dict or module container whose items are known as far as `complete` says. */
export interface ContainerValue {
  readonly kind: 'container';
  readonly type: 'list' | 'tuple' | 'set' | 'dict' | 'moduleList' | 'moduleDict' | 'sequential';
  readonly items: readonly ContainerItem[];
  /** False when something may be in it that was not understood. */
  readonly complete: boolean;
  /** Where it was made; identifies a Sequential. */
  readonly span: Span;
  /** Inside how many branches and loops it was made: what is added deeper may be missing or come several times. */
  readonly made?: { readonly branches: number; readonly loops: number };
  readonly weight?: number;
}

export interface ContainerItem {
  readonly key?: string;
  readonly value: Value;
  /** Stands for several alike: made in a loop or comprehension. Neighbours with one number belong to one round. */
  readonly many: number;
  /** Put in under a condition only. */
  readonly optional: boolean;
}

/** An instance of a class of this file. */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly class: string;
  readonly args: readonly Value[];
  readonly keywords: Readonly<Record<string, Value>>;
  readonly span: Span;
  readonly weight?: number;
}

/** A tensor that flows through the model: each source is a step index, `input` or `unknown`. */
export interface TensorValue {
  readonly kind: 'tensor';
  readonly sources: readonly Source[];
  /** For an argument of the function read: its name. */
  readonly parameter?: string;
}

/** Index of the step that made a tensor; -1: an argument of the function read; -2: not known. */
export type Source = number;
export const INPUT: Source = -1;
export const UNREAD: Source = -2;

/** A function or class of this file, by name: `helper`, `Net`, `Net.forward`. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  /** Bound to the instance being read. */
  readonly bound: boolean;
}

export interface UnknownValue {
  readonly kind: 'unknown';
}
