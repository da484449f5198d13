// What a person sees in the real workbench, with the VSIX that ships.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  boxOf,
  command,
  hover,
  openFile,
  openWorkbench,
  quickFix,
  simulator,
} from './workbench-page.mjs';
import { copyWorkspace } from './workspace.mjs';

const at = (name) => fileURLToPath(new URL(name, import.meta.url));
const shots = at('../../out/e2e');
const failed = new Set();
const hosts = new Set();
const rule = 'functional-dropout-always-on';
let workbench, page, work;

before(async () => {
  fs.mkdirSync(shots, { recursive: true });
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'dl-ui-'));
  copyWorkspace(work);
  workbench = await openWorkbench({
    vsix: process.env.E2E_VSIX ?? at('../../out/dropout-lens.vsix'),
    settings: {
      'workbench.colorTheme': 'Dark Modern',
      'workbench.editor.enablePreview': false,
      'editor.codeActionsOnSave': { 'source.fixAll.dropoutLens': 'explicit' },
    },
    folder: work,
    files: [path.join(work, 'model.py')],
    viewport: { width: 1600, height: 1000 },
    watch(newPage) {
      newPage.on('request', (r) => hosts.add(new URL(r.url()).hostname));
      newPage.on('requestfailed', (r) => failed.add(new URL(r.url()).pathname));
      newPage.on('response', (r) => r.status() >= 400 && failed.add(new URL(r.url()).pathname));
    },
  });
  ({ page } = workbench);
});

let done = 0;
afterEach(() => page?.screenshot({ path: path.join(shots, `after-test-${++done}.png`) }));

after(async () => {
  await workbench?.close();
  if (work) fs.rmSync(work, { recursive: true, force: true });
});

const squiggle = (severity = 'error') =>
  page.locator(`.monaco-editor .squiggly-${severity}`).first();
const onDisk = (name) => fs.readFileSync(path.join(work, name), 'utf8');

test('a file that is opened shows a squiggle and a row in Problems', async () => {
  await squiggle().waitFor();
  await page.keyboard.press('Control+Shift+M');
  await page
    .locator('.markers-panel .monaco-list-row', { hasText: 'F.dropout drops 30 %' })
    .waitFor();
  await page.keyboard.press('Control+Shift+M');
});

test('the hover explains the layer in words, numbers and a picture', async () => {
  const shown = await hover(page, 'nn.Dropout', /keeps 50 %/i);
  const picture = shown.locator('img[src^="data:image/svg+xml"]');
  await picture.waitFor();
  assert.ok(await picture.evaluate((image) => image.naturalWidth > 0));
  assert.match(await picture.getAttribute('alt'), /kept/);
});

test('the rule named in the hover opens its page, rendered and without a question', async () => {
  const shown = await hover(page, 'F.dropout', '30 %');
  await shown.locator('a.code-link').click();
  const preview = simulator(page);
  await preview.getByRole('heading', { level: 1, name: rule }).waitFor();
  await openFile(page, 'model.py');
  await squiggle().waitFor();
});

test('the quick fix changes the code, and undo brings the fault back', async () => {
  await (await quickFix(page, 'F.dropout', 'Add training=self.training')).click();
  await squiggle().waitFor({ state: 'detached' });
  await boxOf(page, 'training=self.training');
  await page.keyboard.press('Control+z');
  await squiggle().waitFor();
});

