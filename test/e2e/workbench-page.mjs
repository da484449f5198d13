// What a person does in the workbench, for the tests that look at it and for the pictures of the README.
import { launchChromium } from '../scripts/chromium.mjs';
import { address, startServer } from './host.mjs';

/** Starts server and browser and opens a folder with files; `page` is the workbench. */
export async function openWorkbench({ vsix, settings, folder, files, viewport, scale = 1, watch }) {
  const server = await startServer({ vsix, settings });
  let browser;
  const close = async () => {
    await browser?.close();
    await server.stop();
  };
  try {
    browser = await launchChromium();
    const page = await browser.newPage({ viewport, deviceScaleFactor: scale });
    page.setDefaultTimeout(45_000);
    watch?.(page);
    await page.goto(address(server.port, { folder, files }));
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs a command by its title in the palette. */
export async function command(page, title) {
  await choose(page, 'F1', `>${title}`);
}

/** Opens a file of the folder by its name. */
export async function openFile(page, name) {
  await choose(page, 'Control+p', name);
}

// A list that is still closing swallows the key, hence the tries.
async function choose(page, key, text) {
  const input = page.locator('.quick-input-widget input');
  const row = page.locator('.quick-input-list .monaco-list-row', {
    hasText: text.replace(/^>/, ''),
  });
  await retry(page, async () => {
    await input.waitFor({ state: 'hidden', timeout: 5000 });
    await page.keyboard.press(key);
    await input.fill(text, { timeout: 10_000 }); // typing would lose keys
    // The list may still show what it showed before, so the row itself is taken, not the first one.
    await row.first().click({ timeout: 10_000 });
  });
}

/** Rests the mouse on the first `text` in the editor until a hover with `expected` shows. */
export async function hover(page, text, expected) {
  const shown = page.locator('.monaco-hover:visible', { hasText: expected }).first();
  await retry(page, async () => {
    const { x, y } = await boxOf(page, text);
    await page.mouse.move(5, 5);
    await page.mouse.move(x, y, { steps: 4 });
    await shown.waitFor({ timeout: 5000 });
  });
  return shown;
}

/** Opens the quick fixes at the first `text` and returns the row with `title`. */
export async function quickFix(page, text, title) {
  const row = page.locator('.action-widget .monaco-list-row', { hasText: title });
  await retry(page, async () => {
    const { x, y } = await boxOf(page, text);
    await page.mouse.move(5, 5);
    await page.mouse.click(x, y);
    await page.keyboard.press('Control+.');
    await row.first().waitFor({ timeout: 4000 });
  });
  return row.first();
}

/** The inner frame of the simulator panel; a notebook shows its outputs in a frame of its own. */
export function simulator(page) {
  return page
    .frameLocator('iframe.webview.ready:not([src*="purpose=notebookRenderer"])')
    .frameLocator('iframe#active-frame');
}

/** The middle of the first `text` in the editor; Monaco gives words no element of their own. */
export async function boxOf(page, text) {
  const find = (wanted) => {
    for (const line of document.querySelectorAll('.monaco-editor .view-line')) {
      const at = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
      if (at < 0) continue;
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      let seen = 0;
      let started = false;
      for (let node; (node = walker.nextNode()); seen += node.data.length) {
        const inNode = (offset) => Math.min(Math.max(offset - seen, 0), node.data.length);
        if (!started && at < seen + node.data.length) {
          range.setStart(node, inNode(at));
          started = true;
        }
        if (started) range.setEnd(node, inNode(at + wanted.length));
      }
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    return undefined;
  };
  for (let attempt = 0; attempt < 100; attempt++) {
    const box = await page.evaluate(find, text);
    if (box) return box;
    await page.waitForTimeout(100);
  }
  throw new Error(`No “${text}” is visible in the editor.`);
}

async function retry(page, action, times = 3) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt === times) throw error;
      await page.keyboard.press('Escape');
    }
  }
}
