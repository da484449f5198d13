// From a flagged line to the simulator and back, in the real workbench with the VSIX that ships.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadWalks } from './walks.mjs';
import { boxOf, command, openFile, openWorkbench, simulator } from './workbench-page.mjs';

const at = (name) => fileURLToPath(new URL(name, import.meta.url));
const walks = await loadWalks();
let workbench, page, work;

before(async () => {
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'dl-scenes-'));
  fs.cpSync(at('./scenes'), work, { recursive: true });
  fs.copyFileSync(at('./workspace/train.ipynb'), path.join(work, 'train.ipynb'));
  workbench = await openWorkbench({
    vsix: process.env.E2E_VSIX ?? at('../../out/dropout-lens.vsix'),
    settings: {
      'workbench.colorTheme': 'Light Modern',
      'workbench.editor.enablePreview': false,
      'editor.minimap.enabled': false,
    },
    folder: work,
    files: [path.join(work, walks[0].file)],
    viewport: { width: 1600, height: 1200 },
  });
  ({ page } = workbench);
  await page.locator('.monaco-editor .squiggly-error').first().waitFor({ timeout: 180_000 });
});

after(async () => {
  if (page) await page.screenshot({ path: at('../../out/e2e/simulator.png') });
  await workbench?.close();
  if (work) fs.rmSync(work, { recursive: true, force: true });
});

for (const { file, text, rule, scene, verdict = [], headlines = [], cells = [] } of walks) {
  test(`${file}: ${rule} leads to its scene, with the engine's numbers`, async () => {
    await openFile(page, file);
    await openSimulatorAt(text);
    const panel = simulator(page);
    await panel.locator(`[data-scene="${scene}"]`).waitFor();
    await panel.locator('.finding', { hasText: rule }).waitFor();
    const words = panel.locator('h1');
    for (const number of verdict) await words.filter({ hasText: number }).waitFor();
    const sides = panel.locator('.comparison .headline strong');
    for (const [index, value] of headlines.entries()) {
      await sides.nth(index).filter({ hasText: value }).waitFor();
    }
    const rows = panel.locator('.comparison .numbers tr');
    for (const [name, ...values] of cells) {
      const row = await rows.filter({ hasText: name }).first().locator('td').allTextContents();
      values.forEach((value, index) => value && assert.equal(row[index], value, name));
    }
    assert.equal(await panel.locator('.side').first().locator('h2').textContent(), 'Your code');
  });
}

const written = [
  { file: 'layers_torch.py', text: 'nn.Dropout(0.4)', rate: '0.1', after: 'nn.Dropout(0.1)' },
  { file: 'panel.vue', text: 'rate: 0.25', rate: '0.1', after: 'rate: 0.1' },
  { file: 'train.ipynb', text: 'nn.Dropout(0.2)', rate: '0.1', after: 'nn.Dropout(0.1)' },
];

for (const { file, text, rate, after: changed } of written) {
  test(`${file}: a rate is written into the code, undone there, and the view follows`, async () => {
    await openFile(page, file);
    await openSimulatorAt(text);
    const panel = simulator(page);
    const slider = panel.getByLabel('Rate p');
    const original = /[\d.]+/.exec(text)[0];
    await until(async () => (await slider.inputValue()) === original);
    await slider.fill(rate);
    await panel.getByRole('button', { name: `Write ${rate} into the code` }).click();
    const { x, y } = await boxOf(page, changed);
    await panel.getByText(`Wrote ${rate} into the code.`).waitFor();
    await page.mouse.click(x, y);
    await page.keyboard.press('Control+z');
    await boxOf(page, text);
    await until(async () => (await slider.inputValue()) === original);
  });
}

test('what the reader has set survives that the view is hidden, and that the window is reloaded', async () => {
  await openFile(page, 'layers_torch.py');
  await openSimulatorAt('nn.Dropout(0.5)');
  const seed = () => simulator(page).getByLabel('Seed');
  await simulator(page).locator('[data-scene="before-batchnorm"]').waitFor();
  await seed().fill('7');
  await seed().press('Enter');
  await openFile(page, 'layers_torch.py');
  await command(page, 'Dropout: Open Explainer');
  await simulator(page).getByRole('heading', { level: 1, name: 'What dropout is' }).waitFor();
  await page.getByRole('tab', { name: 'Dropout Simulator' }).first().click();
  await until(async () => (await seed().inputValue()) === '7');
  await page.reload();
  await page.locator('.monaco-editor .squiggly-error').first().waitFor({ timeout: 180_000 });
  await simulator(page).locator('[data-scene="before-batchnorm"]').waitFor();
  assert.equal(await seed().inputValue(), '7');
});

async function openSimulatorAt(text) {
  const { x, y } = await boxOf(page, text);
  await page.mouse.click(x, y);
  await command(page, 'Dropout: Open Simulator for This Layer');
}

async function until(probe, limit = 30_000) {
  for (const end = Date.now() + limit; !(await probe());) {
    if (Date.now() > end) throw new Error(`still waiting for: ${probe}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
