import type { SourceDocument } from '../model/document';
import type { Edit } from '../model/finding';
import { applyEdits } from '../service/edits';
import type { Service } from '../service/service-types';
import { lastAtOrBefore } from '../service/lines';
import { encode, type Loaded } from '../files/load';
import { readNotebook, writeCells, type CodeCell } from '../files/notebook';

/** Fixes are applied again to their own result this often at most. */
const mostPasses = 10;

/** A file after its safe fixes. */
export interface Fixed {
  /** The whole text of the file; the JSON of a notebook. */
  readonly text: string;
  /** The code after the fixes, as the service last saw it. */
  readonly document: SourceDocument;
  readonly notebook?: Loaded['notebook'];
  /** Number of edits applied. */
  readonly count: number;
  /** Why the fixes were not applied, or not all of them. */
  readonly problem?: string;
}

/** Applies the safe fixes of a file again and again until nothing is left to mend; the service keeps the result. */
export function fixFile(loaded: Loaded, service: Service): Fixed {
  const { uri } = loaded.document;
  const errorsBefore = service.syntaxErrors(uri);
  let state: Fixed = { ...loaded, count: 0 };
  for (let pass = 0; pass < mostPasses; pass++) {
    const edits = service.fixAll(uri).filter((edit) => inOneCell(edit, state.document));
    if (edits.length === 0) return state;
    const next = withEdits(state, edits);
    service.update(next.document);
    if (service.syntaxErrors(uri) > errorsBefore) {
      service.update(state.document);
      return { ...state, problem: 'a fix would make the syntax wrong, so it was not applied' };
    }
    state = next;
  }
  return { ...state, problem: 'the fixes did not come to an end' };
}

/** Whether the text can be written back without changing what the fixes did not touch. */
export function isFaithful(loaded: Loaded): boolean {
  return encode(loaded.text, loaded.encoding).equals(loaded.bytes);
}

function withEdits(state: Fixed, edits: readonly Edit[]): Fixed {
  const { document, notebook } = state;
  const count = state.count + edits.length;
  if (!notebook) {
    const text = applyEdits(document.text, edits);
    return { ...state, text, document: { ...document, text }, count };
  }
  return { ...state, ...editNotebook(state.text, document, notebook, edits), count };
}

/** Edits each cell on its own; the newline that joins it to the next one is not part of it. */
function editNotebook(
  json: string,
  document: SourceDocument,
  notebook: NonNullable<Loaded['notebook']>,
  edits: readonly Edit[],
): Pick<Fixed, 'text' | 'document' | 'notebook'> {
  const texts = new Map<CodeCell, string>();
  const cells = notebook.cells.map((cell, index): CodeCell => {
    const start = notebook.cellStarts[index] ?? 0;
    const own = edits
      .filter((edit) => cellOf(edit.span.start, document) === index)
      .map(({ span, text }) => ({
        text,
        span: {
          start: Math.min(span.start - start, cell.text.length),
          end: Math.min(span.end - start, cell.text.length),
        },
      }));
    const text = applyEdits(cell.text, own);
    texts.set(cell, text);
    return { ...cell, text };
  });
  const text = writeCells(json, notebook.cells, texts);
  return { text, ...rejoin(text, document, cells) };
}

function rejoin(
  json: string,
  document: SourceDocument,
  cells: readonly CodeCell[],
): Pick<Fixed, 'document' | 'notebook'> {
  const reading = readNotebook(json.replace(/^\uFEFF/, ' '));
  if (reading.kind !== 'notebook' || !sameTexts(reading.notebook.cells, cells)) {
    throw new Error('A notebook could not be read again after its fixes.');
  }
  const { text, cellStarts } = reading.notebook;
  return { document: { ...document, text, cellStarts }, notebook: reading.notebook };
}

function sameTexts(one: readonly CodeCell[], other: readonly CodeCell[]): boolean {
  return one.length === other.length && one.every((cell, i) => cell.text === other[i]?.text);
}

function inOneCell(edit: Edit, document: SourceDocument): boolean {
  return cellOf(edit.span.start, document) === cellOf(edit.span.end, document);
}

function cellOf(offset: number, document: SourceDocument): number {
  return lastAtOrBefore(document.cellStarts ?? [0], offset);
}
