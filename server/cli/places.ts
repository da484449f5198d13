import type { Finding } from '../model/finding';
import type { Span } from '../model/span';
import { findLines, lastAtOrBefore } from '../service/lines';
import type { Loaded } from './load';
import type { ReportedFinding, ReportedPlace } from './report';

/** Most lines of code that are shown with a finding. */
const longestExcerpt = 3;

/** Turns findings with offsets into findings with lines and columns. */
export function reportFindings(
  loaded: Pick<Loaded, 'document' | 'notebook'>,
  findings: readonly Finding[],
): readonly ReportedFinding[] {
  const { text, cellStarts } = loaded.document;
  const lines = findLines(text);
  return findings.map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    tags: finding.tags,
    place: placeOf(finding.span),
    excerpt: excerptOf(finding.span),
    related: finding.related.map(({ span, message }) => ({ place: placeOf(span), message })),
    fixes: finding.fixes.map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map((edit) => ({ place: placeOf(edit.span), text: edit.text })),
    })),
  }));

  function placeOf(span: Span): ReportedPlace {
    const cell = cellStarts && lastAtOrBefore(cellStarts, span.start);
    const firstLine = cell === undefined ? 0 : lines.lineAt(cellStarts?.[cell] ?? 0);
    const start = pointAt(span.start, firstLine);
    const end = pointAt(span.end, firstLine);
    return {
      ...start,
      endLine: end.line,
      endColumn: end.column,
      ...(cell !== undefined && { cell: loaded.notebook?.cells[cell]?.index ?? cell }),
    };
  }
  function pointAt(offset: number, firstLine: number): { line: number; column: number } {
    const line = lines.lineAt(offset);
    const start = lines.starts[line] ?? 0;
    const mark = start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
    return { line: line - firstLine + 1, column: Math.max(offset - start - mark, 0) + 1 };
  }
  function excerptOf(span: Span): string[] {
    const first = lines.lineAt(span.start);
    const last = Math.min(lines.lineAt(span.end), first + longestExcerpt - 1);
    return Array.from({ length: last - first + 1 }, (_, index) => {
      const line = lines.spanOf(first + index);
      return text.slice(line.start, line.end).replace('\uFEFF', '');
    });
  }
}
