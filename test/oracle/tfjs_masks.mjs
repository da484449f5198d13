// Masks and values of TensorFlow.js dropout; the package is resolved from the folder given as the argument.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(path.resolve(process.argv[2]), 'package.json'));
const tf = require('@tensorflow/tfjs');
await tf.setBackend('cpu');

let state = 12345;
const random = () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 4294967296;
const pick = (list) => list[Math.floor(random() * list.length)];
const rates = [0, 0.05, 0.1, 0.3, 1 / 3, 0.5, 0.75, 0.9, 0.999];
const seeds = ['42', '0', '-7', 'seed', 'été', '123456789012345678', '1.5'];

const found = [];
for (let i = 0; i < 50; i++) found.push(await one(pick(['dropout', 'layers.dropout'])));
for (const rate of [-0.1, 1, 1.5]) found.push(refused(rate));
const file = new URL('golden/tfjs.json', import.meta.url);
const lines = found.map((entry) => JSON.stringify(entry)).join(',\n');
fs.writeFileSync(
  file,
  `{"framework": "tfjs", "version": "${tf.version.tfjs}", "cases": [\n${lines}\n]}\n`,
);
console.log(`tfjs: ${found.length} cases, ${tf.version.tfjs}`);

async function one(api) {
  const shape = Array.from({ length: pick([1, 2, 3]) }, () => 1 + Math.floor(random() * 9));
  const layer = api === 'layers.dropout';
  const rate = layer ? pick([...rates, random(), 1, 1.5, -0.5, NaN]) : pick([...rates, random()]);
  const noise = random() < 0.4 ? shape.map((size) => (random() < 0.6 ? size : 1)) : undefined;
  const seed = pick(seeds);
  const run = (x) =>
    layer
      ? tf.layers.dropout({ rate, seed, noiseShape: noise }).apply(x, { training: true })
      : tf.dropout(x, rate, noise, seed);
  const args = ['--framework', 'tfjs', '--api', api, '--seed', seed, '--p', String(rate)];
  args.push('--shape', shape.join(','));
  if (noise) args.push('--noise-shape', noise.join(','));
  const masks = [maskText(await run(tf.ones(shape)).array(), shape, noise ?? shape)];
  const ramp = Array.from(
    { length: shape.reduce((a, b) => a * b, 1) },
    (_, k) => ((k % 17) - 8) / 4,
  );
  const y = await run(tf.tensor(ramp, shape)).data();
  return {
    args: [...args, '--outputs', '--input', 'ramp'],
    masks,
    outputs: [
      [...new Uint32Array(Float32Array.from(y).buffer)].map((w) => w.toString(16).padStart(8, '0')),
    ],
  };
}

function refused(rate) {
  try {
    tf.dropout(tf.ones([4]), rate, undefined, '1');
  } catch {
    const args = `--framework tfjs --api dropout --seed 1 --p ${rate} --shape 4`.split(' ');
    return { args, masks: [], rejected: true };
  }
  throw new Error(`accepted, though it should be refused: ${rate}`);
}

function maskText(values, shape, noise) {
  if (shape.length === 0) return values !== 0 ? '1' : '0';
  const rows = noise[0] === 1 ? values.slice(0, 1) : values;
  return rows.map((row) => maskText(row, shape.slice(1), noise.slice(1))).join('');
}
