import type { SourceDocument } from '../model/document';
import type { Span } from '../model/span';
import { markOf, type CommentMarks } from './comment-marks';
import { lastAtOrBefore, type Lines } from './lines';
import type { LogicalLines } from './logical-lines';

/** One `# dropout-lens: …` or `// dropout-lens: …` comment, or the part of a longer comment that starts there. */
export interface Directive {
  /** 'unknown': a word after `dropout-lens:` that is no directive. */
  readonly kind: 'line' | 'file' | 'unknown';
  /** The word as written: `ignore`, `ignore-file`. */
  readonly word: string;
  /** The rules it names; absent: all rules. */
  readonly rules?: readonly RuleName[];
  /** From its mark to the end of the comment, or to the next `#` in it. */
  readonly span: Span;
  /** What stands between `[` and `]`, or the empty place behind the word. */
  readonly list: Span;
  readonly line: number;
  /** Nothing but blanks stands around the comment on its line, and it is the first part of the comment. */
  readonly alone: boolean;
}

export interface RuleName {
  readonly id: string;
  readonly span: Span;
}

/** A text with what the suppression comments need to know about its lines. */
export interface CommentedText {
  readonly document: SourceDocument;
  readonly lines: Lines;
  readonly logical: LogicalLines;
  readonly directives: readonly Directive[];
}

function patternOf({ opening }: CommentMarks): RegExp {
  return new RegExp(
    `${opening}[ \\t]*dropout-lens:[ \\t]*([\\w-]*)(?:[ \\t]*\\[([^\\]#]*))?`,
    'dg',
  );
}

/** Reads the directives out of the comments of a file. */
export function readDirectives(
  text: string,
  lines: Lines,
  comments: readonly { readonly span: Span }[],
  marks: CommentMarks,
): Directive[] {
  const pattern = patternOf(marks);
  return comments.flatMap((comment) => {
    const raw = text.slice(comment.span.start, comment.span.end);
    return [...raw.matchAll(pattern)].map((match) =>
      readDirective(text, lines, comment.span, match, marks),
    );
  });
}

/** Whether a directive speaks about the place of a finding. */
export function covers(directive: Directive, place: Span, source: CommentedText): boolean {
  if (directive.kind === 'file') return true;
  if (directive.kind === 'unknown') return false;
  const { lines, logical } = source;
  const start = lines.lineAt(place.start);
  if (directive.alone) {
    const target = targetLines(directive, source);
    return target !== undefined && target.first <= start && start <= target.last;
  }
  const { line } = directive;
  if (start === line || lines.lineAt(place.end) === line) return true;
  const statement = logical.at(line);
  const speaksForAll = line === statement.first || line === statement.last;
  return speaksForAll && statement.first <= start && start <= statement.last;
}

/** The lines a comment alone on its line speaks about: the next statement, or the next line within brackets. */
function targetLines(
  directive: Directive,
  { document, lines, logical }: CommentedText,
): { readonly first: number; readonly last: number } | undefined {
  const comment = new RegExp(`^${markOf(document.language).opening}`);
  const next = nextCodeLine(directive.line + 1);
  if (next === undefined || cellOf(next) !== cellOf(directive.line)) return undefined;
  if (logical.insideBrackets(directive.line)) return { first: next, last: next };
  let { last } = logical.at(next);
  for (let line = next; isDecorator(line);) {
    const following = nextCodeLine(logical.at(line).last + 1);
    if (following === undefined) break;
    last = logical.at(following).last;
    line = following;
  }
  return { first: next, last };

  function nextCodeLine(from: number): number | undefined {
    for (let line = from; line < lines.starts.length; line++) {
      const content = lineText(line).trim();
      if (content !== '' && !comment.test(content)) return line;
    }
    return undefined;
  }
  function isDecorator(line: number): boolean {
    return lineText(line).trimStart().startsWith('@');
  }
  function lineText(line: number): string {
    const span = lines.spanOf(line);
    return document.text.slice(span.start, span.end);
  }
  function cellOf(line: number): number {
    return lastAtOrBefore(document.cellStarts ?? [0], lines.starts[line] ?? 0);
  }
}

function readDirective(
  text: string,
  lines: Lines,
  comment: Span,
  match: RegExpExecArray,
  { several }: CommentMarks,
): Directive {
  const start = comment.start + match.index;
  const next = several ? text.indexOf('#', start + 1) : -1;
  const end = next > start && next < comment.end ? next : comment.end;
  const word = match[1] ?? '';
  const listed = match[2];
  const afterWord = comment.start + (match.indices?.[1]?.[1] ?? 0);
  const listStart = comment.start + (match.indices?.[2]?.[0] ?? 0);
  const line = lines.lineAt(start);
  const before = text.slice(lines.starts[line] ?? 0, start);
  return {
    kind: word === 'ignore' ? 'line' : word === 'ignore-file' ? 'file' : 'unknown',
    word,
    rules: listed === undefined ? undefined : readNames(listed, listStart),
    span: { start, end },
    list:
      listed === undefined
        ? { start: afterWord, end: afterWord }
        : { start: listStart, end: listStart + listed.length },
    line,
    alone: before.trim() === '' && text.slice(comment.end, lines.spanOf(line).end).trim() === '',
  };
}

function readNames(listed: string, start: number): RuleName[] {
  return [...listed.matchAll(/[^\s,]+/g)].map((match) => ({
    id: match[0],
    span: { start: start + match.index, end: start + match.index + match[0].length },
  }));
}
