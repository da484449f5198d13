// Bundles everything that ships into dist/. `--dev` leaves names and adds source maps, `--watch` also
// rebuilds on change; words that are left name the bundles to make (extension server cli webview workshop streams).
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { buildGrammar } from './server/parse/grammar/build.mjs';
import { noticesOf } from './test/scripts/notices.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const watching = process.argv.includes('--watch');
const development = watching || process.argv.includes('--dev');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: !development,
  sourcemap: development ? 'linked' : false,
  legalComments: 'none',
  loader: { '.md': 'text' },
  metafile: true,
  logLevel: 'warning',
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };
const browser = {
  ...common,
  platform: 'browser',
  format: 'iife',
  target: 'chrome114',
  charset: 'utf8',
};

// What runs in the view can start itself as a worker: the text of this function is all of it (webview/program.ts).
const program = {
  ...browser,
  banner: { js: '(function program(){' },
  footer: { js: '})();' },
};

const jsx = {
  tsconfigRaw: {
    compilerOptions: { jsx: 'react', jsxFactory: 'h', jsxFragmentFactory: 'Fragment' },
  },
  inject: ['webview/jsx.ts'],
};
const lentPreact = {
  preact: './webview/workshop/preact.ts',
  'preact/hooks': './webview/workshop/preact.ts',
};

const bundles = {
  extension: {
    ...node,
    entryPoints: ['client/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
  },
  server: { ...node, entryPoints: ['server/lsp/node.ts'], outfile: 'dist/server.js' },
  // The one bundle that is loaded only when a script is looked at (server/files/load-script-parser.ts).
  scriptParser: {
    ...node,
    entryPoints: ['server/parse/javascript.ts'],
    outfile: 'dist/script-parser.js',
  },
  cli: {
    ...node,
    entryPoints: ['server/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  webview: {
    ...program,
    entryPoints: ['webview/main.tsx'],
    outfile: 'dist/webview.js',
    ...jsx,
  },
  workshop: {
    ...program,
    entryPoints: ['webview/workshop/main.tsx'],
    outfile: 'dist/workshop.js',
    ...jsx,
    // Draws with the Preact of the page that loads it.
    alias: lentPreact,
  },
  // The cards of the variants are a part of their own, which is loaded with the first of them.
  explainer: {
    ...browser,
    ...jsx,
    format: 'esm',
    splitting: true,
    entryPoints: { explainer: 'webview/explainer/main.tsx' },
    chunkNames: 'explainer-[name]',
    outdir: 'dist',
  },
  laboratory: {
    ...program,
    entryPoints: ['webview/explainer/lab/main.ts'],
    outfile: 'dist/laboratory.js',
  },
  streams: { ...program, entryPoints: ['webview/streams/main.ts'], outfile: 'dist/streams.js' },
};

const unknown = wanted.filter((name) => !(name in bundles));
if (unknown.length > 0) {
  console.error(
    `No bundle is named ${unknown.join(', ')}; there are ${Object.keys(bundles).join(', ')}.`,
  );
  process.exit(2);
}
await buildGrammar();
const chosen = wanted.length > 0 ? wanted : Object.keys(bundles);
if (watching) {
  for (const name of chosen) await (await context({ ...bundles[name], logLevel: 'info' })).watch();
} else {
  const made = await Promise.all(chosen.map((name) => build(bundles[name])));
  if (wanted.length === 0) complete(made.map(({ metafile }) => metafile));
  if (chosen.includes('cli')) fs.chmodSync(path.join(root, 'dist/cli.js'), 0o755);
}

/** Adds the notices and removes what an earlier build left; never empties dist/, which others may be using. */
function complete(metafiles) {
  const dist = path.join(root, 'dist');
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  fs.writeFileSync(path.join(dist, 'NOTICES.txt'), noticesOf(root, inputs));
  const outputs = metafiles.flatMap((metafile) => Object.keys(metafile.outputs));
  const kept = new Set(['NOTICES.txt', ...outputs.map((file) => path.basename(file))]);
  for (const name of fs.readdirSync(dist)) {
    if (!kept.has(name)) fs.rmSync(path.join(dist, name), { recursive: true });
  }
}
