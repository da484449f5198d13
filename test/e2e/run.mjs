// Runs the suite in an extension host: desktop VS Code's if it can be had, else code-server's.
// E2E_HOST=desktop or E2E_HOST=code-server takes that one and fails when it is missing.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { buildSuite } from './build-suite.mjs';
import { copyWorkspace } from './workspace.mjs';

const at = (p) => fileURLToPath(new URL(p, import.meta.url));
const wanted = process.env.E2E_HOST ?? 'auto';
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'dl-e2e-'));
const results = path.join(root, 'results.json');
const workspace = path.join(root, 'workspace');
copyWorkspace(workspace);
process.env.E2E_RESULTS = results;

/** What the suite wrote; nothing when it never ran. */
const report = () => (fs.existsSync(results) ? JSON.parse(fs.readFileSync(results, 'utf8')) : {});
try {
  const vscodeExecutablePath = (await desktop()) ?? at('./code.mjs');
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: at('../..'),
    extensionTestsPath: await buildSuite(),
    launchArgs: [workspace, '--disable-extensions'],
  });
  if (!report().passed) throw new Error('The suite left no results.');
} catch (error) {
  console.error(`${error}; see ${root}`);
  process.exitCode = 1;
}
const { passed = 0, failed = 1, vscode = 'unknown', lines = [] } = report();
if (process.exitCode === undefined) fs.rmSync(root, { recursive: true, force: true });
for (const line of lines) console.log(line);
console.log(`extension host of VS Code ${vscode}: ${passed} passed, ${failed} failed`);

async function desktop() {
  if (wanted === 'code-server') return undefined;
  if (process.env.VSCODE_EXE) return process.env.VSCODE_EXE;
  const { platform, env } = process;
  try {
    if (platform === 'linux' && !env.DISPLAY)
      throw new Error('no display; start it under xvfb-run');
    const version = env.VSCODE_VERSION ?? 'stable';
    return await downloadAndUnzipVSCode({ version, timeout: 15_000 });
  } catch (error) {
    if (wanted === 'desktop' || platform !== 'linux') throw error;
    console.log(`No desktop VS Code (${error.message}); taking code-server.`);
    return undefined;
  }
}
