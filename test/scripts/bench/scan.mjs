import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { median, processorTimeOfChildren } from './measure.mjs';
import { printTable, seconds, times } from './table.mjs';

const ruffVersion = '0.17.5';
const rounds = 3;

/** Times `check` over a folder beside ruff on the same files, in turns, so that both meet the same machine. */
export function benchScan(root, { folder, what }) {
  const ruff = installRuff();
  const cli = path.join(root, 'dist/cli.js');
  const ruffArguments = [
    'check',
    '--no-cache',
    '--isolated',
    '--config',
    'exclude=[]',
    '--exit-zero',
    '--quiet',
  ];
  const commands = {
    ...(ruff && { ruff: [ruff, ...ruffArguments, folder] }),
    'check --jobs 1': [process.execPath, cli, 'check', '--jobs', '1', '--exit-zero', folder],
    'check --jobs 2': [process.execPath, cli, 'check', '--jobs', '2', '--exit-zero', folder],
  };
  const taken = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(commands)) taken[name].push(timeOf(command));
  }
  const rows = Object.entries(taken).map(([name, runs]) => row(name, runs, taken.ruff));
  const { files, bytes } = sizeOf(folder);
  printTable(
    `Scan of ${what}: ${files} Python files, ${(bytes / 1e6).toFixed(1)} MB; median of ${rounds}`,
    ['', 'wall', 'to ruff', 'processor', 'to ruff'],
    rows,
  );
  if (!ruff) console.log('\n  ruff could not be installed, so there is nothing to compare with.');
}

function row(name, runs, peer) {
  const wall = median(runs.map((one) => one.wall));
  const processor = runs[0].processor && median(runs.map((one) => one.processor));
  const peerWall = peer && median(peer.map((one) => one.wall));
  const peerProcessor = peer?.[0].processor && median(peer.map((one) => one.processor));
  const label = name === 'ruff' ? `ruff ${ruffVersion} check --no-cache` : name;
  return [
    label,
    seconds(wall),
    times(wall / peerWall),
    seconds(processor),
    times(processor / peerProcessor),
  ];
}

function timeOf([program, ...args]) {
  const processorBefore = processorTimeOfChildren();
  const before = performance.now();
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const wall = (performance.now() - before) / 1000;
  // Unreadable files give 2 and are named; they cost both programs the same.
  if (status === null || status > 2) throw new Error(`${program} failed: ${stderr}`);
  const processor =
    processorBefore === undefined ? undefined : processorTimeOfChildren() - processorBefore;
  return { wall, processor };
}

/** The pinned ruff in a virtual environment of its own under the temporary folder; undefined where that fails. */
function installRuff() {
  const folder = path.join(os.tmpdir(), 'dropout-lens-bench', `ruff-${ruffVersion}`);
  const bin = path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const ruff = path.join(bin, process.platform === 'win32' ? 'ruff.exe' : 'ruff');
  if (fs.existsSync(ruff)) return ruff;
  const made = spawnSync('python3', ['-m', 'venv', folder], { stdio: 'ignore' });
  if (made.status !== 0) return undefined;
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    `ruff==${ruffVersion}`,
  ];
  spawnSync(path.join(bin, 'python'), pip, { stdio: 'ignore' });
  return fs.existsSync(ruff) ? ruff : undefined;
}

function sizeOf(folder) {
  let files = 0;
  let bytes = 0;
  for (const name of fs.readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.py')) continue;
    files++;
    bytes += fs.statSync(path.join(folder, name)).size;
  }
  return { files, bytes };
}
