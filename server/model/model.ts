import type { Language } from './document';
import type { ApiFact, Framework, LayerKind } from './fact';
import type { Routine } from './flow';
import type { Span } from './span';
import type { OperationValue, Source, Value } from './value';
import type { Versions } from './versions';
import type { ExportedNames, Relations } from './summary';
import type { ModeRuns } from './walks/modes';

/** Everything a rule may look at in one file; plain data, offsets only. */
export interface FileModel {
  readonly uri: string;
  readonly language: Language;
  readonly frameworks: readonly Framework[];
  readonly role: FileRole;
  /** Versions of packages as the project names them, and as the code itself shows them. */
  readonly versions: Versions;
  /** Every call of a row of the knowledge base, wherever it stands, once, in source order. */
  readonly calls: readonly Call[];
  /** Every other call: of layers, own functions and classes, methods, unknown things; in source order. */
  readonly uses: readonly Use[];
  /** Every test of an `if`, `while` or conditional expression. */
  readonly conditions: readonly Condition[];
  /** Every assignment to an attribute of anything. */
  readonly stores: readonly Store[];
  /** Products and quotients that contain freshly drawn random numbers. */
  readonly randomProducts: readonly RandomProduct[];
  readonly classes: readonly ClassModel[];
  readonly functions: readonly FunctionModel[];
  readonly models: readonly Model[];
  /** How each function runs, in the order of `functions`, and the module level last; forward passes only where `concernsModes` says so. */
  readonly flows: readonly Routine[];
  /** Who runs which model in which mode; worked out when it is first asked for. */
  readonly modeRuns: ModeRuns;
  /** What the module level binds by importing, and what it gives others. */
  readonly exports: ExportedNames;
  /** What other files do with its classes; undefined for a file on its own. */
  readonly relations?: Relations;
  /** The uses that the team has; undefined: all of them. */
  readonly intent?: Intent;
  readonly comments: readonly { readonly span: Span; readonly text: string }[];
  readonly errors: readonly Span[];
  /** Offsets at which lines start; see `lineAt`. */
  readonly lineStarts: readonly number[];
  /** The document's text, for edits that keep what was written. */
  readonly text: string;
}

/** Uses of dropout and modes that look like faults and may be meant; each is one setting. */
export interface Intent {
  /** Dropout at inference: Monte-Carlo passes, prenets. */
  readonly monteCarlo: boolean;
  /** Teachers, moving averages, target networks, generators and the like are in the mode they need. */
  readonly sideModels: boolean;
  /** Dropout is stopped in training: reinforcement learning from feedback, attacks, saliency. */
  readonly stoppedDropout: boolean;
  /** Training mode without a gradient: batch statistics, warm-up, profiling, collecting data. */
  readonly preparation: boolean;
}

/** 'test' and 'example' files get lower severities; a 'test' is skipped by rules that say so. */
export type FileRole = 'source' | 'test' | 'example';

/** A call of a known API. */
export interface Call {
  readonly fact: ApiFact;
  /** The name by which it was found, for messages: `F.dropout`, `nn.Dropout`. */
  readonly written: string;
  /** By canonical name, only what is written. */
  readonly args: Readonly<Record<string, Arg>>;
  /** Written keywords that the row does not list. */
  readonly surplus: readonly Arg[];
  /** `*args` or `**kwargs` are passed on: anything may be set. */
  readonly open: boolean;
  readonly span: Span;
  readonly callee: Span;
  readonly context: CallContext;
  /** For a method row: what it is called on. */
  readonly receiver?: Value;
}

export interface Arg {
  readonly name: string;
  /** How it was given. */
  readonly position: number | 'keyword';
  readonly keyword?: Span;
  /** The constant, where the argument certainly has one value; rules skip `undefined`. */
  readonly constant: number | string | boolean | null | undefined;
  /** All that is known symbolically, for the walks of `walks/`. */
  readonly value: Value;
  /** As written in the source. */
  readonly text: string;
  readonly span: Span;
  /** Where it is an object of named values, and a language without keywords is read: each of them as an argument. */
  readonly entries?: readonly Arg[];
  /** The object may hold more than its entries say. */
  readonly openEntries?: boolean;
}

/** A call of something that is no row of the knowledge base. */
export interface Use {
  /** What is called: a layer, an instance, a function, an attribute of something. */
  readonly callee: Value;
  /** The callee as written: `self.drop`, `model.eval`. */
  readonly written: string;
  /** For a method-like callee `a.b(…)`: the value of `a` and the name `b`. */
  readonly receiver?: Value;
  readonly name: string;
  readonly args: readonly Arg[];
  readonly open: boolean;
  readonly span: Span;
  readonly calleeSpan: Span;
  readonly context: CallContext;
}

export interface Condition {
  readonly test: Value;
  readonly text: string;
  readonly span: Span;
  readonly context: CallContext;
}

export interface Store {
  readonly object: Value;
  /** The object as written: `self`, `layer`. */
  readonly objectText: string;
  readonly name: string;
  readonly value: Value;
  readonly valueSpan: Span;
  readonly span: Span;
  readonly context: CallContext;
}

export interface RandomProduct {
  readonly value: OperationValue;
  readonly span: Span;
  readonly context: CallContext;
  readonly target?: string;
}

/** Where a call stands. */
export interface CallContext {
  /** Index into `FileModel.functions`; -1 at module level. */
  readonly function: number;
  /** Index into `FileModel.classes`; -1 outside. */
  readonly class: number;
  /** Conditions that hold where the call stands, outermost first; early returns count. */
  readonly guards: readonly Guard[];
  readonly inLoop: boolean;
  /** What becomes of the result. */
  readonly result: 'discarded' | 'returned' | 'assigned' | 'argument' | 'called' | 'other';
  /** Name or `self.` path the result is assigned to. */
  readonly target?: string;
  /** Inside `with torch.no_grad()` or a function so decorated. */
  readonly withoutGradient: boolean;
  /** Span of the statement the call stands in. */
  readonly statement: Span;
}

