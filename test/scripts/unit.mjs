// Bundles the unit tests whose path contains a given word (all without one) and runs them on node:test.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildGrammar } from '../../server/parse/grammar/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const filters = process.argv.slice(2);
const unitTests = fs
  .readdirSync(path.join(root, 'test'), { recursive: true })
  .filter((name) => name.endsWith('.test.ts') && !name.startsWith('e2e'))
  .filter((name) => filters.length === 0 || filters.some((word) => `test/${name}`.includes(word)))
  .sort();
if (unitTests.length === 0) {
  console.error(`No unit test matches ${filters.join(' ')}.`);
  process.exit(2);
}
const outdir = path.join(root, 'out/test');
await buildGrammar();
await build({
  absWorkingDir: root,
  entryPoints: unitTests.map((name) => path.join('test', name)),
  outdir,
  outbase: 'test',
  bundle: true,
  platform: 'node',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  packages: 'external',
  loader: { '.md': 'text' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const files = unitTests.map((name) => path.join(outdir, name.replace(/\.ts$/, '.mjs')));
const { status } = spawnSync(
  process.execPath,
  ['--enable-source-maps', '--test', '--test-concurrency=2', ...files],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
