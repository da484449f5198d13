import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, closeAll, expectFindings, hoverAt, inWorkspace, replace } from './workbench';

const faulty = 'functional-dropout-always-on at F.dropout(x, p=0.3)';

suite('notebooks', () => {
  teardown(closeAll);

  test('each cell has its own findings, read with the imports of the cells before', async () => {
    const [setup, model, train] = await cells();
    await expectFindings(model, [faulty]);
    await expectFindings(setup, []);
    await expectFindings(train, []);
  });

  test('a hover in a cell explains its layer', async () => {
    const [, model] = await cells();
    const [hover] = await hoverAt(model, 'Dropout(0.2)');
    assert.match(hover?.value ?? '', /keeps 80 %/i);
  });

  test('an import typed in one cell brings a finding in another', async () => {
    const [setup, model] = await cells();
    await expectFindings(model, [faulty]);
    await replace(setup, 'import torch.nn.functional as F', 'F = None');
    await expectFindings(model, []);
    await replace(setup, 'F = None', 'import torch.nn.functional as F');
    await expectFindings(model, [faulty]);
  });

  test('a quick fix and a suppression edit the right cell', async () => {
    const [, model] = await cells();
    await expectFindings(model, [faulty]);
    const actions = await actionsAt(model, 'F.dropout', 'quickfix');
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.deepEqual(
      fix?.edit?.entries().map(([uri]) => uri.toString()),
      [model.uri.toString()],
    );
    const suppress = actions.find(({ title }) => title.endsWith('for this line'));
    assert.ok(suppress?.edit);
    await vscode.workspace.applyEdit(suppress.edit);
    assert.match(model.getText(), /# dropout-lens: ignore/);
    await expectFindings(model, []);
  });

  test('Fix All Safe Findings works on the whole notebook', async () => {
    const [, model] = await cells();
    await expectFindings(model, [faulty]);
    await vscode.commands.executeCommand('dropoutLens.fixAll');
    await expectFindings(model, []);
    assert.match(model.getText(), /training=self\.training/);
  });

  test('cells that are deleted, added and moved keep findings and places right', async () => {
    const [, model] = await cells();
    await expectFindings(model, [faulty]);
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    assert.ok(notebook);
    const added = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      'class Other(Classifier):\n    def forward(self, y):\n        return F.dropout(self.head(y), 0.1)',
      'python',
    );
    await change(notebook, vscode.NotebookEdit.insertCells(2, [added]));
    const other = notebook.cellAt(2).document;
    await expectFindings(other, ['functional-dropout-always-on at F.dropout(self.head(y), 0.1)']);
    await expectFindings(model, [faulty]);
    await change(notebook, vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(2, 3)));
    await expectFindings(model, [faulty]);
  });
});

/** The Python cells of a fresh copy of the notebook, which is opened in an editor. */
async function cells(): Promise<[vscode.TextDocument, vscode.TextDocument, vscode.TextDocument]> {
  const copy = inWorkspace(`copy${Date.now()}.ipynb`);
  await vscode.workspace.fs.copy(inWorkspace('train.ipynb'), copy);
  const notebook = await vscode.workspace.openNotebookDocument(copy);
  await vscode.window.showNotebookDocument(notebook);
  const [setup, model, train] = notebook
    .getCells()
    .filter(({ kind }) => kind === vscode.NotebookCellKind.Code)
    .map(({ document }) => document);
  assert.ok(setup && model && train);
  return [setup, model, train];
}

async function change(
  notebook: vscode.NotebookDocument,
  ...edits: vscode.NotebookEdit[]
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, edits);
  assert.ok(await vscode.workspace.applyEdit(edit));
}
