// Times the engine, whose bundle is the argument.
import { pathToFileURL } from 'node:url';
import { milliseconds, printTable, times } from './table.mjs';
import { loadPeer, peerStep } from './tfjs.mjs';

const batch = 32;

/**
 * Times the engine's masks and training steps in user CPU time, beside the plain writing of the memory that they
 * must write, and TensorFlow.js; says which targets are met. The simulator trains widths of 8 to 64, and the engine
 * takes up to 256.
 */
async function benchEngine(engine) {
  // Before TensorFlow.js is there, whose memory would slow down the collection of garbage.
  const masks = [...maskLines(engine), ...dropBlockLines(engine)];
  const peer = await loadPeer();
  const widths = [8, 16, 32, 64, 128, 256];
  const steps = widths.flatMap((width) => stepLines(engine, peer, width));
  const rows = [...masks, ...steps].map(({ name, time, writing, target = '', met }) => [
    name,
    milliseconds(time),
    times(time / writing),
    target && `${met ? '✔' : '✖'} ${target}`,
  ]);
  printTable('Engine, user CPU time', ['', 'least', 'to writing the memory', 'target'], rows);
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
    const other = timeOf(peerStep(peer, batch, width, rate));
    const ratio = other / own;
    const target = `${ratio.toFixed(1)} × as fast as TensorFlow.js (at least ${least})`;
    return [
      { name, time: own, writing, target, met: ratio >= least },
      { name: '  the same in TensorFlow.js', time: other, writing },
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

function judged(name, time, writing, most) {
  const target = `below ${most} ms`;
  return { name, time, writing, target, met: time < most };
}

function writeBytes(arrays, length) {
  const made = [];
  for (let i = 0; i < arrays; i++) made.push(new Uint8Array(length).fill(1));
  return made;
}

/**
 * Milliseconds of user CPU for one call: the least of nine rounds of at least 20 ms each, after a warm-up, since what
 * else runs on the machine only ever adds.
 */
function timeOf(action) {
  const round = (calls) => {
    const start = process.cpuUsage().user;
    for (let i = 0; i < calls; i++) action();
    return (process.cpuUsage().user - start) / 1000;
  };
  let calls = 1;
  while (round(calls) < 20) calls *= 2;
  const times = Array.from({ length: 9 }, () => round(calls) / calls);
  return Math.min(...times);
}

await benchEngine(await import(pathToFileURL(process.argv[2]).href));
