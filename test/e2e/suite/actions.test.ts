import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  actionsAt,
  closeAll,
  expectFindings,
  findings,
  hoverAt,
  open,
  openText,
  until,
} from './workbench';

const faulty = 'functional-dropout-always-on at F.dropout(x, p=0.3)';

suite('hover and actions', () => {
  teardown(closeAll);

  test('a hover explains a layer without a finding', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
    const [hover] = await hoverAt(document, 'Dropout(p=0.5)');
    assert.ok(hover);
    assert.match(hover.value, /nn\.Dropout\(p=0\.5\)/);
    assert.match(hover.value, /keeps 50 %/i);
    assert.match(hover.value, /data:image\/svg\+xml;base64,/);
    assert.deepEqual(hover.isTrusted, {
      enabledCommands: ['dropoutLens.openSimulator', 'dropoutLens.explain'],
    });
  });

  test('a hover on other code says nothing', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
    assert.deepEqual(await hoverAt(document, 'BatchNorm1d'), []);
  });

  test('the preferred quick fix mends the fault', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
    const actions = await actionsAt(document, 'F.dropout', 'quickfix');
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /F\.dropout\(x, p=0\.3, training=self\.training\)/);
    await expectFindings(document, []);
  });

  test('the actions come in their order, the simulator last', async () => {
    const { document } = await open('model.py');
    await expectFindings(document, [faulty]);
    const titles = (await actionsAt(document, 'F.dropout')).map(({ title }) => title);
    assert.match(titles[0] ?? '', /training/);
    assert.ok(titles.includes('Show documentation for functional-dropout-always-on'));
    assert.match(titles.at(-1) ?? '', /simulator/);
  });

  for (const [scope, comment] of [
    ['line', '# dropout-lens: ignore[functional-dropout-always-on]'],
    ['file', '# dropout-lens: ignore-file[functional-dropout-always-on]'],
  ] as const) {
    test(`a finding can be suppressed for this ${scope}`, async () => {
      const { document } = await open('model.py');
      await expectFindings(document, [faulty]);
      const actions = await actionsAt(document, 'F.dropout', 'quickfix');
      const action = actions.find(({ title }) => title.endsWith(`for this ${scope}`));
      assert.ok(action?.edit);
      await vscode.workspace.applyEdit(action.edit);
      assert.ok(document.getText().includes(comment));
      await expectFindings(document, []);
    });
  }

  test('saving applies the safe fixes of the whole file where that is switched on', async () => {
    const { document } = await openText('saved.py', twoFaults);
    await until('two findings', () => findings(document).length === 2);
    const editor = vscode.workspace.getConfiguration('editor');
    const onSave = { 'source.fixAll.dropoutLens': 'always' };
    await editor.update('codeActionsOnSave', onSave, vscode.ConfigurationTarget.Workspace);
    try {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), '# new\n');
      await vscode.workspace.applyEdit(edit);
      assert.ok(await document.save());
      assert.equal(document.getText().match(/training=self\.training/g)?.length, 2);
      await expectFindings(document, []);
    } finally {
      await editor.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  test('Fix All Safe Findings mends all with one edit that can be undone', async () => {
    const { document } = await openText('fixall.py', twoFaults);
    await until('two findings', () => findings(document).length === 2);
    await vscode.commands.executeCommand('dropoutLens.fixAll');
    await expectFindings(document, []);
    await vscode.commands.executeCommand('undo');
    await until('two findings', () => findings(document).length === 2);
    assert.equal(document.getText(), twoFaults);
  });
});

const twoFaults = `import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 8)

    def forward(self, x):
        x = F.dropout(self.fc(x), 0.2)
        x = self.fc(x)
        x = F.dropout(F.relu(x), 0.4)
        return self.fc(x)
`;
