import type { CallNode, FlowNode, Operand } from '../model/flow';
import type { Call, Use } from '../model/model';
import type { Span } from '../model/span';
import type { Scopes } from './flow-scopes';
import type { FunctionEntry, Reading } from './reading';

/** What all routines of a file share while their traces are made. */
export interface FlowReader {
  readonly reading: Reading;
  readonly scopes: Scopes;
  /** What the evaluator read of each call, by `spanKey`. */
  readonly calls: ReadonlyMap<number, Call>;
  readonly uses: ReadonlyMap<number, Use>;
  readonly ids: { next: number };
  /** Expression nodes left: literal lists that are unrolled inside each other cannot explode. */
  readonly budget: { left: number };
}

/** Where the trace of one block grows. */
export interface FlowPlace {
  readonly reader: FlowReader;
  readonly function: FunctionEntry | undefined;
  readonly nodes: FlowNode[];
  readonly statement: Span;
  readonly withoutGradient: boolean;
  readonly target?: string;
}

export const NOTHING: Operand = { kind: 'none' };
export const SOMETHING: Operand = { kind: 'some' };

/** A number that no other span of the same text has. */
export function spanKey({ start, end }: Span): number {
  return start * LONGEST_TEXT + end;
}

const LONGEST_TEXT = 2 ** 26;

export function isSameSpan(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

/** The text of a span without spaces. */
export function compactText(place: FlowPlace, span: Span): string {
  const { text } = place.reader.reading.document;
  return text.slice(span.start, span.end).replace(/\s+/g, '');
}

/** The same place with an empty block. */
export function inner(place: FlowPlace, part: Partial<FlowPlace> = {}): FlowPlace {
  return { ...place, nodes: [], ...part };
}

/** Adds a call and gives what it returns. */
export function addCall(place: FlowPlace, node: Omit<CallNode, 'kind' | 'id'>): Operand {
  const id = place.reader.ids.next++;
  place.nodes.push({ kind: 'call', id, ...node });
  return { kind: 'result', call: id };
}
