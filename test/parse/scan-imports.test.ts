import assert from 'node:assert/strict';
import test from 'node:test';
import { scanImports } from '../../server/parse/scan-imports';
import { importsOf } from '../../server/read/exports';

const text = `import os, torch.nn as nn
from lab.model import (
    Net,  # (the small one)
    Other as Base,
)
from . import engine; import lab.data
from .blocks import *
x = 1; import sys
if x: from a \\
    import b
def build():
    from .late import Late
important = "import nothing"
`;

test('imports are found anywhere, with the names that they get', () => {
  assert.deepEqual(importsOf(scanImports(text, 'anywhere')), [
    'os',
    'torch.nn',
    'lab.model.Net',
    'lab.model.Other as Base',
    '.engine',
    'lab.data',
    '.blocks.*',
    'sys',
    'a.b',
    '.late.Late',
  ]);
});

test('only what stands at the module level is bound there', () => {
  const bound = scanImports(text, 'module level').map(({ local }) => local);
  for (const name of ['os', 'nn', 'Net', 'Base', 'engine', '*', 'sys']) {
    assert.ok(bound.includes(name), name);
  }
  assert.ok(!bound.includes('Late'));
});

test('a list that never ends costs no more than its length', () => {
  const hostile = 'from a import (b,\n'.repeat(50_000);
  const before = process.cpuUsage().user;
  scanImports(hostile, 'anywhere');
  assert.ok((process.cpuUsage().user - before) / 1e6 < 10);
});
