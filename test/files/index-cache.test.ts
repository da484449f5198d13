import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { readCache, writeCache } from '../../server/files/index/cache';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dl-cache-'));
const file = path.join(folder, 'deep', 'summaries');
const build = 'this-build';
const summaries = new Map([
  ['one', '["torch"]\n[[],[],[]]\n!'],
  ['two', ''],
]);

beforeEach(() => writeCache(file, build, summaries));
after(() => fs.rmSync(folder, { recursive: true }));

test('what was kept is read again, and nothing else lies beside it', async () => {
  assert.deepEqual(await readCache(file, build), summaries);
  assert.deepEqual(fs.readdirSync(path.dirname(file)), ['summaries']);
});

test('a cache of another build is none', async () => {
  assert.equal((await readCache(file, 'other-build')).size, 0);
});

test('a cache that was cut off anywhere is none', async () => {
  const whole = fs.readFileSync(file);
  for (let length = 0; length < whole.length; length++) {
    fs.writeFileSync(file, whole.subarray(0, length));
    assert.equal((await readCache(file, build)).size, 0, `after ${length} bytes`);
  }
});

test('a cache with one wrong byte is none', async () => {
  const whole = fs.readFileSync(file);
  for (let at = 0; at < whole.length; at++) {
    const spoilt = Buffer.from(whole);
    spoilt[at] = spoilt[at]! ^ 1;
    fs.writeFileSync(file, spoilt);
    assert.equal((await readCache(file, build)).size, 0, `at byte ${at}`);
  }
});

test('no cache, a folder in its place, or a foreign file is none', async () => {
  assert.equal((await readCache(path.join(folder, 'missing'), build)).size, 0);
  assert.equal((await readCache(folder, build)).size, 0);
  fs.writeFileSync(file, '{"version":3}\n');
  assert.equal((await readCache(file, build)).size, 0);
});
