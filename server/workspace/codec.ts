import { lookup } from '../facts/lookup';
import type { ApiFact } from '../model/fact';
import type { FlowNode } from '../model/flow';
import type { FileSummary } from '../model/summary';

/** A summary as text: the first line holds what all files are searched by, the second all the rest. */
export function encodeSummary(summary: FileSummary): string {
  const { imports, ...rest } = summary;
  return `${JSON.stringify(imports)}\n${JSON.stringify(rest, shorten)}`;
}

/** The imports in an encoded summary; undefined for a text that is none. */
export function importsOf(text: string): readonly string[] | undefined {
  const end = text.indexOf('\n');
  if (end < 0 || !text.endsWith('}')) return undefined;
  const imports = parse(text.slice(0, end));
  const isList = Array.isArray(imports) && imports.every((one) => typeof one === 'string');
  return isList ? imports : undefined;
}

/** The summary that a text encodes, for a file; undefined for a text that is none. */
export function decodeSummary(text: string, uri: string): FileSummary | undefined {
  const imports = importsOf(text);
  const rest = parse(text.slice(text.indexOf('\n') + 1), restore) as FileSummary | undefined;
  const isWhole =
    imports !== undefined && Array.isArray(rest?.flows) && Array.isArray(rest.classes);
  return isWhole ? { ...rest, imports, uri } : undefined;
}

function parse(text: string, reviver?: typeof restore): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
}

const SPANS = /^(span|nameSpan|callee|statement)$/;

/** Rows of the knowledge base become their names, spans two numbers, and words that no walk reads go. */
function shorten(key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (key === 'fact') return (value as ApiFact).names[0];
  if (SPANS.test(key)) {
    const { start, end } = value as { start: number; end: number };
    return [start, end];
  }
  const node = value as Partial<FlowNode>;
  return node.kind === 'call' ? shortenCall(node as Extract<FlowNode, { kind: 'call' }>) : value;
}

function shortenCall(node: Extract<FlowNode, { kind: 'call' }>): object {
  const isSeen = /^(forward|export)$/.test(node.action.kind);
  const { argumentText, callee: _, statement: __, ...rest } = node;
  return { ...rest, argumentText: isSeen ? argumentText : '' };
}

function restore(key: string, value: unknown): unknown {
  if (key === 'fact' && typeof value === 'string') return lookup(value);
  if (SPANS.test(key) && Array.isArray(value)) return { start: value[0], end: value[1] };
  if (isCall(value)) return { ...value, callee: value.span, statement: value.span };
  return value;
}

function isCall(value: unknown): value is Extract<FlowNode, { kind: 'call' }> {
  return typeof value === 'object' && value !== null && 'action' in value && 'operand' in value;
}
