// Runs the real frameworks in pinned versions, writes test/oracle/golden and results, and says which files changed.
// Usage: npm run oracle [-- examples torch numbers training flax tensorflow keras tfjs]; needs Python 3.11 and a network.
// `examples` runs the examples of the rule pages; RULE=<id> narrows it to one page.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../oracle', import.meta.url));
const home = path.join(os.tmpdir(), 'dropout-lens-oracle');
const bin = path.join(home, 'venv', process.platform === 'win32' ? 'Scripts' : 'bin');
const tfjs = '@tensorflow/tfjs@4.22.0';

const steps = {
  examples: () => {
    const rules = process.env.RULE ? [process.env.RULE] : [];
    python('examples.py', {}, rules);
    run(process.execPath, [path.join(folder, 'tfjs_examples.mjs'), home, ...rules]);
  },
  torch: () => python('torch_masks.py'),
  numbers: () => python('torch_numbers.py'),
  training: () => python('training.py'),
  flax: () => python('flax_masks.py'),
  tensorflow: () => python('tensorflow_masks.py'),
  keras: () => ['tensorflow', 'jax', 'numpy'].forEach(keras),
  tfjs: () => run(process.execPath, [path.join(folder, 'tfjs_masks.mjs'), home]),
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(steps, name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}; choose from ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}
const before = contents();
install();
for (const name of chosen.length > 0 ? chosen : Object.keys(steps)) steps[name]();
const after = contents();
const changed = Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
console.log(changed.length > 0 ? `Changed: ${changed.join(', ')}` : 'Nothing changed.');

function install() {
  fs.mkdirSync(home, { recursive: true });
  const base = process.platform === 'win32' ? 'python' : 'python3';
  if (!fs.existsSync(bin)) run(base, ['-m', 'venv', path.join(home, 'venv')]);
  const requirements = path.join(folder, 'requirements.txt');
  run(path.join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', '-r', requirements]);
  if (fs.existsSync(path.join(home, 'node_modules'))) return;
  fs.writeFileSync(path.join(home, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--no-audit', '--no-fund', tfjs]);
}

function keras(backend) {
  python('keras_masks.py', { KERAS_BACKEND: backend });
}

function python(script, environment = {}, args = []) {
  run(path.join(bin, 'python'), ['-B', path.join(folder, script), ...args], {
    // The masks are those of the CPU, on every machine.
    CUDA_VISIBLE_DEVICES: '',
    JAX_PLATFORMS: 'cpu',
    TF_CPP_MIN_LOG_LEVEL: '3',
    ...environment,
  });
}

function run(command, args, environment = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: home,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status === 0) return;
  console.error(`${command} failed${error ? `: ${error.message}` : ''}.`);
  process.exit(1);
}

function contents() {
  const files = ['golden', 'results'].flatMap((name) => {
    const inner = path.join(folder, name);
    return fs.existsSync(inner) ? fs.readdirSync(inner).map((file) => `${name}/${file}`) : [];
  });
  return Object.fromEntries(
    files.map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]),
  );
}
