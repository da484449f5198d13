import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { torchNormal, torchUniform } from '../../engine';
import { near } from '../engine/near';

const file = path.resolve('test/oracle/golden/torch-numbers.json');
const { version, cases } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
  version: string;
  cases: { kind: 'rand' | 'randn'; count: number; seed: number; bits: string[] }[];
};

for (const { kind, count, seed, bits } of cases) {
  test(`torch.${kind}(${count}) of torch ${version}, seed ${seed}`, () => {
    const { values, verdict } =
      kind === 'rand' ? torchUniform(seed, count) : torchNormal(seed, count);
    const expected = new Float32Array(Uint32Array.from(bits, (word) => parseInt(word, 16)).buffer);
    assert.equal(verdict, kind === 'randn' && count >= 16 ? 'within 1e-6' : 'exact');
    if (verdict === 'exact') assert.deepEqual(values, expected);
    else
      expected.forEach((value, i) =>
        near(values[i] ?? NaN, value, 1e-6 * Math.max(1, Math.abs(value))),
      );
  });
}
