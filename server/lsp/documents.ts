import { Emitter, type Connection, type Event } from 'vscode-languageserver/node';
import type { Source } from './convert';
import {
  changeNotebook,
  changeText,
  closeNotebook,
  closeText,
  noTexts,
  openText,
  ownerOf,
  ownersOf,
  setCells,
  sourceOf,
  type OpenTexts,
} from './open-texts';
import { safely, type Report } from './safe';

/** The documents and notebooks that are open in the editor. */
export interface Documents {
  /** The text that a document, cell or notebook belongs to; the same object until it changes. */
  source(uri: string): Source | undefined;
  /** The uri under which the service knows a document: the notebook's for a cell. */
  owner(uri: string): string;
  /** The owners of all that is open. */
  owners(): readonly string[];
  /** Fires with the owner on opening and on every change. */
  readonly onChange: Event<string>;
  /** Fires when documents, notebooks or single cells are gone. */
  readonly onClose: Event<Closed>;
}

export interface Closed {
  readonly owner: string;
  readonly uris: readonly string[];
  /** The whole document or notebook is closed, not only some of its cells. */
  readonly whole: boolean;
}

/** Follows what the editor opens, changes and closes. */
export function followDocuments(connection: Connection, report: Report): Documents {
  const open = noTexts();
  const changed = new Emitter<string>();
  const closed = new Emitter<Closed>();
  followTexts(connection, open, changed, closed, report);
  followNotebooks(connection, open, changed, closed, report);
  return {
    source: (uri) => sourceOf(open, uri),
    owner: (uri) => ownerOf(open, uri),
    owners: () => ownersOf(open),
    onChange: changed.event,
    onClose: closed.event,
  };
}

function followTexts(
  connection: Connection,
  open: OpenTexts,
  changed: Emitter<string>,
  closed: Emitter<Closed>,
  report: Report,
): void {
  connection.onDidOpenTextDocument(
    safely('textDocument/didOpen', report, ({ textDocument }) => {
      openText(open, textDocument);
      changed.fire(textDocument.uri);
    }),
  );
  connection.onDidChangeTextDocument(
    safely('textDocument/didChange', report, ({ textDocument, contentChanges }) => {
      changeText(open, textDocument, contentChanges);
      changed.fire(textDocument.uri);
    }),
  );
  connection.onDidCloseTextDocument(
    safely('textDocument/didClose', report, ({ textDocument: { uri } }) => {
      closeText(open, uri);
      closed.fire({ owner: uri, uris: [uri], whole: true });
    }),
  );
}

function followNotebooks(
  { notebooks: { synchronization } }: Connection,
  open: OpenTexts,
  changed: Emitter<string>,
  closed: Emitter<Closed>,
  report: Report,
): void {
  synchronization.onDidOpenNotebookDocument(
    safely('notebookDocument/didOpen', report, ({ notebookDocument, cellTextDocuments }) => {
      setCells(open, notebookDocument.uri, notebookDocument.cells);
      cellTextDocuments.forEach((cell) => openText(open, cell));
      changed.fire(notebookDocument.uri);
    }),
  );
  synchronization.onDidChangeNotebookDocument(
    safely('notebookDocument/didChange', report, ({ notebookDocument: { uri }, change }) => {
      changeNotebook(open, uri, change);
      const gone = change.cells?.structure?.didClose?.map((cell) => cell.uri) ?? [];
      if (gone.length > 0) closed.fire({ owner: uri, uris: gone, whole: false });
      changed.fire(uri);
    }),
  );
  synchronization.onDidCloseNotebookDocument(
    safely(
      'notebookDocument/didClose',
      report,
      ({ notebookDocument: { uri }, cellTextDocuments }) => {
        closeNotebook(open, uri);
        closed.fire({ owner: uri, uris: cellTextDocuments.map((cell) => cell.uri), whole: true });
      },
    ),
  );
}
