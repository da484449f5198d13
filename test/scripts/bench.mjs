// Prints how long the product takes: `npm run bench [-- folder]`. The folder is scanned beside ruff; without one
// an installed package of model code is taken, or files are generated. Other machines give other times: compare
// the ratios, which both sides of a row took in the same run.
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { benchAnalysis } from './bench/analysis.mjs';
import { findCorpus } from './bench/corpus.mjs';
import { modelSource } from './bench/model-source.mjs';
import { benchIndex } from './bench/index.mjs';
import { benchScan } from './bench/scan.mjs';
import { scriptSource } from './bench/script-source.mjs';
import { benchServer } from './bench/server.mjs';
import { benchView } from './bench/view.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = spawnSync(process.execPath, ['esbuild.mjs', 'cli', 'server'], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);
const outfile = path.join(root, 'out/bench/parts.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/scripts/bench/parts.ts'],
  outfile,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  loader: { '.md': 'text' },
  logLevel: 'warning',
});
const parts = await import(pathToFileURL(outfile).href);
const text = modelSource(3_000);
const load = os.loadavg()[0].toFixed(1);
console.log(`Node ${process.version}, ${os.cpus().length} cores, load ${load} at the start`);
benchAnalysis(parts, text);
await benchServer(root, [
  { title: 'short Python', language: 'python', text: modelSource(60) },
  { title: 'long Python', language: 'python', text },
  { title: 'short TypeScript', language: 'typescript', text: scriptSource(60) },
  { title: 'long TypeScript', language: 'typescript', text: scriptSource(3_000) },
]);
await benchView(root);
await benchIndex(root);
benchScan(root, findCorpus(process.argv[2]));
// In a process of its own, since what the others leave in memory slows down the collection of garbage.
const engine = fileURLToPath(new URL('bench/engine.mjs', import.meta.url));
spawnSync(process.execPath, [engine, outfile], { stdio: 'inherit' });
