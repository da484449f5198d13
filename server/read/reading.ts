import type { SourceDocument } from '../model/document';
import type { Framework } from '../model/fact';
import type {
  Call,
  CallContext,
  Condition,
  Guard,
  RandomProduct,
  Store,
  Use,
} from '../model/model';
import type { Span } from '../model/span';
import type { ClassStatement, FunctionStatement } from '../model/syntax';
import type { Value } from '../model/value';
import type { Versions } from '../model/versions';
import { Bindings } from './bindings';
import type { Tracer } from './tracer';

/** The state of one file's reading, shared by all frames. */
export interface Reading {
  readonly document: SourceDocument;
  /** The frameworks that the file imports. */
  readonly frameworks: readonly Framework[];
  readonly versions: Versions;
  readonly functions: readonly FunctionEntry[];
  readonly functionOf: ReadonlyMap<FunctionStatement, FunctionEntry>;
  readonly functionNamed: ReadonlyMap<string, FunctionEntry>;
  /** Functions that change nothing outside of themselves. */
  readonly quiet: ReadonlySet<FunctionEntry>;
  readonly classes: readonly ClassEntry[];
  readonly classOf: ReadonlyMap<ClassStatement, ClassEntry>;
  readonly classNamed: ReadonlyMap<string, ClassEntry>;
  /** Modules imported with a star. */
  readonly starImports: string[];
  module: Frame;
  /** Steps of work left for all that is read more than once: what functions return, attributes, traces. */
  readonly allowance: { left: number };
}

/** A function of the file, known before anything is evaluated. */
export interface FunctionEntry {
  readonly index: number;
  /** Qualified by class and outer functions: `Net.forward`. */
  readonly name: string;
  readonly statement: FunctionStatement;
  readonly class?: ClassEntry;
  readonly outer?: FunctionEntry;
  /** Name of the first parameter where it is the instance. */
  readonly selfName?: string;
  /** The frame it closes over, once that has been read. */
  closure?: Frame;
  /** For a function written where a value is expected: where that place stands. */
  place?: Pick<Frame, 'guards' | 'withoutGradient' | 'loops' | 'loopStart'>;
}

export interface ClassEntry {
  readonly index: number;
  readonly name: string;
  readonly statement: ClassStatement;
  readonly methods: ReadonlyMap<string, FunctionEntry>;
  /** Values of its bases, once the module level has been read. */
  bases: readonly Value[];
  /** What the class body binds. */
  readonly body: Map<string, Value>;
  /** Names that the class body annotates: fields of a dataclass. */
  readonly fields: ReadonlySet<string>;
  /** What its instances keep under `self`, once read. */
  attributes?: Map<string, Value>;
}

/** One evaluation of a function body, or of the module level. */
export interface Frame {
  readonly reading: Reading;
  readonly names: Bindings;
  readonly outer?: Frame;
  readonly function?: FunctionEntry;
  readonly self?: SelfState;
  readonly recorder?: Recorder;
  readonly tracer?: Tracer;
  guards: readonly Guard[];
  /** Enclosing branches that may not run; a check that raises at the top of a function is none. */
  branches: number;
  loops: number;
  /** Number of the innermost loop: its offset plus one; 0 outside. */
  loopStart: number;
  withoutGradient: boolean;
  statement: Span;
  readonly returns: Value[];
  /** Nothing after this point of the current block runs. */
  ended: boolean;
  /** Names at each `break` of the innermost loop. */
  breaks: Map<string, Value>[];
  readonly depth: number;
  /** Functions being read through, outermost first. */
  readonly stack: readonly FunctionEntry[];
  /** Steps of work left; shared by all frames of one evaluation, so that inlining cannot explode. */
  readonly budget: { left: number };
}

/** The instance whose method is evaluated; attributes change as the method stores them. */
export interface SelfState {
  readonly class: ClassEntry;
  readonly attributes: Bindings;
}

/** Collects what rules look at; present in exactly one evaluation of each function. */
export interface Recorder {
  readonly calls: Call[];
  readonly uses: Use[];
  readonly conditions: Condition[];
  readonly stores: Store[];
  readonly randomProducts: RandomProduct[];
  readonly sequentials: {
    readonly value: Value;
    readonly framework: Framework;
    readonly target?: string;
    readonly class: number;
  }[];
}

/** What becomes of the value of an expression. */
export interface Fate {
  readonly result: CallContext['result'];
  readonly target?: string;
}

export const OTHER: Fate = { result: 'other' };

export const UNKNOWN: Value = { kind: 'unknown' };

/** Under this attribute an instance of a Sequential subclass keeps its items. */
export const SEQUENTIAL_ITEMS = '(items)';

/** The source text of a span. */
export function textOf(reading: Reading, span: Span): string {
  return reading.document.text.slice(span.start, span.end);
}

/** The context record of something that stands at the frame's current place. */
export function contextOf(frame: Frame, fate: Fate): CallContext {
  return {
    function: frame.function?.index ?? -1,
    class: frame.function?.class?.index ?? -1,
    guards: frame.guards,
    inLoop: frame.loops > 0,
    result: fate.result,
    target: fate.target,
    withoutGradient: frame.withoutGradient,
    statement: frame.statement,
  };
}

/** Inside how many branches and loops something is made at the frame's current place. */
export function placeOf(frame: Frame): { branches: number; loops: number } {
  return { branches: frame.branches, loops: frame.loops };
}

/** Does work with a budget of its own that is taken from the file's allowance; tells whether it was enough. */
export function withinAllowance<Result>(
  reading: Reading,
  most: number,
  work: (budget: Frame['budget']) => Result,
): { readonly result: Result; readonly enough: boolean } {
  const given = Math.min(most, reading.allowance.left);
  const budget = { left: given };
  const result = work(budget);
  reading.allowance.left -= given - Math.max(0, budget.left);
  return { result, enough: budget.left > 0 };
}

/** A frame for the body of a function that is evaluated within `caller`'s work. */
export function childFrame(caller: Frame, part: Partial<Frame>): Frame {
  return {
    reading: caller.reading,
    names: new Bindings(),
    guards: caller.guards,
    branches: caller.branches,
    loops: caller.loops,
    loopStart: caller.loopStart,
    withoutGradient: caller.withoutGradient,
    statement: caller.statement,
    returns: [],
    ended: false,
    breaks: [],
    depth: caller.depth + 1,
    stack: caller.stack,
    budget: caller.budget,
    tracer: caller.tracer,
    ...part,
  };
}
