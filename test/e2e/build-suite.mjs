// Builds the extension-host suite, which VS Code loads as CommonJS, into out/e2e/suite.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, 'test/e2e/suite');
const outdir = path.join(root, 'out/e2e/suite');

/** Returns the file that a VS Code test host is started with. */
export async function buildSuite() {
  fs.rmSync(outdir, { recursive: true, force: true });
  const tests = fs.readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  await build({
    entryPoints: ['index.ts', ...tests].map((name) => path.join(folder, name)),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return path.join(outdir, 'index.js');
}
