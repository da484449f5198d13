// Takes the pictures of the README from the real workbench, in light and dark, with the VSIX that ships.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  boxOf,
  command,
  hover,
  openWorkbench,
  quickFix,
  simulator,
} from '../e2e/workbench-page.mjs';
import { packExtension, vsix } from './package.mjs';
import { smallPng } from './small-png.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const media = path.join(root, 'media');
const themes = { dark: 'Dark Modern', light: 'Light Modern' };
const calm = {
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'editor.renderLineHighlight': 'none',
  'editor.occurrencesHighlight': 'off',
  'editor.scrollbar.vertical': 'hidden',
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
  'editor.cursorBlinking': 'solid',
  'editor.stickyScroll.enabled': false,
  'workbench.statusBar.visible': false,
};

console.log((await packExtension()).sentence);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samples-'));
fs.cpSync(path.join(root, 'samples'), folder, { recursive: true });
try {
  for (const [name, theme] of Object.entries(themes)) await takeAll(name, theme);
} finally {
  fs.rmSync(folder, { recursive: true });
}

async function takeAll(name, theme) {
  const { page, close } = await openWorkbench({
    vsix,
    settings: { ...calm, 'workbench.colorTheme': theme },
    folder,
    files: [path.join(folder, 'image_classifier.py')],
    viewport: { width: 1120, height: 620 },
  });
  const shoot = async (what, clip) => {
    await page.waitForTimeout(700); // animations of the workbench end
    const picture = await pixelsOf(page, await page.screenshot({ clip }));
    fs.writeFileSync(path.join(media, `${what}-${name}.png`), smallPng(picture));
  };
  try {
    await page.locator('.monaco-editor [class*="squiggly-"]').first().waitFor();
    await command(page, 'View: Toggle Primary Side Bar Visibility');
    await revealLine(page, 30);
    await takeHover(page, shoot);
    await takeFix(page, shoot);
    await takeFindings(page, shoot);
    await takeSimulator(page, shoot);
  } finally {
    await close();
  }
}

async function takeHover(page, shoot) {
  const shown = await hover(page, 'nn.Dropout(0.5)', /keeps 50 %/i);
  await shown.locator('img').waitFor();
  await shoot('hover', await around(page, [shown, await boxOf(page, 'nn.Dropout(0.5)')]));
  await page.keyboard.press('Escape');
}

async function takeFix(page, shoot) {
  const first = await quickFix(page, 'F.dropout', 'training=self.training');
  const last = page.locator('.action-widget .monaco-list-row').last();
  await shoot('fix', await around(page, [first, last, await boxOf(page, 'F.dropout')]));
  await page.keyboard.press('Escape');
}

async function takeFindings(page, shoot) {
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row').first().waitFor();
  await revealLine(page, 27);
  await page.mouse.move(5, 5);
  await shoot('findings');
  await page.keyboard.press('Control+j');
}

async function takeSimulator(page, shoot) {
  const { x, y } = await boxOf(page, 'nn.Dropout(0.5)');
  await page.mouse.click(x, y);
  await page.setViewportSize({ width: 1400, height: 800 });
  await command(page, 'Dropout: Open Simulator for This Layer');
  await simulator(page).getByText('nn.Dropout(p=0.5)').first().waitFor();
  await simulator(page).locator('svg').first().waitFor();
  await page.mouse.move(5, 5);
  await shoot('simulator');
}

async function revealLine(page, line) {
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget input').fill(`:${line}`);
  await page.keyboard.press('Enter');
}

/** Lets the browser decode a PNG. */
async function pixelsOf(page, png) {
  const decode = async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let at = 0; at < pixels.length; at += 8192) {
      text += String.fromCharCode(...pixels.subarray(at, at + 8192));
    }
    return { width: image.width, height: image.height, text: btoa(text) };
  };
  const { width, height, text } = await page.evaluate(decode, png.toString('base64'));
  return { width, height, pixels: Buffer.from(text, 'base64') };
}

/** A rectangle from the left edge around elements and points, with a margin, inside the page. */
async function around(page, things, margin = 40) {
  const boxes = [];
  for (const thing of things) boxes.push(thing.boundingBox ? await thing.boundingBox() : thing);
  const { width, height } = page.viewportSize();
  const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - margin);
  const right = Math.max(...boxes.map((box) => box.x + (box.width ?? 0))) + margin;
  const bottom = Math.max(...boxes.map((box) => box.y + (box.height ?? 0))) + margin;
  return {
    x: 0,
    y: top,
    width: Math.min(right, width),
    height: Math.min(bottom, height) - top,
  };
}
