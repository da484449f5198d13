// What a person sees in the real workbench, with the VSIX that ships.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { address, launchChromium, startServer } from './host.mjs';

const at = (p) => fileURLToPath(new URL(p, import.meta.url));
const shots = at('../../out/e2e');
const failed = new Set();
const hosts = new Set();
let server, browser, page, work;

before(async () => {
  fs.mkdirSync(shots, { recursive: true });
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'dl-ui-'));
  fs.cpSync(at('./workspace'), work, { recursive: true });
  server = await startServer({
    vsix: process.env.E2E_VSIX ?? at('../../out/dropout-lens.vsix'),
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
  });
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  page.setDefaultTimeout(20_000);
  page.on('request', (r) => hosts.add(new URL(r.url()).hostname));
  page.on('requestfailed', (r) => failed.add(new URL(r.url()).pathname));
  page.on('response', (r) => r.status() >= 400 && failed.add(new URL(r.url()).pathname));
  await page.goto(address(server.port, { folder: work, files: [path.join(work, 'model.py')] }));
  await page.locator('.monaco-editor .squiggly-warning').first().waitFor();
});

after(async () => {
  await page?.screenshot({ path: path.join(shots, 'last.png') });
  await browser?.close();
  await server?.stop();
  if (work) fs.rmSync(work, { recursive: true, force: true });
});

test('the finding is in the Problems view', async () => {
  await page.keyboard.press('Control+Shift+M');
  await page
    .locator('.markers-panel .monaco-list-row', {
      hasText: 'Dropout feeds a batch normalization layer',
    })
    .waitFor();
});

test('the hover explains the layer', async () => {
  const box = await boxOf('Dropout');
  await page.mouse.move(box.x, box.y, { steps: 3 });
  await page.locator('.monaco-hover:visible', { hasText: 'keeps 50 %' }).first().waitFor();
});

test('the quick fix changes the code', async () => {
  const box = await boxOf('Dropout');
  await page.mouse.move(5, 5);
  await page.mouse.click(box.x, box.y);
  const fix = page.locator('.action-widget .monaco-list-row', {
    hasText: 'Move dropout after the batch normalization',
  });
  await retry(async () => {
    await page.keyboard.press('Control+.');
    await fix.waitFor({ timeout: 3000 });
  });
  await fix.click();
  await page.locator('.monaco-editor .squiggly-warning').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await page.locator('.monaco-editor .squiggly-warning').first().waitFor();
});

test('the simulator opens on this layer', async () => {
  await command('Dropout: Open Simulator for This Layer');
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await panel.getByRole('heading', { name: 'Dropout(p=0.5)' }).waitFor();
});

test('a notebook cell has findings', async () => {
  await page.keyboard.press('Control+p');
  await pick('nb.ipynb');
  await page.locator('.notebookOverlay .squiggly-warning').first().waitFor();
});

test('only vsda is missing, and the page asks no other host', () => {
  assert.deepEqual(
    [...failed].filter((p) => !p.includes('/node_modules/vsda/')),
    [],
  );
  // The webview's service worker answers vscode-cdn.net itself; no request leaves.
  const own = /^(localhost|)$|\.vscode-resource\.vscode-cdn\.net$/;
  assert.deepEqual(
    [...hosts].filter((h) => !own.test(h)),
    [],
  );
});

async function command(title) {
  await page.keyboard.press('F1');
  await pick(`>${title}`);
}

async function pick(text) {
  await page.locator('.quick-input-widget input').fill(text); // typing would lose keys
  await page
    .locator('.quick-input-list .monaco-list-row', { hasText: text.replace(/^>/, '') })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
}

/** The middle of the first `text` in the editor; Monaco gives words no element of their own. */
const boxOf = (text) =>
  page.evaluate((text) => {
    const walker = document.createTreeWalker(
      document.querySelector('.monaco-editor .view-lines'),
      NodeFilter.SHOW_TEXT,
    );
    for (let node; (node = walker.nextNode());) {
      const at = node.data.indexOf(text);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + text.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
  }, text);

async function retry(action, times = 3) {
  for (let i = 1; ; i++) {
    try {
      return await action();
    } catch (error) {
      if (i === times) throw error;
      await page.keyboard.press('Escape');
    }
  }
}
