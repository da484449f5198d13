// Runs the real frameworks in pinned versions, writes test/oracle/golden and results, and says which files changed.
// Usage: npm run oracle [-- examples torch numbers training flax tensorflow keras tfjs]; needs Python 3.11 and a network.
// `examples` runs the examples of the rule pages; RULE=<id> narrows it to one page, FRAMEWORK=<name> to one framework.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';

const folder = fileURLToPath(new URL('../oracle', import.meta.url));
const home = path.join(os.tmpdir(), 'dropout-lens-oracle');
const common = 'pytorch,keras,tensorflow,jax,flax,nnx,haiku,equinox';
/** Frameworks that do not go with the others live in environments of their own. */
const apart = fs
  .readdirSync(path.join(folder, 'environments'))
  .map((file) => file.replace('.txt', ''));
const tfjs = '@tensorflow/tfjs@4.22.0';

const steps = {
  examples: () => {
    const rules = process.env.RULE ? [process.env.RULE] : [];
    const only = process.env.FRAMEWORK;
    if (!only || common.split(',').includes(only)) python('examples.py', {}, [common, ...rules]);
    for (const name of apart.filter((one) => !only || one === only)) {
      python('examples.py', {}, [name, ...rules], name);
    }
    if (only && only !== 'tfjs') return;
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
const ready = new Set();
const before = contents();
install();
for (const name of chosen.length > 0 ? chosen : Object.keys(steps)) steps[name]();
const after = contents();
const changed = Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
console.log(changed.length > 0 ? `Changed: ${changed.join(', ')}` : 'Nothing changed.');

function install() {
  // The examples of TensorFlow.js are bundled with the project's own packages.
  installPackages();
  fs.mkdirSync(home, { recursive: true });
  if (fs.existsSync(path.join(home, 'node_modules'))) return;
  fs.writeFileSync(path.join(home, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--no-audit', '--no-fund', tfjs]);
}

/** The Python of an environment, made with the packages of its file where it is not there yet. */
function pythonOf(name) {
  const bin = path.join(home, name, process.platform === 'win32' ? 'Scripts' : 'bin');
  const file = name === 'venv' ? 'requirements.txt' : `environments/${name}.txt`;
  const base = process.platform === 'win32' ? 'python' : 'python3';
  if (!fs.existsSync(bin)) run(base, ['-m', 'venv', path.join(home, name)]);
  const executable = path.join(bin, 'python');
  if (!ready.has(name)) {
    run(executable, ['-m', 'pip', 'install', '--quiet', '-r', path.join(folder, file)]);
    ready.add(name);
  }
  return executable;
}

function keras(backend) {
  python('keras_masks.py', { KERAS_BACKEND: backend });
}

function python(script, environment = {}, args = [], name = 'venv') {
  run(pythonOf(name), ['-B', path.join(folder, script), ...args], {
    // The masks are those of the CPU, on every machine.
    CUDA_VISIBLE_DEVICES: '',
    JAX_PLATFORMS: 'cpu',
    TF_CPP_MIN_LOG_LEVEL: '3',
    // The backend of tinygrad that needs no compiler.
    ...(name === 'tinygrad' && { DEV: 'PYTHON' }),
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
