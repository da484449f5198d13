import {
  NotebookCellKind,
  type NotebookCell,
  type NotebookDocumentChangeEvent,
  type TextDocumentContentChangeEvent,
  type TextDocumentItem,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { joinSource, type Source } from './convert';

/** The texts that are open in the editor: documents, and notebooks with their cells. */
export interface OpenTexts {
  readonly texts: Map<string, TextDocument>;
  readonly notebooks: Map<string, readonly NotebookCell[]>;
  /** From a cell to its notebook. */
  readonly notebookOf: Map<string, string>;
  /** Made when asked for, dropped on every change. */
  readonly sources: Map<string, Source | undefined>;
}

export function noTexts(): OpenTexts {
  return { texts: new Map(), notebooks: new Map(), notebookOf: new Map(), sources: new Map() };
}

/** The uri under which the service knows a document: the notebook's for a cell. */
export function ownerOf(open: OpenTexts, uri: string): string {
  return open.notebookOf.get(uri) ?? uri;
}

/** The owners of all that is open. */
export function ownersOf(open: OpenTexts): string[] {
  const single = [...open.texts.keys()].filter((uri) => !open.notebookOf.has(uri));
  return [...single, ...open.notebooks.keys()];
}

/** The text that a document, cell or notebook belongs to; undefined when it is not open or not Python. */
export function sourceOf(open: OpenTexts, uri: string): Source | undefined {
  const owner = ownerOf(open, uri);
  if (!open.sources.has(owner)) open.sources.set(owner, readSource(open, owner));
  return open.sources.get(owner);
}

function readSource(open: OpenTexts, owner: string): Source | undefined {
  const cells = open.notebooks.get(owner);
  const code = cells?.filter(({ kind }) => kind === NotebookCellKind.Code);
  const uris = code?.map((cell) => cell.document) ?? [owner];
  const documents = uris.flatMap((uri) => open.texts.get(uri) ?? []);
  return joinSource(owner, documents, cells !== undefined);
}

export function openText(open: OpenTexts, item: TextDocumentItem): void {
  const { uri, languageId, version, text } = item;
  open.texts.set(uri, TextDocument.create(uri, languageId, version, text));
  open.sources.delete(ownerOf(open, uri));
}

/** Applies changes; those to a document that is not open are ignored. */
export function changeText(
  open: OpenTexts,
  { uri, version }: { readonly uri: string; readonly version: number },
  changes: TextDocumentContentChangeEvent[],
): void {
  const text = open.texts.get(uri);
  if (text) TextDocument.update(text, changes, version);
  open.sources.delete(ownerOf(open, uri));
}

export function closeText(open: OpenTexts, uri: string): void {
  open.sources.delete(ownerOf(open, uri));
  open.texts.delete(uri);
  open.notebookOf.delete(uri);
}

export function setCells(open: OpenTexts, notebook: string, cells: readonly NotebookCell[]): void {
  open.notebooks.set(notebook, cells);
  for (const cell of cells) open.notebookOf.set(cell.document, notebook);
  open.sources.delete(notebook);
}

/** Applies a change of cells or of their texts; that of a notebook that is not open is ignored. */
export function changeNotebook(
  open: OpenTexts,
  notebook: string,
  { cells: change }: NotebookDocumentChangeEvent,
): void {
  const cells = open.notebooks.get(notebook);
  if (!cells || !change) return;
  const { structure, data, textContent } = change;
  structure?.didOpen?.forEach((item) => openText(open, item));
  const kept = [...cells];
  if (structure) {
    const { start, deleteCount, cells: added = [] } = structure.array;
    kept.splice(start, deleteCount, ...added);
  }
  const changed = new Map(data?.map((cell) => [cell.document, cell]));
  const gone = new Set(structure?.didClose?.map(({ uri }) => uri));
  gone.forEach((uri) => closeText(open, uri));
  setCells(
    open,
    notebook,
    kept.map((cell) => changed.get(cell.document) ?? cell),
  );
  for (const { document, changes } of textContent ?? []) changeText(open, document, changes);
}

export function closeNotebook(open: OpenTexts, notebook: string): void {
  const cells = open.notebooks.get(notebook) ?? [];
  for (const cell of cells) closeText(open, cell.document);
  open.notebooks.delete(notebook);
  open.sources.delete(notebook);
}
