import { lookup } from '../facts/lookup';
import type { ApiFact } from '../model/fact';
import type { CallNode } from '../model/flow';
import type { FileSummary } from '../model/summary';
import { pack, unpack, type RestoreObject } from './pack';

/** A summary as text, without what the place of the file makes of it. */
export function encodeSummary(summary: FileSummary): string {
  const { uri: _, role: __, ...rest } = summary;
  return inAscii(pack(rest, shorten));
}

/** Other characters only stand in strings of JSON; a text without them takes half the memory. */
function inAscii(text: string): string {
  return text.replace(
    /[^\n -~]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The summary that a text encodes, for a file; undefined for a text that is none. */
export function decodeSummary(
  text: string,
  uri: string,
  role: FileSummary['role'],
): FileSummary | undefined {
  try {
    const rest = unpack(text, restoreBy) as FileSummary | undefined;
    const isWhole = Array.isArray(rest?.flows) && Array.isArray(rest.classes);
    return isWhole ? { ...rest, uri, role } : undefined;
  } catch {
    return undefined;
  }
}

/** Rows of the knowledge base become their names, and words and places that no walk over other files reads go. */
function shorten(key: string, value: unknown, owner: object): unknown {
  switch (key) {
    case 'fact':
      return (value as ApiFact).names[0];
    case 'callee':
    case 'statement':
      return undefined;
    case 'argumentText':
      return /^(forward|export)$/.test((owner as CallNode).action.kind) ? value : undefined;
    default:
      return value;
  }
}

/** Puts back what `shorten` took; objects of other keys are as they were. */
function restoreBy(keys: readonly string[]): RestoreObject | undefined {
  if (keys.includes('action') && keys.includes('operand')) {
    return (call) => ({ argumentText: '', ...call, callee: call['span'], statement: call['span'] });
  }
  if (keys.includes('fact')) return (one) => ({ ...one, fact: lookup(String(one['fact'])) });
  return undefined;
}