export interface Guard {
  readonly test: Value;
  /** The truth value of the test where the call stands. */
  readonly holds: boolean;
  readonly text: string;
  readonly span: Span;
}

/** A class of the file. */
export interface ClassModel {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** Qualified names of the bases as far as they resolve; own classes by their bare name. */
  readonly bases: readonly string[];
  /** The framework of its base; of a class that is no module, the first that the file imports. */
  readonly framework: Framework;
  /** Whether it derives from a module class; 'likely': an unresolved base, but layers and a forward pass. */
  readonly isModule: 'yes' | 'likely' | 'no' | 'unknown';
  /** Its `train()` and `eval()` switch the instance and return nothing. */
  readonly returnsNothing: boolean;
  /** The function that makes an instance in the other mode, as the file writes it, where there is no `eval()`. */
  readonly modeCopy?: string;
  /** Derives from a class whose framework runs the loop and sets the modes. */
  readonly managed: boolean;
  readonly methods: readonly string[];
  readonly attributes: readonly Attribute[];
  /** Attributes are reached in ways that cannot be followed: getattr, children(), `__dict__`. */
  readonly dynamic: boolean;
  /** Some base is not a plain module class, so code that is not seen here may use the attributes. */
  readonly openBases: boolean;
  /** Names of the attributes that its methods read, of whatever object. */
  readonly reads: readonly string[];
  /** Names of classes in this file that derive from it. */
  readonly subclasses: readonly string[];
}

/** What a class keeps under `self.<name>`. */
export interface Attribute {
  readonly name: string;
  /** Each store, with what is stored. */
  readonly stores: readonly AttributeStore[];
  /** Spans where methods of the class (or of its relatives in the file) read it. */
  readonly loads: readonly Span[];
}

export interface AttributeStore {
  readonly span: Span;
  /** Span of the right-hand side. */
  readonly valueSpan: Span;
  readonly value: Value;
  readonly method: string;
  readonly guards: readonly Guard[];
  /** `self.x = …`, `setattr`, `add_module`, `register_module`, or an append to a list kept there. */
  readonly how: 'assign' | 'setattr' | 'register' | 'append' | 'class body';
}

/** A function or method of the file. */
export interface FunctionModel {
  readonly name: string;
  /** Index into `FileModel.classes`; -1 for a plain function. */
  readonly class: number;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly parameters: readonly FunctionParameter[];
  readonly decorators: readonly string[];
  /** Name of the function it is nested in. */
  readonly outer?: string;
  /** Callees as written, without spaces: `super().train`, `self.backbone.eval`. */
  readonly callees: readonly { readonly text: string; readonly span: Span }[];
  /** Expressions returned, as written. */
  readonly returns: readonly { readonly text: string; readonly span: Span }[];
}

export interface FunctionParameter {
  readonly name: string;
  readonly star: 0 | 1 | 2;
  readonly default?: Value;
  readonly annotation?: string;
  readonly span: Span;
  /** Places in the body where the name is read. */
  readonly reads: readonly Span[];
}

/**
 * One network as the code runs it: a module class, a Sequential on its own, or the graph that a function or the
 * module level builds by applying layers to symbolic tensors.
 */
export interface Model {
  /** Of a graph: the name of the function; empty at module level. */
  readonly name: string;
  readonly form: 'class' | 'sequential' | 'graph';
  readonly framework: Framework;
  readonly span: Span;
  /** For a Sequential: the name or attribute it is assigned to. */
  readonly target?: string;
  /** Index into `FileModel.classes` of the class, or of the class a Sequential is built in; -1 outside. */
  readonly class: number;
  readonly layers: readonly Layer[];
  /** Uses of layers in data-flow order. */
  readonly steps: readonly Step[];
  /** What its entry methods return. */
  readonly entries: readonly Entry[];
  readonly gaps: readonly Gap[];
}

export interface Entry {
  readonly name: string;
  /** What runs when an instance is called: `forward`, `call`, `__call__`. */
  readonly main: boolean;
  readonly span: Span;
  /** One flow for each returned value (a tuple has several); alternatives of different returns are joined. */
  readonly outputs: readonly Flow[];
}

export interface Layer {
  /** Attribute path or index path: `drop`, `classifier.3`; empty for a functional call. */
  readonly name: string;
  readonly kind: LayerKind;
  /** The call that made it, or the functional call itself; undefined for an operator or an unknown callee. */
  readonly call?: Call;
  /** For kind 'module' of the file's own: the class. */
  readonly class?: string;
  /** For an unknown callee made by a call of something imported: its qualified name. */
  readonly imported?: string;
  readonly span: Span;
  /** Stands for several alike: made in a loop or comprehension. */
  readonly many: boolean;
  /** Belongs to the layer before it, as the activation in `Dense(8, activation='relu')`. */
  readonly inside?: boolean;
}

/** One use of a layer. */
export interface Step {
  readonly layer: number;
  /** One flow per tensor operand. */
  readonly inputs: readonly Flow[];
  readonly mode: Mode;
  readonly guards: readonly Guard[];
  /** The call that applies the layer, or the layer's place inside the Sequential that is called. */
  readonly span: Span;
}

/** The alternatives for one operand: a single known source is certain. */
export type Flow = readonly Source[];

/** 'module': follows train() and eval(); 'argument': a flag decides that is not known here. */
export type Mode = 'module' | 'on' | 'off' | 'argument' | 'none' | 'unknown';

export interface Gap {
  readonly span: Span;
  readonly reason: string;
}
