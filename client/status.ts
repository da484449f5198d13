import * as vscode from 'vscode';
import { statusNotification, type ServerStatus } from '../server/protocol';
import type { Server } from './language-client';
import { findingsIn } from './findings';
import { languages } from './languages';

/** Shows in the language status how many findings the active document has and what the server does. */
export function registerStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem(
    'dropoutLens.status',
    languages.map((language) => ({ language })),
  );
  item.name = 'Dropout Lens';
  let status: ServerStatus = { analysing: false };
  const show = (): void => {
    const count = countActive();
    item.busy = status.analysing;
    item.text = countText(count);
    item.detail = status.problem ?? 'Dropout Lens';
    item.severity = status.problem
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
    item.command = status.problem
      ? { title: vscode.l10n.t('Show Log'), command: 'dropoutLens.showLog' }
      : { title: vscode.l10n.t('Show Problems'), command: 'workbench.actions.view.problems' };
  };
  show();
  return vscode.Disposable.from(
    item,
    vscode.languages.onDidChangeDiagnostics(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.window.onDidChangeActiveNotebookEditor(show),
    server.onNotification(statusNotification, (news) => {
      status = news;
      show();
    }),
  );
}

function countText(count: number): string {
  if (count === 0) return vscode.l10n.t('No dropout findings');
  if (count === 1) return vscode.l10n.t('1 dropout finding');
  return vscode.l10n.t('{0} dropout findings', count);
}

function countActive(): number {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  const cells = notebook?.getCells().map((cell) => cell.document.uri);
  const active = vscode.window.activeTextEditor?.document.uri;
  const uris = cells ?? (active ? [active] : []);
  return uris.reduce((sum, uri) => sum + findingsIn(uri).length, 0);
}
