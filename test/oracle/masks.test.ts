import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { runMask } from '../../server/cli/mask';

// Bundled tests run in the repository's root, where the golden data of the real frameworks lies.
const folder = path.resolve('test/oracle/golden');
const files = [
  'torch',
  'flax',
  'tensorflow',
  'keras-tensorflow',
  'keras-jax',
  'keras-numpy',
  'tfjs',
];

interface Case {
  readonly args: string[];
  readonly masks: string[];
  readonly outputs?: string[][];
  readonly rejected?: boolean;
}

for (const file of files) {
  const { version, cases } = JSON.parse(
    fs.readFileSync(path.join(folder, `${file}.json`), 'utf8'),
  ) as { version: string; cases: Case[] };
  test(`${file}: ${cases.length} cases of ${version}`, () => {
    assert.ok(cases.length >= 50);
    for (const expected of cases) check(expected);
  });
}

function check(expected: Case): void {
  const command = expected.args.join(' ');
  const { exitCode, stdout, stderr } = runMask([...expected.args, '--format', 'json']);
  if (expected.rejected) return assert.equal(exitCode, 2, `accepted: ${command}`);
  assert.equal(exitCode, 0, `${command}: ${stderr}`);
  const { masks, outputs } = JSON.parse(stdout) as Case;
  assert.deepEqual(masks, expected.masks, command);
  if (!expected.outputs) return;
  if (command.includes('GaussianDropout')) close(outputs ?? [], expected.outputs, command);
  else assert.deepEqual(outputs, expected.outputs, command);
}

// The last bits of a float32 sine or logarithm belong to the platform.
function close(actual: string[][], expected: string[][], command: string): void {
  assert.equal(actual.length, expected.length, command);
  expected.flat().forEach((bits, i) => {
    const [y, reference] = [toFloat(actual.flat()[i] ?? ''), toFloat(bits)];
    const tolerance = 1e-5 * Math.max(1, Math.abs(reference));
    assert.ok(Math.abs(y - reference) <= tolerance, `${command}: ${y} is not ${reference}`);
  });
}

function toFloat(bits: string): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, parseInt(bits, 16));
  return view.getFloat32(0);
}
