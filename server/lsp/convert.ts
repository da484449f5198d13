import { pathToFileURL } from 'node:url';
import type { Location, Position, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { filePath } from '../files/project-file';
import { isLanguage, joinCells, type SourceDocument } from '../model/document';
import type { Span } from '../model/span';

/** One text of the service and the documents of the editor that it is made of: itself, or a notebook's cells. */
export interface Source {
  readonly document: SourceDocument;
  /** In the order of the text; at least one. */
  readonly parts: readonly Part[];
}

/** A document of the editor and where its text starts in the service's text. */
export interface Part {
  readonly document: TextDocument;
  readonly start: number;
}

/**
 * The address under which the service knows a document: editors write some characters of the same
 * path in another way than the index does.
 */
export function canonicalUri(uri: string): string {
  const path = filePath(uri);
  return path === undefined ? uri : pathToFileURL(path).href;
}

/** The offset of a position in a document or cell; undefined when the source has no such part. */
export function toOffset(source: Source, uri: string, position: Position): number | undefined {
  const part = source.parts.find((candidate) => candidate.document.uri === uri);
  return part && part.start + part.document.offsetAt(position);
}

/** The span of a range in a document or cell; undefined when the source has no such part. */
export function toSpan(source: Source, uri: string, range: Range): Span | undefined {
  const start = toOffset(source, uri, range.start);
  const end = toOffset(source, uri, range.end);
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** Where a span lies in the editor; one that reaches over the end of a cell is cut there. */
export function toLocation(source: Source, span: Span): Location {
  const part = partAt(source, span.start);
  const limit = part.document.getText().length;
  const place = (offset: number): Position =>
    part.document.positionAt(Math.min(Math.max(offset - part.start, 0), limit));
  return { uri: part.document.uri, range: { start: place(span.start), end: place(span.end) } };
}

/** The part in which an offset lies; a boundary belongs to the later one. */
export function partAt(source: Source, offset: number): Part {
  const part =
    source.parts.filter((candidate) => candidate.start <= offset).at(-1) ?? source.parts[0];
  if (!part) throw new Error(`${source.document.uri} has no text`);
  return part;
}

/**
 * Joins the Python documents of a notebook, or takes the one document; undefined when there is none in
 * a language that is read.
 */
export function joinSource(
  uri: string,
  documents: readonly TextDocument[],
  notebook: boolean,
): Source | undefined {
  if (!notebook) {
    const [document] = documents;
    const language = document?.languageId ?? '';
    if (!document || !isLanguage(language)) return undefined;
    return {
      document: { uri: canonicalUri(uri), language, text: document.getText() },
      parts: [{ document, start: 0 }],
    };
  }
  const python = documents.filter(({ languageId }) => languageId === 'python');
  if (python.length === 0) return undefined;
  const { text, cellStarts } = joinCells(python.map((document) => document.getText()));
  const parts = python.map((document, index) => ({ document, start: cellStarts[index] ?? 0 }));
  const own = canonicalUri(uri);
  return { document: { uri: own, language: 'python', text, cellStarts }, parts };
}
