import {
  CodeActionKind,
  TextDocumentSyncKind,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { pulls, type Client } from './context';
import { fixAllKind, notebookFixAllKind } from './handlers/code-action';

/** What the server offers to this editor. */
export function capabilitiesFor(client: Client): ServerCapabilities {
  const diagnosticProvider = {
    identifier: 'dropout-lens',
    interFileDependencies: true,
    workspaceDiagnostics: false,
  };
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    notebookDocumentSync: {
      notebookSelector: [{ notebook: '*', cells: [{ language: 'python' }] }],
    },
    hoverProvider: true,
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, notebookFixAllKind],
    },
    codeLensProvider: {},
    inlayHintProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(pulls(client) && { diagnosticProvider }),
  };
}
