// Times the engine's masks and training steps, in user CPU time, beside TensorFlow.js on its CPU backend.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const tfjs = '@tensorflow/tfjs@4.22.0';
const batch = 32;

/**
 * The engine's lines: `name`, `milliseconds` (user CPU), `writing` (those to write the same memory), and
 * where there is a target `target` in words and `met`.
 */
export async function engineLines() {
  const engine = await loadEngine();
  const peer = await loadPeer();
  const masks = [...maskLines(engine), ...dropBlockLines(engine)];
  // The simulator trains widths of 8 to 64; the engine takes up to 256.
  return [
    ...masks,
    ...[8, 16, 32, 64, 128, 256].flatMap((width) => stepLines(engine, peer, width)),
  ];
}

/** One printed line. */
export function lineText({ name, milliseconds, writing, target, met }) {
  const ratio = `${(milliseconds / writing).toFixed(1)} times the writing`;
  const verdict = target === undefined ? '' : `${met ? '✔' : '✖'} ${target}`;
  return `${name.padEnd(50)} ${milliseconds.toFixed(3).padStart(9)} ms  ${ratio.padEnd(26)} ${verdict}`;
}

function maskLines(engine) {
  const shared = { rate: 0.5, shape: [4096], calls: 1000 };
  const draws = {
    'own stream': () => engine.drawStatistical({ ...shared, seed: 1 }),
    torch: () => engine.drawMasks({ ...shared, framework: 'torch', api: 'dropout', seed: 1n }),
    JAX: () => engine.drawMasks({ ...shared, framework: 'jax', api: 'bernoulli', seed: 1n }),
    TensorFlow: () =>
      engine.drawMasks({
        ...shared,
        framework: 'tf',
        api: 'stateless_dropout',
        seeds: [1n, 0n],
      }),
    'TensorFlow.js': () =>
      engine.drawMasks({ ...shared, framework: 'tfjs', api: 'dropout', seed: '1' }),
  };
  const writing = timeOf(() => writeBytes(1000, 4096));
  return Object.entries(draws).map(([name, draw]) =>
    judged(`1,000 masks of 4,096 units, ${name}`, timeOf(draw), writing, 100),
  );
}

function dropBlockLines(engine) {
  const shape = [1, 256, 64, 64];
  const source = engine.ownStream(1, 'bench');
  const writing = timeOf(() => {
    new Uint8Array(64 * 64 * 256).fill(1);
    new Float64Array(64 * 64 * 256).fill(1);
  });
  return [0.1, 0.5].map((rate) => {
    const draw = () => engine.variants.dropBlock.draw(shape, { rate }, source);
    return judged(`DropBlock of 7 on 64×64×256, p = ${rate}`, timeOf(draw), writing, 10);
  });
}

function stepLines(engine, peer, width) {
  const least = width === 64 ? 10 : 1;
  return [0, 0.5].flatMap((rate) => {
    const name = `training step of 2-${width}-${width}-1${rate > 0 ? ', dropout .5' : ''}`;
    const step = engineStep(engine, width, rate);
    const writing = timeOf(step.write);
    const own = timeOf(step.run);
    const other = timeOf(peerStep(peer, width, rate));
    const ratio = other / own;
    const target = `${ratio.toFixed(1)} times as fast as TensorFlow.js (${least} wanted)`;
    return [
      { name, milliseconds: own, writing, target, met: ratio >= least },
      { name: `  TensorFlow.js`, milliseconds: other, writing },
    ];
  });
}

