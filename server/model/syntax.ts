import type { Span } from './span';

/**
 * The common syntax: what every language's parser is lowered to.
 * Plain data with offsets; a construct that has no counterpart becomes `unknown` and keeps its parts.
 */
export interface SyntaxModule {
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  /** Where the parser met something that is not the language; readers stay silent about what overlaps. */
  readonly errors: readonly Span[];
}

export interface Comment {
  readonly span: Span;
  /** The text without its comment mark, trimmed. */
  readonly text: string;
}

export type Expression =
  | NameExpression
  | LiteralExpression
  | AttributeExpression
  | CallExpression
  | SubscriptExpression
  | SliceExpression
  | SequenceExpression
  | MappingExpression
  | OperationExpression
  | ConditionalExpression
  | LambdaExpression
  | FunctionExpression
  | ComprehensionExpression
  | StarredExpression
  | AssignmentExpression
  | TemplateExpression
  | AwaitExpression
  | UnknownExpression;

export interface NameExpression {
  readonly kind: 'name';
  readonly name: string;
  readonly span: Span;
}

/** A number, string, boolean or None/null. `undefined` never stands here. Bytes and complex numbers are `unknown`. */
export interface LiteralExpression {
  readonly kind: 'literal';
  readonly value: number | string | boolean | null;
  readonly span: Span;
}

export interface AttributeExpression {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

export interface CallExpression {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
  readonly span: Span;
}

/** `value`, `name=value`, `*value` (star 1) or `**value` (star 2). */
export interface Argument {
  readonly name?: string;
  readonly star: 0 | 1 | 2;
  readonly value: Expression;
  readonly span: Span;
}

export interface SubscriptExpression {
  readonly kind: 'subscript';
  readonly object: Expression;
  /** One index; `a[i, j]` has a tuple. */
  readonly index: Expression;
  readonly span: Span;
}

export interface SliceExpression {
  readonly kind: 'slice';
  readonly parts: readonly (Expression | undefined)[];
  readonly span: Span;
}

export interface SequenceExpression {
  readonly kind: 'sequence';
  readonly type: 'list' | 'tuple' | 'set';
  readonly items: readonly Expression[];
  readonly span: Span;
}

/** A dict or object literal; an entry without `key` is a spread (`**other`). */
export interface MappingExpression {
  readonly kind: 'mapping';
  readonly entries: readonly { readonly key?: Expression; readonly value: Expression }[];
  readonly span: Span;
}

/**
 * A unary (one operand), binary, comparison or logical operation.
 * Operators are written as in Python: `+ - * / // % ** @ << >> & | ^ ~ not and or == != < <= > >= is 'is not' in 'not in'`;
 * JavaScript adds `?? >>> instanceof`.
 * A chain of one logical operator or of comparisons is nested to the left.
 */
export interface OperationExpression {
  readonly kind: 'operation';
  readonly operator: string;
  readonly operands: readonly Expression[];
  readonly span: Span;
}

export interface ConditionalExpression {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly span: Span;
}

export interface LambdaExpression {
  readonly kind: 'lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
  readonly span: Span;
}

/**
 * A function written where a value is expected: an arrow function, a method of an object literal, a callback.
 * Its name is that of the variable or property it is given to, or empty.
 */
export interface FunctionExpression {
  readonly kind: 'function';
  readonly statement: FunctionStatement;
  readonly span: Span;
}

export interface ComprehensionExpression {
  readonly kind: 'comprehension';
  readonly type: 'list' | 'set' | 'generator' | 'mapping';
  readonly key?: Expression;
  readonly element: Expression;
  readonly clauses: readonly ComprehensionClause[];
  readonly span: Span;
}

export interface ComprehensionClause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}

export interface StarredExpression {
  readonly kind: 'starred';
  readonly value: Expression;
  readonly span: Span;
}

/** `name := value`. */
export interface AssignmentExpression {
  readonly kind: 'walrus';
  readonly target: Expression;
  readonly value: Expression;
  readonly span: Span;
}

/** An f-string or template string with its embedded expressions. */
export interface TemplateExpression {
  readonly kind: 'template';
  /** The constant text between the expressions: `parts.length === values.length + 1`. */
  readonly parts: readonly string[];
  readonly values: readonly Expression[];
  readonly span: Span;
}

/** `await x`, `yield x` or `yield from x`. */
export interface AwaitExpression {
  readonly kind: 'await';
  readonly how: 'await' | 'yield' | 'yield from';
  readonly value?: Expression;
  readonly span: Span;
}

