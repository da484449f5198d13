import type { ApiFact } from './fact';
import type { Span } from './span';

/**
 * How one function, or the module level, runs: a structured trace of what matters to the modes of models.
 * Plain data of one text; walks over it are in `walks/modes.ts`.
 */
export interface Routine {
  /** Index into `FileModel.functions`; -1 for the module level. */
  readonly function: number;
  readonly body: readonly FlowNode[];
  /** Decorated by something that may change what a call of it does. */
  readonly decorated: boolean;
  /** Its calls are entered with `with`: what is before the `yield` happens on entering. */
  readonly manager: boolean;
}

export type FlowNode =
  BranchNode | LoopNode | TryNode | WithNode | ExitNode | BindNode | CallNode | MentionNode;

/** `if`, a conditional expression, the right side of `and` and `or`, or one case of a `match`. */
export interface BranchNode {
  readonly kind: 'branch';
  readonly test: string;
  /** What is tested, where it is a plain name or attribute. */
  readonly tested?: Operand;
  readonly then: readonly FlowNode[];
  readonly otherwise: readonly FlowNode[];
  readonly span: Span;
}

export interface LoopNode {
  readonly kind: 'loop';
  /** The iterable or the test as written. */
  readonly over: string;
  readonly body: readonly FlowNode[];
  readonly otherwise: readonly FlowNode[];
  /** Left only by `break`, `return` or an error. */
  readonly endless: boolean;
  readonly span: Span;
  /** Start of the first statement of the body; undefined for a comprehension. */
  readonly bodyStart?: number;
}

export interface TryNode {
  readonly kind: 'try';
  readonly body: readonly FlowNode[];
  readonly handlers: readonly (readonly FlowNode[])[];
  readonly otherwise: readonly FlowNode[];
  readonly finally: readonly FlowNode[];
  readonly span: Span;
}

export interface WithNode {
  readonly kind: 'with';
  /** Calls that make the contexts, by their ids. */
  readonly managers: readonly number[];
  readonly withoutGradient: boolean;
  readonly body: readonly FlowNode[];
  readonly span: Span;
}

export interface ExitNode {
  readonly kind: 'exit';
  readonly how: 'return' | 'yield' | 'break' | 'continue' | 'raise';
  readonly value: Operand;
  readonly span: Span;
}

/** An assignment, also of a loop variable. */
export interface BindNode {
  readonly kind: 'bind';
  readonly target: Operand;
  readonly source: Operand;
  readonly span: Span;
}

/** `model.eval` or `model.train` as a statement, without a call. */
export interface MentionNode {
  readonly kind: 'mention';
  readonly operand: Operand;
  readonly written: string;
  readonly name: string;
  readonly span: Span;
}

export interface CallNode {
  readonly kind: 'call';
  /** Unique in the file; a loop over a literal list repeats its body under new ids. */
  readonly id: number;
  readonly span: Span;
  readonly callee: Span;
  /** The statement it stands in. */
  readonly statement: Span;
  /** The callee as written, without spaces. */
  readonly written: string;
  readonly action: CallAction;
  /** The receiver of a method, else what is called. */
  readonly operand: Operand;
  readonly args: readonly FlowArgument[];
  /** The arguments as written, for words in them. */
  readonly argumentText: string;
  /** What is called, or the receiver of a method, where it was read. */
  readonly holding?: Holding;
  /** What is called, where it is something imported: its qualified name. */
  readonly imported?: string;
  /** The method of the parent that `super().name()` calls. */
  readonly parent?: string;
  readonly withoutGradient: boolean;
  /** Name or path to which the result is assigned. */
  readonly target?: string;
}

export interface FlowArgument {
  /** Undefined for a positional argument. */
  readonly name?: string;
  readonly operand: Operand;
  /** As written. */
  readonly text: string;
  readonly holding?: Holding;
}

