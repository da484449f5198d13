// TensorFlow.js on its CPU backend, the peer that training steps are timed beside.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const tfjs = '@tensorflow/tfjs@4.22.0';

/** TensorFlow.js, installed where temporary files go, so that the project does not depend on it. */
export async function loadPeer() {
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

/** A training step of a 2-width-width-1 network with Adam, without tf.layers, whose bookkeeping would only slow it down. */
export function peerStep(tf, batch, width, rate) {
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
