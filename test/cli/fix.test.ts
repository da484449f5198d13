import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { replaceFile } from '../../server/cli/write-file';
import { faulty, mended, notebook, project } from './run-cli';

test('--fix applies the safe fixes, and a second run changes nothing', () => {
  const { run, folder } = project({ 'net.py': faulty });
  const file = path.join(folder, 'net.py');
  chmodSync(file, 0o750);
  const { code, out } = run('check --fix');
  assert.equal(code, 0);
  assert.equal(out, 'No findings in 1 file. 1 fix applied.\n');
  assert.equal(readFileSync(file, 'utf8'), mended);
  assert.equal(statSync(file).mode & 0o777, 0o750);
  assert.deepEqual(readdirSync(folder), ['net.py']);
  const { mtimeMs } = statSync(file);
  assert.equal(run('check --fix').out, 'No findings in 1 file.\n');
  assert.equal(statSync(file).mtimeMs, mtimeMs);
});

test('line endings, byte order marks and other encodings stay as they are', () => {
  const windows = Buffer.from(`\uFEFF${faulty.replaceAll('\n', '\r\n')}`);
  const latin = Buffer.from(`# -*- coding: latin-1 -*-\n# caf\u00e9\n${faulty}`, 'latin1');
  const wide = Buffer.from(`\uFEFF${faulty}`, 'utf16le');
  const { run, folder } = project({ 'w.py': windows, 'l.py': latin, 'u.py': wide });
  assert.equal(run('check --fix').code, 0);
  const read = (name: string) => readFileSync(path.join(folder, name));
  const windowsMended = `\uFEFF${mended.replaceAll('\n', '\r\n')}`;
  assert.equal(read('w.py').toString('utf8'), windowsMended);
  assert.equal(read('l.py').toString('latin1'), latin.toString('latin1').replace(faulty, mended));
  assert.equal(read('u.py').toString('utf16le'), `\uFEFF${mended}`);
});

test('a link is followed and stays a link', () => {
  const { run, folder } = project({ 'real.py': faulty });
  symlinkSync('real.py', path.join(folder, 'link.py'));
  assert.equal(run('check --fix link.py').code, 0);
  assert.equal(readFileSync(path.join(folder, 'real.py'), 'utf8'), mended);
  assert.deepEqual(
    readdirSync(folder, { withFileTypes: true }).map((e) => e.isSymbolicLink()),
    [true, false],
  );
});

test('a file that changed meanwhile or cannot be written is left alone', () => {
  const { folder } = project({ 'net.py': 'new\n' });
  const file = path.join(folder, 'net.py');
  const reason = replaceFile(file, Buffer.from('old\n'), Buffer.from('mended\n'));
  assert.equal(reason, 'changed meanwhile, so the fixes were not written');
  assert.equal(readFileSync(file, 'utf8'), 'new\n');
  assert.deepEqual(readdirSync(folder), ['net.py']);
  const gone = replaceFile(path.join(folder, 'gone.py'), Buffer.from(''), Buffer.from(''));
  assert.equal(gone, 'could not be written: no such file or directory');
});

test('--diff shows a change that patch can apply, and writes nothing', () => {
  const { run, folder } = project({ 'a/net.py': faulty.trimEnd(), 'b/net.py': faulty });
  const { code, out, err } = run('check --diff');
  assert.equal(code, 1);
  assert.equal(err, '2 errors in 2 files. 2 fixes would be applied.\n');
  assert.equal(readFileSync(path.join(folder, 'b/net.py'), 'utf8'), faulty);
  execFileSync('git', ['apply', '-'], { cwd: folder, input: out });
  assert.equal(readFileSync(path.join(folder, 'a/net.py'), 'utf8'), mended.trimEnd());
  assert.equal(readFileSync(path.join(folder, 'b/net.py'), 'utf8'), mended);
});

test('standard input is mended onto standard output', () => {
  const { code, out, err } = project({}).run('check --fix --stdin-filename net.py', {
    input: faulty,
  });
  assert.equal(code, 0);
  assert.equal(out, mended);
  assert.equal(err, 'No findings in 1 file. 1 fix applied.\n');
});

test('standard input that cannot be looked at goes through unchanged', () => {
  const { run } = project({});
  const binary = run('check --fix --stdin-filename net.py', { input: 'import torch\n\0' });
  assert.equal(binary.out, 'import torch\n\0');
  assert.equal(binary.code, 2);
  assert.match(binary.err, /net\.py: is a binary file/);
  const clean = run('check --fix --stdin-filename net.ipynb', { input: '{"cells": 1}' });
  assert.equal(clean.out, '{"cells": 1}');
});

test('a suppression that does nothing is removed with the safe fixes', () => {
  const text = mended.replace('training)\n', 'training)  # dropout-lens: ignore[rate-zero]\n');
  const known = text.replace('rate-zero', 'functional-dropout-always-on');
  const { run, folder } = project({ 'net.py': known });
  assert.equal(run('check --fix').code, 0);
  assert.equal(readFileSync(path.join(folder, 'net.py'), 'utf8'), mended);
});

test('findings in a notebook name the cell, and its fix changes that cell only', () => {
  const lines = faulty.split('\n');
  const imports = lines.slice(0, 2).join('\n');
  const model = lines.slice(3).join('\n').trimEnd();
  const text = notebook([
    '# Title',
    `%matplotlib inline\n${imports}`,
    'caf\u00e9 = "\u2028"',
    model,
  ]);
  const { run, folder } = project({ 'net.ipynb': text });
  const { out } = run('check');
  assert.match(out, /^net\.ipynb:cell 4:3:16 error /);
  const [finding] = JSON.parse(run('check --format json').out).findings;
  assert.deepEqual(finding.place, { line: 3, column: 16, endLine: 3, endColumn: 33, cell: 3 });
  assert.match(
    run('check --format github').out,
    /file=net\.ipynb,line=1,title=[^:]*::cell 4, line 3: /,
  );
  assert.equal(run('check --fix').code, 0);
  const after = readFileSync(path.join(folder, 'net.ipynb'), 'utf8');
  assert.equal(after, text.replace('0.3)', '0.3, training=self.training)'));
});

test('a notebook with its source in one string or on one line keeps that form', () => {
  const cell = { cell_type: 'code', metadata: {}, outputs: [], source: faulty };
  const text = JSON.stringify({ metadata: {}, cells: [cell], nbformat: 4 });
  const compact = text.replace(JSON.stringify(faulty), '["x = 1\\n", "\\u0079 = 2\\n"]');
  const { run, folder } = project({ 'net.ipynb': text, 'other.ipynb': compact });
  assert.equal(run('check --fix').code, 0);
  const after = readFileSync(path.join(folder, 'net.ipynb'), 'utf8');
  assert.equal(after, text.replace('0.3)', '0.3, training=self.training)'));
  assert.equal(readFileSync(path.join(folder, 'other.ipynb'), 'utf8'), compact);
});
