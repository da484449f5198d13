import { joinCells } from '../model/document';
import { itemSpans, memberSpans, skipBlanks, type JsonSpan } from './json-spans';

/** The code of a notebook, and where it stands in the file. */
export interface Notebook {
  readonly text: string;
  readonly cellStarts: readonly number[];
  readonly cells: readonly CodeCell[];
}

export interface CodeCell {
  /** Zero-based among all cells of the notebook, text cells included. */
  readonly index: number;
  readonly text: string;
  /** The value of `source` in the JSON text. */
  readonly source: JsonSpan;
}

/** A notebook, a reason why a file is none, or nothing to look at: another language. */
export type NotebookReading =
  | { readonly kind: 'notebook'; readonly notebook: Notebook }
  | { readonly kind: 'problem'; readonly reason: string }
  | { readonly kind: 'other language' };

/** Reads the code cells out of the JSON text of an `.ipynb` file. */
export function readNotebook(json: string): NotebookReading {
  if (json.trim() === '') return problem('is empty, which is no notebook');
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch (error) {
    return problem(
      `is not a valid notebook: ${error instanceof Error ? error.message : 'no JSON'}`,
    );
  }
  if (!isRecord(content)) return problem('is not a valid notebook: it holds no object');
  if (!isPython(content['metadata'])) return { kind: 'other language' };
  const { cells } = content;
  if (!Array.isArray(cells)) {
    const old = Array.isArray(content['worksheets']);
    return problem(
      old
        ? 'is a notebook of version 3, which is not read'
        : 'is not a valid notebook: it has no cells',
    );
  }
  const code = codeCells(json, cells);
  return {
    kind: 'notebook',
    notebook: { ...joinCells(code.map((cell) => cell.text)), cells: code },
  };
}

/** The JSON text with other code in some cells; everything else, and lines that stay, are left as they are. */
export function writeCells(
  json: string,
  cells: readonly CodeCell[],
  texts: ReadonlyMap<CodeCell, string>,
): string {
  let result = '';
  let done = 0;
  for (const cell of cells) {
    const text = texts.get(cell);
    if (text === undefined || text === cell.text) continue;
    result += json.slice(done, cell.source.start) + sourceValue(json, cell.source, text);
    done = cell.source.end;
  }
  return result + json.slice(done);
}

function problem(reason: string): NotebookReading {
  return { kind: 'problem', reason };
}

function codeCells(json: string, cells: readonly unknown[]): CodeCell[] {
  const top = memberSpans(json, skipBlanks(json, 0));
  const spans = itemSpans(json, top.get('cells')?.start ?? 0);
  return cells.flatMap((cell, index): CodeCell[] => {
    const place = spans[index];
    if (!place || !isRecord(cell) || cell['cell_type'] !== 'code') return [];
    const source = memberSpans(json, place.start).get('source');
    const text = textOf(cell['source']);
    return source && text !== undefined ? [{ index, text, source }] : [];
  });
}

/** `source` is one string or a list of lines, each with its line ending. */
function textOf(source: unknown): string | undefined {
  if (typeof source === 'string') return source;
  const isLines = Array.isArray(source) && source.every((line) => typeof line === 'string');
  return isLines ? source.join('') : undefined;
}

function sourceValue(json: string, span: JsonSpan, text: string): string {
  const old = json.slice(span.start, span.end);
  if (!old.startsWith('[')) return JSON.stringify(text);
  const written = new Map(
    itemSpans(json, span.start).map((item) => {
      const raw = json.slice(item.start, item.end);
      return [JSON.parse(raw) as string, raw] as const;
    }),
  );
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const items = lines.map((line) => written.get(line) ?? JSON.stringify(line));
  const before = /^\[\s*/.exec(old)?.[0].slice(1) ?? '';
  const after = /\s*\]$/.exec(old)?.[0].slice(0, -1) ?? '';
  return `[${before}${items.join(`,${before === '' ? ' ' : before}`)}${after}]`;
}

/** A notebook that names no language is taken for Python. */
function isPython(metadata: unknown): boolean {
  if (!isRecord(metadata)) return true;
  const kernel = isRecord(metadata['kernelspec']) ? metadata['kernelspec']['language'] : undefined;
  const info = isRecord(metadata['language_info']) ? metadata['language_info']['name'] : undefined;
  const language = info ?? kernel;
  return typeof language !== 'string' || /python/i.test(language);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