function engineStep(engine, width, rate) {
  const dropout = rate > 0 ? [{ kind: 'dropout', rate }] : [];
  const hidden = [
    { kind: 'linear', units: width },
    { kind: 'activation', name: 'relu' },
    ...dropout,
  ];
  const network = {
    inputs: 2,
    loss: 'binary cross-entropy',
    layers: [...hidden, ...hidden, { kind: 'linear', units: 1 }],
  };
  const workspace = engine.prepare(network, batch);
  const parameters = engine.initialParameters(network, 'torch linear', 1);
  const optimiser = { kind: 'adam', learningRate: 0.01 };
  const sizes = parameters.trainable.map((array) => array.length);
  let memory = engine.startOptimiser(optimiser, sizes);
  const masks = engine.noiseSources(network, 1);
  const source = engine.ownStream(1, 'bench');
  const examples = {
    inputs: Float64Array.from({ length: 2 * batch }, () => engine.normal(source)),
    targets: Float64Array.from({ length: batch }, () => engine.integerBelow(source, 2)),
    rows: batch,
  };
  const rules = { optimiser, regularisation: {} };
  const written = [
    ...workspace.layers.flatMap(({ values, inputGradient }) => [values, inputGradient]),
    ...[workspace.gradients, parameters.trainable, memory.first, memory.second].flat(),
  ].map((array) => array.slice());
  return {
    run() {
      engine.trainBatch(workspace, parameters, memory, rules, examples, masks);
      memory = { ...memory, steps: memory.steps + 1 };
    },
    /** Writes as much as a step must: outputs, gradients, weights and Adam's moments. */
    write: () => written.forEach((array) => array.fill(1)),
  };
}

/** The same step in TensorFlow.js, without its layers, whose bookkeeping would only slow it down. */
function peerStep(tf, width, rate) {
  const linear = (inputs, units) => {
    const weights = tf.variable(tf.randomUniform([inputs, units], -0.3, 0.3));
    const biases = tf.variable(tf.zeros([units]));
    return (x) => tf.add(tf.matMul(x, weights), biases);
  };
  const drop = (x) => (rate > 0 ? tf.dropout(x, rate) : x);
  const [first, second, last] = [linear(2, width), linear(width, width), linear(width, 1)];
  const inputs = tf.randomNormal([batch, 2]);
  const targets = tf.cast(tf.greater(tf.randomNormal([batch, 1]), 0), 'float32');
  const optimiser = tf.train.adam(0.01);
  const network = (x) => last(drop(tf.relu(second(drop(tf.relu(first(x)))))));
  const loss = () => tf.losses.sigmoidCrossEntropy(targets, network(inputs));
  return () => tf.tidy(() => void optimiser.minimize(loss));
}

function judged(name, milliseconds, writing, most) {
  const target = `below ${most} ms`;
  return { name, milliseconds, writing, target, met: milliseconds < most };
}

function writeBytes(arrays, length) {
  const made = [];
  for (let i = 0; i < arrays; i++) made.push(new Uint8Array(length).fill(1));
  return made;
}

/** Milliseconds of user CPU for one call: the median of nine rounds of at least 20 ms each, after a warm-up. */
function timeOf(action) {
  const round = (calls) => {
    const start = process.cpuUsage().user;
    for (let i = 0; i < calls; i++) action();
    return (process.cpuUsage().user - start) / 1000;
  };
  let calls = 1;
  while (round(calls) < 20) calls *= 2;
  const times = Array.from({ length: 9 }, () => round(calls) / calls);
  return times.sort((a, b) => a - b)[4];
}

async function loadEngine() {
  const bundle = await build({
    absWorkingDir: root,
    entryPoints: ['engine/index.ts'],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  const code = Buffer.from(bundle.outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/** TensorFlow.js, installed where temporary files go, so that the project does not depend on it. */
async function loadPeer() {
  const home = path.join(os.tmpdir(), 'dropout-lens-bench');
  if (!fs.existsSync(path.join(home, 'node_modules/@tensorflow/tfjs'))) {
    fs.mkdirSync(home, { recursive: true });
    fs.writeFileSync(path.join(home, 'package.json'), '{ "private": true }\n');
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent', tfjs], {
      cwd: home,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`${tfjs} could not be installed.`);
  }
  const tf = createRequire(path.join(home, 'package.json'))('@tensorflow/tfjs');
  await tf.setBackend('cpu');
  return tf;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = await engineLines();
  for (const line of lines) console.log(lineText(line));
  process.exitCode = lines.some(({ met }) => met === false) ? 1 : 0;
}
