import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, expectFindings, open, openText, ours, replace, until } from './workbench';

suite('findings', () => {
  teardown(closeAll);

  test('a file that is opened shows its findings', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, ['functional-dropout-always-on at F.dropout(x, p=0.3)']);
    const [finding] = ours(document);
    assert.equal(finding?.severity, vscode.DiagnosticSeverity.Error);
    assert.match(finding.message, /30 %/);
  });

  test('the rule of a finding links to its page', async () => {
    const { document } = await open('model.py');
    await until('a finding', () => ours(document).length > 0);
    const code = ours(document)[0]?.code;
    assert.ok(typeof code === 'object');
    assert.equal(code.target.toString(), 'dropout-lens:/functional-dropout-always-on.md');
    const page = await vscode.workspace.openTextDocument(code.target);
    assert.match(page.getText(), /^# functional-dropout-always-on/);
  });

  test('a fault that is typed appears and one that is repaired disappears, without saving', async () => {
    const { document } = await open('clean.py');
    await expectFindings(document, []);
    await replace(document, 'F.relu(self.middle(x))', 'F.dropout(self.middle(x), 0.2)');
    await expectFindings(document, [
      'functional-dropout-always-on at F.dropout(self.middle(x), 0.2)',
    ]);
    await replace(document, '0.2)', '0.2, training=self.training)');
    await expectFindings(document, []);
    assert.ok(document.isDirty);
  });

  test('half-typed code keeps the findings of the rest of the file', async () => {
    const { document } = await open('model.py');
    const expected = ['functional-dropout-always-on at F.dropout(x, p=0.3)'];
    await expectFindings(document, expected);
    const text = 'class Half(nn.Module):\n    def __init__(self):\n        self.drop = nn.Dropout(';
    for (const end of [10, 22, 30, 45, 60, text.length]) {
      const edit = new vscode.WorkspaceEdit();
      const whole = document.getText();
      const model = whole.slice(0, whole.indexOf('# tail') + '# tail\n'.length);
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      edit.replace(document.uri, all, model + text.slice(0, end));
      await vscode.workspace.applyEdit(edit);
      await settled(document);
      await expectFindings(document, expected);
    }
  });

  test('closing a file takes its findings away', async () => {
    const { document } = await open('package/blocks.py');
    await until('a finding', () => ours(document).length > 0);
    await closeAll();
    await until('no finding', () => ours(document).length === 0);
  });

  test('what is no program leaves the server alive', async () => {
    const odd = ['', '\uFEFFimport torch\r\n', '((((((((((((((((', 'print "python 2"\n'];
    for (const [index, text] of odd.entries()) await openText(`odd${index}.py`, text);
    const { document } = await open('model.py');
    await expectFindings(document, ['functional-dropout-always-on at F.dropout(x, p=0.3)']);
  });
});

/** Asks the server for something that it answers after it has seen the change. */
async function settled(document: vscode.TextDocument): Promise<void> {
  await vscode.commands.executeCommand(
    'vscode.executeHoverProvider',
    document.uri,
    new vscode.Position(0, 0),
  );
}