export interface UnknownExpression {
  readonly kind: 'unknown';
  readonly parts: readonly Expression[];
  readonly span: Span;
}

export interface Parameter {
  readonly name: string;
  /** 1: `*args`, 2: `**kwargs`. A bare `*` or `/` is no parameter. */
  readonly star: 0 | 1 | 2;
  readonly keywordOnly: boolean;
  readonly default?: Expression;
  readonly annotation?: Expression;
  readonly span: Span;
}

export type Statement =
  | ExpressionStatement
  | AssignStatement
  | ReturnStatement
  | IfStatement
  | LoopStatement
  | WithStatement
  | TryStatement
  | FunctionStatement
  | ClassStatement
  | ImportStatement
  | FlowStatement
  | MatchStatement
  | UnknownStatement;

export interface ExpressionStatement {
  readonly kind: 'expression';
  readonly value: Expression;
  readonly span: Span;
}

/** `a = b = value` has two targets; `a += value` has the operator `+`; `a: T` alone has no value. */
export interface AssignStatement {
  readonly kind: 'assign';
  readonly targets: readonly Expression[];
  readonly operator?: string;
  readonly annotation?: Expression;
  readonly value?: Expression;
  /** Another function sets the name too, so that it may hold anything else later. */
  readonly shared?: true;
  readonly span: Span;
}

export interface ReturnStatement {
  readonly kind: 'return';
  readonly value?: Expression;
  readonly span: Span;
}

/** `elif` is an `if` alone in `otherwise`. */
export interface IfStatement {
  readonly kind: 'if';
  readonly test: Expression;
  readonly then: readonly Statement[];
  readonly otherwise: readonly Statement[];
  readonly span: Span;
}

export interface LoopStatement {
  readonly kind: 'loop';
  /** A `for` has target and iterable, a `while` has a test. */
  readonly target?: Expression;
  readonly iterable?: Expression;
  readonly test?: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
  readonly span: Span;
}

export interface WithStatement {
  readonly kind: 'with';
  readonly items: readonly { readonly context: Expression; readonly target?: Expression }[];
  readonly body: readonly Statement[];
  readonly span: Span;
}

export interface TryStatement {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly handlers: readonly {
    readonly type?: Expression;
    readonly name?: string;
    readonly body: readonly Statement[];
  }[];
  readonly otherwise: readonly Statement[];
  readonly finally: readonly Statement[];
  readonly span: Span;
}

export interface FunctionStatement {
  readonly kind: 'function';
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters: readonly Parameter[];
  readonly returns?: Expression;
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
  readonly async: boolean;
  readonly span: Span;
}

export interface ClassStatement {
  readonly kind: 'class';
  readonly name: string;
  readonly nameSpan: Span;
  readonly bases: readonly Argument[];
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
  readonly span: Span;
}

/**
 * `import a.b as c`: module 'a.b', no member, local name 'c' (without `as`: local name 'a', `binds` 'root').
 * `from ..a import b as c`: module 'a', level 2, member 'b', local name 'c'. `from a import *`: member '*'.
 */
export interface ImportStatement {
  readonly kind: 'import';
  readonly items: readonly ImportItem[];
  readonly span: Span;
}

export interface ImportItem {
  readonly module: string;
  /** Number of leading dots of a relative import; 0 for an absolute one. */
  readonly level: number;
  readonly member?: string;
  readonly local: string;
  /** 'root': the local name is the first part of a dotted module; 'target': it is the module or member itself. */
  readonly binds: 'root' | 'target';
  readonly span: Span;
}

/** Statements that only steer: `raise` and `assert` and `delete` keep their expressions. */
export interface FlowStatement {
  readonly kind: 'flow';
  readonly type:
    'pass' | 'break' | 'continue' | 'raise' | 'assert' | 'delete' | 'global' | 'nonlocal';
  readonly values: readonly Expression[];
  readonly span: Span;
}

export interface MatchStatement {
  readonly kind: 'match';
  readonly subject: Expression;
  /** Of a pattern only the names that it binds are kept. */
  readonly cases: readonly {
    readonly captures: readonly NameExpression[];
    readonly guard?: Expression;
    readonly body: readonly Statement[];
  }[];
  readonly span: Span;
}

export interface UnknownStatement {
  readonly kind: 'unknown';
  readonly parts: readonly Expression[];
  readonly span: Span;
}
