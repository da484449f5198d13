import type { Edit } from '../model/finding';
import type { Span } from '../model/span';
import { markOf } from './comment-marks';
import { covers, type CommentedText, type Directive } from './directives';
import { lineEndingOf } from './lines';

/** A comment at the end of a longer line is put on a line of its own. */
const longestLine = 100;

/** Lets the comments of the file suppress one rule at the place of a finding. */
export function suppressHere(rule: string, place: Span, source: CommentedText): Edit[] {
  const { document, lines, logical } = source;
  const line = lines.lineAt(place.start);
  const listed = source.directives.find(
    (directive) =>
      directive.kind === 'line' &&
      directive.rules !== undefined &&
      covers(directive, place, source),
  );
  if (listed) return [addToList(listed, rule)];
  const { end } = lines.spanOf(line);
  const comment = markOf(document.language).inCode(`dropout-lens: ignore[${rule}]`);
  const length = end - (lines.starts[line] ?? 0) + 2 + comment.length;
  if (logical.takesComment(line) && length <= longestLine) {
    return [{ span: { start: end, end }, text: `  ${comment}` }];
  }
  const target =
    logical.insideBrackets(line) && takesLineBefore(line) ? line : logical.at(line).first;
  return [ownLine(target, comment, document.text)];

  function takesLineBefore(target: number): boolean {
    return target === 0 || logical.takesComment(target - 1);
  }
  function ownLine(target: number, text: string, whole: string): Edit {
    const start = lines.starts[target] ?? 0;
    const indentation = /^[ \t]*/.exec(whole.slice(start))?.[0] ?? '';
    return { span: { start, end: start }, text: `${indentation}${text}${lineEndingOf(whole)}` };
  }
}

/** Lets the comments of the file suppress one rule everywhere in it; for a notebook in all its cells. */
export function suppressInFile(rule: string, source: CommentedText): Edit[] {
  const listed = source.directives.find(
    (directive) => directive.kind === 'file' && directive.rules !== undefined,
  );
  if (listed) return [addToList(listed, rule)];
  const start = firstFreeLine(source);
  const { text: whole, language } = source.document;
  const comment = markOf(language).atTop(`dropout-lens: ignore-file[${rule}]`);
  const text = `${comment}${lineEndingOf(whole)}`;
  return [{ span: { start, end: start }, text }];
}

function addToList(directive: Directive, rule: string): Edit {
  const names = [...(directive.rules ?? []).map((name) => name.id), rule];
  return { span: directive.list, text: names.join(', ') };
}

/** Behind a `#!` line, an encoding comment and a cell magic, which all must come first. */
function firstFreeLine({ document, lines }: CommentedText): number {
  const { text } = document;
  const cellStart =
    (document.cellStarts ?? [0]).find((start) => !text.startsWith('%%', start)) ?? 0;
  let line = lines.lineAt(cellStart);
  while (line < lines.starts.length - 1 && mustComeFirst(lines.starts[line] ?? 0)) line++;
  return lines.starts[line] ?? 0;

  function mustComeFirst(start: number): boolean {
    const content = text.slice(start, start + 200);
    return /^(?:\uFEFF?#!|#.*?coding[:=]|<!doctype\b)/i.test(content);
  }
}
