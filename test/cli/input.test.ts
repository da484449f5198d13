import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { faulty, mended, notebook, project, rule } from './run-cli';

test('folders are searched for Python files and notebooks, without what git ignores', () => {
  const { run } = project({
    '.git/info/exclude': 'private.py\n',
    '.gitignore': '/out\n*_generated.py\n',
    'a/.gitignore': 'secret/\n!kept_generated.py\n',
    'a/net.py': faulty,
    'a/secret/net.py': faulty,
    'a/kept_generated.py': faulty,
    'b/net_generated.py': faulty,
    'b/out/net.py': faulty,
    'out/net.py': faulty,
    'private.py': faulty,
    'net.pyi': faulty,
    'notes.txt': faulty,
    'net.ipynb': notebook([faulty]),
  });
  assert.deepEqual(paths(run('check --format json').out), [
    'a/kept_generated.py',
    'a/net.py',
    'b/out/net.py',
    'net.ipynb',
  ]);
  assert.deepEqual(paths(run('check b --format json').out), ['b/out/net.py']);
  assert.deepEqual(paths(run('check out --format json').out), ['out/net.py']);
});

test('environments, builds and excluded paths are left out unless they are named', () => {
  const { run } = project({
    'pyproject.toml': '[tool.dropout-lens]\nexclude = ["vendor/", "legacy_*.py"]\n',
    '.venv/lib/net.py': faulty,
    'node_modules/x/net.py': faulty,
    'src/build/net.py': faulty,
    'src/env/net.py': faulty,
    'vendor/net.py': faulty,
    'src/legacy_net.py': faulty,
  });
  assert.deepEqual(paths(run('check --format json').out), ['src/env/net.py']);
  assert.deepEqual(paths(run('check vendor/net.py .venv --format json').out), [
    '.venv/lib/net.py',
    'vendor/net.py',
  ]);
});

test('the nearest configuration holds, and --config holds for all', () => {
  const off = `{"rules": {"severity": {"${rule}": "off"}}}`;
  const { run } = project({
    'pyproject.toml': `[tool.dropout-lens.rules.severity]\n${rule} = "hint"\n`,
    'net.py': faulty,
    'sub/dropout-lens.json': off,
    'sub/pyproject.toml': '[tool.dropout-lens]\nenable = true\n',
    'sub/deep/net.py': faulty,
    'other/pyproject.toml': '[tool.black]\nline-length = 100\n',
    'other/net.py': faulty,
  });
  const { code, out } = run('check --format json');
  assert.equal(code, 0);
  assert.deepEqual(
    JSON.parse(out).findings.map((one: { path: string; severity: string }) => [
      one.path,
      one.severity,
    ]),
    [
      ['net.py', 'hint'],
      ['other/net.py', 'hint'],
    ],
  );
  assert.deepEqual(paths(run('check --config sub/dropout-lens.json --format json').out), []);
});

test('a faulty configuration is told with its file, and the exit code says so', () => {
  const { run, folder } = project({
    'pyproject.toml': '[tool.dropout-lens]\nslect = ["rate"]\nenable = "yes"\n',
    'net.py': mended,
  });
  const { code, err } = run('check');
  assert.equal(code, 2);
  const file = path.join(folder, 'pyproject.toml');
  assert.deepEqual(err.split('\n'), [
    `dropout-lens: ${file}: There is no setting \`slect\` (did you mean \`select\`?).`,
    `dropout-lens: ${file}: \`enable\` must be true or false, not "yes".`,
    '',
  ]);
});

test('bad input gives a sentence or silence, and never a crash', () => {
  const deep = `import torch\nx = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`;
  const files: Record<string, string | Buffer> = {
    'empty.py': '',
    'mark.py': '\uFEFF',
    'binary.py': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0, 255]),
    'large.py': `import torch\n${'x = 1\n'.repeat(400_000)}`,
    'wide.py': Buffer.from(`\uFEFF${mended}`, 'utf16le'),
    'half.py': faulty.slice(0, -9),
    'python2.py': `import torch\nprint "x"\nexec "y"\nraise ValueError, "z"\n`,
    'deep.py': deep,
    'quote.py': `import torch\nx = """\n${'y\n'.repeat(1000)}`,
    'control.py': 'import torch\nx = "\u0001\u001b[31m"\n\f\n',
    'empty.ipynb': '',
    'list.ipynb': '[]',
    'broken.ipynb': '{"cells": [',
    'old.ipynb': '{"worksheets": [], "nbformat": 3}',
    'r.ipynb': notebook(['library(torch)'], { language_info: { name: 'R' } }),
    'odd.ipynb': '{"cells": [1, {"cell_type": "code", "source": 3}, null], "nbformat": 4}',
  };
  const { run } = project(files);
  const { code, err } = run('check');
  assert.equal(code, 0, err);
  assert.deepEqual(
    err.split('\n').map((line) => line.replace(/: (?:Unexpected|Expected).*/, ': …')),
    [
      'dropout-lens: broken.ipynb: is not a valid notebook: …',
      'dropout-lens: empty.ipynb: is empty, which is no notebook.',
      'dropout-lens: large.py: is too large to look at: 2.4 MB, the limit is 2 MB of code.',
      'dropout-lens: list.ipynb: is not a valid notebook: it holds no object.',
      'dropout-lens: old.ipynb: is a notebook of version 3, which is not read.',
      '',
    ],
  );
  const named = run('check binary.py r.ipynb');
  assert.equal(named.code, 2);
  assert.equal(
    named.err,
    'dropout-lens: binary.py: is a binary file.\ndropout-lens: r.ipynb: is not a Python notebook.\n',
  );
});

test('a file of 50 MB is told about without being read', () => {
  const { run } = project({ 'huge.py': Buffer.alloc(50_000_000, 'import torch\n') });
  const { code, err } = run('check huge.py');
  assert.equal(code, 2);
  assert.match(err, /^dropout-lens: huge\.py: is too large to look at: 50 MB/);
});

test('folders that link to themselves are walked once', () => {
  const { run, folder } = project({ 'a/net.py': faulty });
  symlinkSync('..', path.join(folder, 'a/up'));
  symlinkSync('nowhere', path.join(folder, 'a/broken.py'));
  assert.deepEqual(paths(run('check --format json').out), ['a/net.py']);
  assert.equal(run('check a/broken.py').code, 2);
});

test('a file that may not be read is told about', { skip: process.getuid?.() === 0 }, () => {
  const { run, folder } = project({ 'net.py': faulty });
  chmodSync(path.join(folder, 'net.py'), 0);
  assert.match(run('check').err, /net\.py: could not be read: permission denied/);
});

test('a device is no file to look at', { skip: process.platform === 'win32' }, () => {
  const { code, err } = project({}).run('check /dev/zero');
  assert.equal(code, 2);
  assert.equal(err, 'dropout-lens: /dev/zero: is no ordinary file.\n');
});

function paths(out: string): string[] {
  return JSON.parse(out).findings.map((finding: { path: string }) => finding.path);
}
