import * as vscode from 'vscode';

/** Applies every safe fix of the active file or notebook as one edit that can be undone. */
export async function fixAll(): Promise<void> {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  const cell = notebook?.getCells().find(({ document }) => document.languageId === 'python');
  const document = cell?.document ?? vscode.window.activeTextEditor?.document;
  if (!document) return;
  const range = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    cell ? 'notebook.source.fixAll.dropoutLens' : 'source.fixAll.dropoutLens',
  );
  const edit = actions.find((action) => action.edit)?.edit;
  if (edit) {
    await vscode.workspace.applyEdit(edit);
  } else {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing that can be fixed safely here.'),
    );
  }
}
