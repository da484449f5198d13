// Runs the suite in an extension host: desktop VS Code's if it can be had, else code-server's.
// E2E_HOST=desktop or E2E_HOST=code-server takes that one and fails when it is missing.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';

const at = (p) => fileURLToPath(new URL(p, import.meta.url));
const wanted = process.env.E2E_HOST ?? 'auto';
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'dl-e2e-'));
const results = path.join(root, 'results.json');
const workspace = path.join(root, 'workspace'); // a copy: the tests write into it
fs.cpSync(at('./workspace'), workspace, { recursive: true });
process.env.E2E_RESULTS = results;

try {
  const vscodeExecutablePath = (await desktop()) ?? at('./code.mjs');
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: at('../..'),
    extensionTestsPath: at('./suite/index.js'),
    launchArgs: [workspace, '--disable-extensions'],
  });
  // No file means that the suite never ran; reading it then throws, as it should.
  const { passed, failed } = JSON.parse(fs.readFileSync(results, 'utf8'));
  if (passed === 0 || failed > 0) throw new Error(`${passed} passed, ${failed} failed`);
  console.log(`${passed} passed in ${vscodeExecutablePath}`);
  fs.rmSync(root, { recursive: true, force: true });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}

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
