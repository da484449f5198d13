import type { Finding, RelatedPlace } from '../model/finding';
import type { Span } from '../model/span';
import { findLines, lastAtOrBefore, type Lines } from '../service/lines';
import type { Loaded } from '../files/load';
import type { ReportedFinding, ReportedPlace, ReportedRelation } from './report';

/** Most lines of code that are shown with a finding. */
const longestExcerpt = 3;

/** Turns findings with offsets into findings with lines and columns. */
export function reportFindings(
  loaded: Located,
  findings: readonly Finding[],
  loadOther: (uri: string) => OtherFile | undefined,
): readonly ReportedFinding[] {
  const lines = findLines(loaded.document.text);
  const placeOf = (span: Span): ReportedPlace => locate(span, loaded, lines);
  return findings.map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    tags: finding.tags,
    place: placeOf(finding.span),
    excerpt: excerptOf(finding.span, loaded.document.text, lines),
    related: finding.related.flatMap((related) => relationOf(related, placeOf, loadOther)),
    fixes: finding.fixes.map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map((edit) => ({ place: placeOf(edit.span), text: edit.text })),
    })),
  }));
}

/** Another file in which places of findings lie. */
export interface OtherFile {
  /** As shown. */
  readonly path: string;
  readonly loaded: Located;
}

function relationOf(
  { uri, span, message }: RelatedPlace,
  placeOf: (span: Span) => ReportedPlace,
  loadOther: (uri: string) => OtherFile | undefined,
): ReportedRelation[] {
  if (uri === undefined) return [{ place: placeOf(span), message }];
  const other = loadOther(uri);
  if (!other) return [];
  const place = locate(span, other.loaded, findLines(other.loaded.document.text));
  return [{ path: other.path, place, message }];
}

type Located = Pick<Loaded, 'document' | 'notebook'>;

function locate(span: Span, { document, notebook }: Located, lines: Lines): ReportedPlace {
  const { text, cellStarts } = document;
  const cell = cellStarts && lastAtOrBefore(cellStarts, span.start);
  const firstLine = cell === undefined ? 0 : lines.lineAt(cellStarts?.[cell] ?? 0);
  const [start, end] = [span.start, span.end].map((offset) => {
    const line = lines.lineAt(offset);
    const lineStart = lines.starts[line] ?? 0;
    const mark = lineStart === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
    return { line: line - firstLine + 1, column: Math.max(offset - lineStart - mark, 0) + 1 };
  }) as [Point, Point];
  return {
    ...start,
    endLine: end.line,
    endColumn: end.column,
    ...(cell !== undefined && { cell: notebook?.cells[cell]?.index ?? cell }),
  };
}

interface Point {
  readonly line: number;
  readonly column: number;
}

function excerptOf(span: Span, text: string, lines: Lines): string[] {
  const first = lines.lineAt(span.start);
  const last = Math.min(lines.lineAt(span.end), first + longestExcerpt - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const line = lines.spanOf(first + index);
    return text.slice(line.start, line.end).replace('\uFEFF', '');
  });
}