test('a fault that is typed appears and disappears without saving', async () => {
  await openFile(page, 'clean.py');
  const { x, y } = await boxOf(page, 'x = self.drop(x)');
  await page.mouse.click(x, y);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('x = F.dropout(x, 0.2');
  await squiggle().waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('x = F.relu(x)');
  await squiggle().waitFor({ state: 'detached' });
  assert.doesNotMatch(onDisk('clean.py'), /dropout\(x, 0\.2/);
});

test('saving runs the safe fixes', async () => {
  await openFile(page, 'blocks.py');
  await squiggle().waitFor();
  await page.keyboard.press('Control+s');
  await squiggle().waitFor({ state: 'detached' });
  await until(() => onDisk('package/blocks.py').includes('training=self.training'));
});

test('the simulator opens beside the code, with the numbers of this layer', async () => {
  await openFile(page, 'model.py');
  const { x, y } = await boxOf(page, 'nn.Dropout');
  await page.mouse.click(x, y);
  await command(page, 'Dropout: Open Simulator for This Layer');
  const panel = simulator(page);
  await panel.getByText('nn.Dropout(p=0.5)').first().waitFor();
  await panel.getByText('in Classifier').first().waitFor();
  await page.keyboard.type('q');
  await boxOf(page, 'q'); // the focus stayed in the editor
  await page.keyboard.press('Control+z');
});

test('a finding can be suppressed on its line, and a rule switched off in the settings', async () => {
  await openFile(page, 'model.py');
  await (await quickFix(page, 'F.dropout', `Suppress ${rule} for this line`)).click();
  await squiggle().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await squiggle().waitFor();
  await (await quickFix(page, 'F.dropout', `Disable ${rule} in settings`)).click();
  await squiggle().waitFor({ state: 'detached' });
  const settings = JSON.parse(onDisk('.vscode/settings.json'));
  assert.deepEqual(settings, { 'dropoutLens.rules.severity': { [rule]: 'off' } });
  fs.rmSync(path.join(work, '.vscode/settings.json'));
  await squiggle().waitFor();
});

for (const { file, layer, title, within } of [
  {
    file: 'flax_train.py',
    layer: 'nn.Dropout',
    title: 'nn.Dropout(rate=0.5)',
    within: 'Classifier',
  },
  { file: 'classifier.ts', layer: 'tf.layers.dropout', title: 'tf.layers.dropout(rate=0.3)' },
  { file: 'Panel.vue', layer: 'tf.layers.dropout', title: 'tf.layers.dropout()' },
]) {
  test(`${file} shows a squiggle, and the simulator opens on its layer`, async () => {
    await openFile(page, file);
    await page
      .locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning')
      .first()
      .waitFor();
    const { x, y } = await boxOf(page, layer);
    await page.mouse.click(x, y);
    await command(page, 'Dropout: Open Simulator for This Layer');
    const panel = simulator(page);
    await panel.getByText(title).first().waitFor();
    if (within) await panel.getByText(within).first().waitFor();
  });
}

test('a cell of a Keras notebook has its findings, and the simulator opens on its layer', async () => {
  await openFile(page, 'keras.ipynb');
  await page.locator('.notebookOverlay .squiggly-error').first().waitFor();
  const { x, y } = await boxOf(page, 'Dropout(0.2)');
  await page.mouse.click(x, y);
  await command(page, 'Dropout: Open Simulator for This Layer');
  await simulator(page).getByText('layers.Dropout(rate=0.2)').first().waitFor();
});

test('a notebook has findings and hovers in its cells', async () => {
  await openFile(page, 'train.ipynb');
  await page.locator('.notebookOverlay .squiggly-error').first().waitFor();
});

test('Lint Workspace ends with a count', async () => {
  await command(page, 'Dropout: Lint Workspace');
  await page
    .locator('.notifications-toasts .notification-toast', { hasText: /Looked at \d+ files/ })
    .waitFor();
});

test('only vsda is missing, and the page asks no other host', () => {
  assert.deepEqual(
    [...failed].filter((name) => !name.includes('/node_modules/vsda/')),
    [],
  );
  // The webview's service worker answers vscode-cdn.net itself; no request leaves.
  const own = /^(localhost|)$|\.vscode-resource\.vscode-cdn\.net$/;
  assert.deepEqual(
    [...hosts].filter((host) => !own.test(host)),
    [],
  );
});

async function until(probe, limit = 30_000) {
  for (const end = Date.now() + limit; !probe();) {
    if (Date.now() > end) throw new Error(`still waiting for: ${probe}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