/** What an object is by the code that made it, as far as its modes are concerned. */
export type Holding =
  /** An instance of a class of the file. */
  | { readonly kind: 'instance'; readonly class: string }
  /** What a call of something imported gave back, by its qualified name. */
  | { readonly kind: 'imported'; readonly name: string }
  /** A layer or a ready-made model: whether it acts by mode, and whether it draws random numbers. */
  | { readonly kind: 'layer'; readonly acts: Dependence; readonly random: Dependence }
  | {
      readonly kind: 'several';
      readonly items: readonly Holding[];
      /** False when something may be in it that was not understood. */
      readonly complete: boolean;
    }
  | { readonly kind: 'choice'; readonly options: readonly Holding[] }
  | { readonly kind: 'self' }
  /** Certainly no module. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'unknown' };

/** Whether training and evaluation mode differ for an object: it holds dropout, batch normalisation or the like. */
export type Dependence = 'yes' | 'no' | 'unknown';

/** What a call does to modes, as far as its name and resolution tell. */
export type CallAction =
  /** `train()`, `eval()`, `train(flag)`; 'saved': the flag is one that was read from `training`. */
  | { readonly kind: 'mode'; readonly to: 'train' | 'eval' | 'unknown'; readonly saved?: Operand }
  /** Applies the operand to data: `model(x)`, `model.forward(x)`, `model.generate(x)`. */
  | { readonly kind: 'forward' }
  /** A function or method of the file, by its index. */
  | {
      readonly kind: 'own';
      readonly function: number;
      readonly method: boolean;
      /** The gradient of what it returns is taken at once: what it runs is trained. */
      readonly differentiated?: boolean;
    }
  /** Makes an object of a class of the file, or a module or ready-made model of a row. */
  | {
      readonly kind: 'make';
      readonly class?: string;
      /** Index of the function that its constructor runs. */
      readonly initializer?: number;
      readonly fact?: ApiFact;
      /** The mode it starts in; 'assumed': training, if the imported class turns out to be a module. */
      readonly mode: 'train' | 'eval' | 'none' | 'assumed';
    }
  /** Gives back its operand, or its first argument in other clothes. */
  | { readonly kind: 'same'; readonly of: 'operand' | 'argument' }
  /** Gives back another object of the same kind, in this mode or in that of the first. */
  | { readonly kind: 'copy'; readonly to?: 'train' | 'eval' | 'unknown' }
  /** `accelerator.prepare(a, b)`: gives back its arguments in order. */
  | { readonly kind: 'prepare' }
  /** `get_peft_model`: adds new layers in training mode. */
  | { readonly kind: 'adapt' }
  /** `model.modules()`, `model.parameters()`: gives parts of its operand. */
  | { readonly kind: 'parts'; readonly name: string }
  | { readonly kind: 'load' }
  | { readonly kind: 'freeze' }
  | { readonly kind: 'backward' }
  | { readonly kind: 'step' }
  | { readonly kind: 'optimizer' }
  | { readonly kind: 'export'; readonly fact: ApiFact }
  /** A method that was not found. */
  | { readonly kind: 'method'; readonly name: string }
  /** A function that was not found; a harmless one leaves the modes of its arguments alone. */
  | { readonly kind: 'outside'; readonly name: string; readonly harmless: boolean };

/** What an expression denotes, as far as objects with modes are concerned. */
export type Operand =
  /** A variable, by the function that binds it; -1 at module level. */
  | { readonly kind: 'name'; readonly scope: number; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Operand; readonly name: string }
  /** An element of a list or dict of which it is not known which one. */
  | { readonly kind: 'element'; readonly of: Operand }
  /** A submodule or parameter somewhere inside. */
  | { readonly kind: 'part'; readonly of: Operand }
  | { readonly kind: 'item'; readonly of: Operand; readonly index: number }
  | { readonly kind: 'result'; readonly call: number }
  | { readonly kind: 'choice'; readonly options: readonly Operand[] }
  | { readonly kind: 'tuple'; readonly items: readonly Operand[] }
  /** `model.training`. */
  | { readonly kind: 'training'; readonly of: Operand }
  /** Certainly no model. */
  | { readonly kind: 'none' }
  /** An object that cannot be told; it may be one of those known. */
  | { readonly kind: 'some' };
