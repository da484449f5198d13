import assert from 'node:assert/strict';
import test from 'node:test';
import * as bits from '../../../engine/bits';

const sources = [
  ['mt19937', () => bits.mersenneTwister(7), bits.restoreMersenneTwister],
  ['mt19937 by key', () => bits.pythonRandom(2n ** 70n + 3n), bits.restoreMersenneTwister],
  ['mcg31', () => bits.mcg31(7), bits.restoreMcg31],
  ['alea', () => bits.alea('seven'), bits.restoreAlea],
  ['pcg64', () => bits.pcg64([7, 1, 2, 3, 4, 5]), bits.restorePcg64],
  ['own stream', () => bits.ownStream(7, 'masks'), bits.restoreOwnStream],
] as const;

for (const [name, make, restore] of sources) {
  test(`${name}: a clone, a skip and a saved state continue the same stream`, () => {
    const source = make();
    const words = Array.from({ length: 2000 }, () => source.u32());
    for (const at of [0, 1, 5, 623, 624, 625, 1247, 1248, 1500]) {
      const skipped = make();
      skipped.skip(at);
      const saved = restore(JSON.parse(JSON.stringify(skipped.state())));
      const clone = skipped.clone();
      const expected = words.slice(at, at + 10);
      assert.deepEqual(take(skipped, 10), expected);
      assert.deepEqual(take(clone, 10), expected);
      assert.deepEqual(take(saved, 10), expected);
    }
  });
}

for (const [name, make] of sources) {
  test(`${name}: words taken in bulk are the words taken one by one`, () => {
    const [bulk, single] = [make(), make()];
    for (const count of [1, 0, 3, 624, 1, 1300, 2]) {
      const words = new Uint32Array(count);
      bulk.fill(words);
      assert.deepEqual([...words], take(single, count));
    }
    assert.deepEqual(bulk.state(), single.state());
  });
}

test('the own stream depends on seed and purpose, and is uniform', () => {
  assert.notEqual(bits.ownStream(1).u32(), bits.ownStream(2).u32());
  assert.notEqual(bits.ownStream(1, 'a').u32(), bits.ownStream(1, 'b').u32());
  assert.notEqual(bits.ownStream(1n << 33n).u32(), bits.ownStream(1n << 34n).u32());
  const source = bits.ownStream(3);
  const count = 200000;
  let sum = 0;
  let normals = 0;
  let squares = 0;
  const cells = new Uint32Array(7);
  for (let i = 0; i < count; i++) {
    sum += bits.uniform(source);
    const z = bits.normal(source);
    normals += z;
    squares += z * z;
    const cell = bits.integerBelow(source, 7);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  assert.ok(Math.abs(sum / count - 0.5) < 4 * Math.sqrt(1 / 12 / count));
  assert.ok(Math.abs(normals / count) < 4 / Math.sqrt(count));
  assert.ok(Math.abs(squares / count - 1) < 4 * Math.sqrt(2 / count));
  for (const cell of cells) assert.ok(Math.abs(cell - count / 7) < 4 * Math.sqrt(count / 7));
});

function take(source: bits.SequentialSource, count: number): number[] {
  return Array.from({ length: count }, () => source.u32());
}
