// Takes a picture of every scene: node test/webview/screenshots.mjs <folder> [theme …] [--scene name] [--width n] [--full]
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [folder, ...rest] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder for the pictures.');
const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const wantedScene = option('--scene');
const width = Number(option('--width') ?? 760);
const full = rest.includes('--full');
const chosen = rest.filter((word) => /^(dark|light|hc)-/.test(word));

const outfile = path.resolve('out/test/webview/screenshots.mjs');
await build({
  stdin: {
    contents: "export * from './harness'; export { inputs } from './inputs';",
    resolveDir: 'test/webview',
    loader: 'ts',
  },
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});
const { startHarness, themes, inputs } = await import(pathToFileURL(outfile).href);
const harness = await startHarness();
fs.mkdirSync(folder, { recursive: true });
for (const theme of chosen.length > 0 ? chosen : themes) {
  for (const [scene, input] of Object.entries(inputs)) {
    if (wantedScene && scene !== wantedScene) continue;
    const { page, complaints } = await harness.open({ input, theme, width });
    await page.locator('.code').waitFor();
    await page.screenshot({ path: path.join(folder, `${scene}-${theme}.png`), fullPage: full });
    if (complaints.length > 0) console.error(scene, theme, complaints);
    await page.context().close();
  }
}
await harness.close();
