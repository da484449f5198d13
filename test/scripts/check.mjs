// The quick checks: types of every area, format, unit tests.
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';
import { createSteps } from './steps.mjs';

/** The areas with a tsconfig of their own, as folders. */
const areas = ['.', 'server/lsp', 'server/cli', 'client', 'webview', 'test'];

/** Runs the quick checks; the unit tests of `dist` need a build before them. */
export async function check(steps) {
  const { buildGrammar } = await import('../../server/parse/grammar/build.mjs');
  await buildGrammar();
  for (const area of areas) {
    const name = area === '.' ? 'engine and server' : area;
    await steps.run(`types of ${name}`, 'npx', 'tsc', '-p', area);
  }
  await steps.run('format', 'npx', 'prettier', '--check', '--log-level', 'warn', '.');
  if (await steps.run('build', process.execPath, 'esbuild.mjs')) {
    await steps.run('unit tests', process.execPath, 'test/scripts/unit.mjs');
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installPackages();
  const steps = createSteps();
  await check(steps);
  steps.finish();
}
