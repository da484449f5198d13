import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, expectFindings, inWorkspace, open, ours, set, until } from './workbench';

const faulty = 'functional-dropout-always-on at F.dropout(x, p=0.3)';
const rule = 'functional-dropout-always-on';

suite('settings', () => {
  teardown(async () => {
    const names = ['enable', 'rules.severity', 'exclude', 'codeLens.enable', 'inlayHints.enable'];
    for (const name of names) await set(name, undefined);
    await closeAll();
  });

  test('a severity takes effect at once and goes back at once', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
    await set('rules.severity', { [rule]: 'hint' });
    const isHint = (): boolean => ours(document)[0]?.severity === vscode.DiagnosticSeverity.Hint;
    await until('a hint', isHint);
    await set('rules.severity', { [rule]: 'off' });
    await expectFindings(document, []);
    await set('rules.severity', undefined);
    await expectFindings(document, [faulty]);
  });

  test('Disable rule in settings writes the setting of the workspace', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
    await vscode.commands.executeCommand('dropoutLens.disableRule', rule);
    await expectFindings(document, []);
    const severity = vscode.workspace.getConfiguration('dropoutLens').inspect('rules.severity');
    assert.deepEqual(severity?.workspaceValue, { [rule]: 'off' });
  });

  test('everything can be switched off, and single files excluded', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
    await set('enable', false);
    await expectFindings(document, []);
    await set('enable', true);
    await expectFindings(document, [faulty]);
    await set('exclude', ['mod*.py']);
    await expectFindings(document, []);
  });

  test('a project file that appears, changes or goes takes effect', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
    const file = inWorkspace('dropout-lens.json');
    await vscode.workspace.fs.writeFile(file, Buffer.from(`{ "ignore": ["${rule}"] }`));
    await expectFindings(document, []);
    await vscode.workspace.fs.writeFile(file, Buffer.from('{ broken'));
    await expectFindings(document, [faulty]);
    const project = inWorkspace('pyproject.toml');
    const table = `[tool.dropout-lens]\nignore = ["${rule}"]\n`;
    await vscode.workspace.fs.delete(file);
    await vscode.workspace.fs.writeFile(project, Buffer.from(table));
    await expectFindings(document, []);
    await vscode.workspace.fs.delete(project);
    await expectFindings(document, [faulty]);
  });

  test('code lenses and inlay hints appear when switched on', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
    assert.deepEqual(await lenses(document), []);
    assert.deepEqual(await hints(document), []);
    await set('codeLens.enable', true);
    await set('inlayHints.enable', true);
    const lens = await until('a code lens', async () => (await lenses(document))[0]);
    assert.match(lens.command?.title ?? '', /keeps \d+ %/i);
    assert.equal(lens.command?.command, 'dropoutLens.openSimulator');
    const hint = await until('an inlay hint', async () => (await hints(document))[0]);
    assert.match(String(hint.label), /drops \d+ %/i);
  });
});

function lenses(document: vscode.TextDocument): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 100);
}

async function hints(document: vscode.TextDocument): Promise<vscode.InlayHint[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, all);
}
