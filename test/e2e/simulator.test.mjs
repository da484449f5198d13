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

async function openSimulatorAt(text) {
  const { x, y } = await boxOf(page, text);
  await page.mouse.click(x, y);
  await command(page, 'Dropout: Open Simulator for This Layer');
}
