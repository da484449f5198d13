import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

test('every generated file is what its sources give', () => {
  const { status, stderr } = spawnSync(process.execPath, ['test/scripts/docs.mjs', '--check'], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});
