import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, closeAll, findings, hoverAt, inWorkspace, open, until } from './workbench';

interface Case {
  readonly file: string;
  readonly language: string;
  /** The finding that is looked at, and the text its quick fix is asked for at. */
  readonly finding: string;
  readonly at: string;
  readonly fix: RegExp;
  readonly fixed: RegExp;
  readonly layer: string;
  readonly hover: RegExp;
}

const cases: readonly Case[] = [
  {
    file: 'keras.ipynb',
    language: 'python',
    finding: 'rate-out-of-range at 50',
    at: '50',
    fix: /^Write the rate as 0\.5/,
    fixed: /layers\.Dropout\(0\.5\)/,
    layer: 'Dropout(0.2)',
    hover: /keeps 80 %/i,
  },
  {
    file: 'flax_train.py',
    language: 'python',
    finding: 'reused-dropout-key at jax.random.PRNGKey(0)',
    at: 'jax.random.PRNGKey(0)',
    fix: /^Fold state\.step into the key/,
    fixed: /fold_in\(jax\.random\.PRNGKey\(0\), state\.step\)/,
    layer: 'Dropout(rate=0.5)',
    hover: /keeps 50 %/i,
  },
  {
    file: 'classifier.ts',
    language: 'typescript',
    finding: 'dropout-before-batchnorm at tf.layers.dropout({ rate: 0.3 })',
    at: 'tf.layers.dropout',
    fix: /^Put BatchNorm before the dropout/,
    fixed: /batchNormalization\(\)\);\s+model\.add\(tf\.layers\.dropout\(\{ rate: 0\.3 \}\)\)/,
    layer: 'dropout({ rate: 0.3 })',
    hover: /keeps 70 %/i,
  },
  {
    file: 'Panel.vue',
    language: 'vue',
    finding: 'rate-not-passed at 0.2',
    at: '0.2',
    fix: /^Pass \{rate: 0\.2\}/,
    fixed: /tf\.layers\.dropout\(\{rate: 0\.2\}\)/,
    layer: 'dropout(0.2)',
    hover: /^\*\*`tf\.layers\.dropout\(\)`\*\*[^]*rate-not-passed/,
  },
];

suite('frameworks', () => {
  teardown(closeAll);

  for (const one of cases) {
    test(`${one.file} shows its finding, a hover and a fix that mends it`, async () => {
      const document = await documentOf(one.file, one.layer);
      assert.equal(document.languageId, one.language);
      await until(one.finding, () => findings(document).includes(one.finding));
      const [hover] = await hoverAt(document, one.layer);
      assert.match(hover?.value ?? '', one.hover);
      const actions = await actionsAt(document, one.at, 'quickfix');
      const fix = actions.find(({ title }) => one.fix.test(title));
      assert.ok(fix?.edit, actions.map(({ title }) => title).join(', '));
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      assert.match(document.getText(), one.fixed);
      await until('no finding', () => !findings(document).includes(one.finding));
    });
  }
});

/** The document of a file, or the cell of a notebook that holds a text. */
async function documentOf(name: string, text: string): Promise<vscode.TextDocument> {
  if (!name.endsWith('.ipynb')) return (await open(name)).document;
  const notebook = await vscode.workspace.openNotebookDocument(inWorkspace(name));
  await vscode.window.showNotebookDocument(notebook);
  const cell = notebook.getCells().find(({ document }) => document.getText().includes(text));
  assert.ok(cell);
  return cell.document;
}
