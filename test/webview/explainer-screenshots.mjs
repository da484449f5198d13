// Takes a picture of every page of the explainer: node test/webview/explainer-screenshots.mjs <folder> [theme …] [--page id] [--width n]
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [folder, ...rest] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder for the pictures.');
const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const width = Number(option('--width') ?? 1000);
const wanted = option('--page');
const chosen = rest.filter((word) => /^(dark|light|hc)-/.test(word));

const outfile = path.resolve('out/test/webview/explainer-screenshots.mjs');
await build({
  stdin: {
    contents: "export { startHarness } from './harness'; export * from './library';",
    resolveDir: 'test/webview',
    loader: 'ts',
  },
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  loader: { '.md': 'text' },
});
const { startHarness, library, openExplainer } = await import(pathToFileURL(outfile).href);
const harness = await startHarness();
fs.mkdirSync(folder, { recursive: true });
const pages = library.pages.filter(({ kind, id }) =>
  wanted ? id === wanted : kind !== 'rule' || id === 'stacked-dropout',
);
for (const theme of chosen.length > 0 ? chosen : ['dark-modern', 'light-modern']) {
  for (const { id } of pages) {
    const { page, complaints } = await openExplainer(harness, id, { theme, width });
    await settled(page);
    await page.screenshot({ path: path.join(folder, `${id}-${theme}.png`), fullPage: true });
    if (complaints.length > 0) console.error(id, theme, complaints);
    await page.context().close();
  }
}
await harness.close();

/** Waits until nothing trains any more; a page without training is ready at once. */
async function settled(page) {
  await page.waitForTimeout(400);
  await page.waitForFunction(
    () => ![...document.querySelectorAll('button')].some((one) => one.textContent === 'Pause'),
    undefined,
    { timeout: 60_000 },
  );
  await page.waitForTimeout(200);
}
