import type { Span } from '../model/span';
import { readQuotes } from './quotes';
import { parseStretch, type ParsedStretch, type TreeNode } from './tree';

/**
 * Parses `text` from `start` to `end`, and where a triple quote was opened and not closed, so that
 * it swallowed the code behind it and turned strings and code around, takes that line for a comment
 * instead.
 */
export function parseRecovering(text: string, start: number, end: number): ParsedStretch {
  let best = parseStretch(text, start, end);
  let current = text;
  const suspects = best.errors.length > 0 ? findSuspects(text, best) : [];
  for (const suspect of suspects.slice(0, mostAttempts)) {
    const repaired = commentOut(current, suspect);
    const parsed = parseStretch(repaired, start, end);
    if (harmOf(repaired, parsed) >= harmOf(current, best)) continue;
    current = repaired;
    best = withError(parsed, suspect);
  }
  return best;
}

/** Each attempt costs a whole parse. */
const mostAttempts = 3;

const definition = /^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+[ \t]*[(:[]/gm;

/**
 * Triple-quoted strings that look as if their quotes were those of two other strings, or do not
 * end.
 */
function findSuspects(text: string, { statements, errors }: ParsedStretch): Span[] {
  return longStrings(text, statements).filter((string) => {
    const { isClosed } = readQuotes(text.slice(string.start, string.end));
    if (!isClosed) return true;
    const nextLineEnd = text.indexOf('\n', text.indexOf('\n', string.end) + 1);
    const isBeforeError = errors.some(({ start }) => start >= string.end && start <= nextLineEnd);
    return isBeforeError && countDefinitions(text, string) > 0;
  });
}

function longStrings(text: string, nodes: readonly TreeNode[]): Span[] {
  return nodes.flatMap((node) => {
    const isString = node.name === 'String' || node.name === 'FormatString';
    if (!isString) return longStrings(text, node.children);
    const isLong = readQuotes(text.slice(node.start, node.start + 5)).quote.length === 3;
    return isLong ? [{ start: node.start, end: node.end }] : [];
  });
}

function countDefinitions(text: string, { start, end }: Span): number {
  return text.slice(start, end).match(definition)?.length ?? 0;
}

/** How much an open quote has damaged: errors, and definitions that lie in strings. */
function harmOf(text: string, { statements, errors }: ParsedStretch): number {
  const swallowed = longStrings(text, statements).map((string) => countDefinitions(text, string));
  return errors.length + swallowed.reduce((sum, count) => sum + count, 0);
}

/** Makes the line from the opening quote on a comment, at equal length. */
function commentOut(text: string, { start }: Span): string {
  return `${text.slice(0, start)}#${text.slice(start + 1)}`;
}

/** The line that was taken for a comment is an error and no comment. */
function withError(parsed: ParsedStretch, { start }: Span): ParsedStretch {
  const comment = parsed.comments.find(({ span }) => span.start === start);
  const comments = parsed.comments.filter((other) => other !== comment);
  return {
    ...parsed,
    comments,
    errors: [...parsed.errors, comment?.span ?? { start, end: start }],
  };
}
