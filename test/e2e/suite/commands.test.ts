import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { behind, closeAll, expectFindings, inWorkspace, open, ours, until } from './workbench';

const faulty = 'functional-dropout-always-on at F.dropout(x, p=0.3)';

suite('commands', () => {
  teardown(closeAll);

  test('every command of the manifest exists', async () => {
    const extension = vscode.extensions.getExtension('dropout-lens.dropout-lens');
    await extension?.activate();
    const contributed: { command: string }[] = extension?.packageJSON.contributes.commands;
    const known = await vscode.commands.getCommands(true);
    const missing = contributed.filter(({ command }) => !known.includes(command));
    assert.deepEqual(missing, []);
  });

  test('the simulator opens beside the editor, once, and the focus stays', async () => {
    const editor = await open('model.py');
    await expectFindings(editor.document, [faulty]);
    const place = behind(editor.document, 'nn.Dropout(');
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand('dropoutLens.openSimulator');
    await until('the panel', () => views('simulator').length === 1);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, editor.document.uri.path);
    await vscode.commands.executeCommand('dropoutLens.openSimulator');
    assert.equal(views('simulator').length, 1);
    assert.equal(views('simulator')[0]?.group.viewColumn, vscode.ViewColumn.Two);
  });

  test('Explain This Finding opens the explainer, once, and the focus stays', async () => {
    const editor = await open('model.py');
    await expectFindings(editor.document, [faulty]);
    const place = behind(editor.document, 'F.dropout(');
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand('dropoutLens.explain');
    await until('the explainer', () => views('explainer').length === 1);
    await vscode.commands.executeCommand('dropoutLens.studyFlashcards');
    await vscode.commands.executeCommand('dropoutLens.openExplainer');
    assert.equal(views('explainer').length, 1);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, editor.document.uri.path);
  });

  test('the address of a page opens in the explainer', async () => {
    await open('model.py');
    const uri = vscode.Uri.parse('dropout-lens:/functional-dropout-always-on.md');
    await vscode.commands.executeCommand('vscode.open', uri);
    await until('the page', () => pages().includes('/functional-dropout-always-on.md'));
  });

  test('a page that does not exist is refused', async () => {
    await open('model.py');
    await vscode.commands.executeCommand('dropoutLens.explain', '../../secret');
    assert.deepEqual(views('explainer'), []);
  });

  test('Lint Workspace finds faults in files and notebooks that are not open', async () => {
    await open('clean.py');
    void vscode.commands.executeCommand('dropoutLens.lintWorkspace');
    for (const name of ['model.py', 'train.ipynb', 'package/blocks.py']) {
      await until(`findings of ${name}`, () => diagnosed(name) > 0);
    }
    assert.equal(diagnosed('.venv/lib/site-packages/other.py'), 0);
    assert.equal(diagnosed('generated/skipped.py'), 0);
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
  });

  test('the server can be restarted and answers again', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
    await vscode.commands.executeCommand('dropoutLens.restartServer');
    await until('findings again', () => ours(document).length === 1);
  });
});

function views(name: 'simulator' | 'explainer'): vscode.Tab[] {
  return tabs().filter(
    ({ input }) =>
      input instanceof vscode.TabInputWebview && input.viewType.endsWith(`dropoutLens.${name}`),
  );
}

function pages(): string[] {
  return tabs().flatMap(({ input }) => {
    const shown = input instanceof vscode.TabInputCustom && input.uri.scheme === 'dropout-lens';
    return shown ? [input.uri.path] : [];
  });
}

function tabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

/** How many of our diagnostics a file has, notebook cells included. */
function diagnosed(name: string): number {
  const { path } = inWorkspace(name);
  return vscode.languages
    .getDiagnostics()
    .filter(([uri]) => uri.path === path)
    .flatMap(([, diagnostics]) => diagnostics)
    .filter(({ source }) => source === 'dropout-lens').length;
}
