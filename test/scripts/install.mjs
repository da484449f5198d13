// Brings in what the scripts need, and does nothing where it is there already. Needs no package itself.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Installs the packages of the lockfile when they are missing or older than it. */
export function installPackages() {
  const lock = path.join(root, 'package-lock.json');
  const installed = path.join(root, 'node_modules/.package-lock.json');
  const isCurrent = fs.existsSync(installed) && samePackages(lock, installed);
  if (!isCurrent) must('npm', ['ci', '--no-audit', '--no-fund'], 'npm ci failed.');
}

/** Installs the VS Code of the end-to-end tests; says how long that may take where it is not there. */
export function installHost() {
  must('bash', ['test/e2e/host/setup.sh'], 'The VS Code for the tests could not be installed.');
}

/** Finds a Chromium, or installs Debian's where this process may. */
export function installChromium() {
  if (process.env.CHROMIUM_PATH || chromiumPaths.some((file) => fs.existsSync(file))) return;
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  const advice = 'Install Chromium (apt-get install chromium), or set CHROMIUM_PATH.';
  if (!canInstall) throw new Error(`There is no Chromium. ${advice}`);
  must('apt-get', ['update', '-qq'], advice);
  must('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], advice);
}

/** Whether what is installed has the versions of the lockfile; optional packages may be missing. */
function samePackages(lockFile, installedFile) {
  const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  const installed = read(installedFile);
  return Object.entries(read(lockFile)).every(
    ([name, { version, optional }]) =>
      name === '' || installed[name]?.version === version || (optional && !installed[name]),
  );
}

function must(command, args, sentence) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(sentence);
}
