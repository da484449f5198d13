import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { faultyModel, faultyRule, startSession, until, type Session } from './session';

let folder: string;
let session: Session;
let settings: unknown;
const address = (name: string): string => pathToFileURL(path.join(folder, name)).href;

beforeEach(async () => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'dl-lsp-')));
  settings = {};
  session = await startSession({
    vscode: true,
    folder: pathToFileURL(folder).href,
    settings: () => settings,
  });
});

afterEach(async () => {
  await session.end();
  fs.rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}

test('settings of the editor take effect, and new ones make it ask again', async () => {
  await session.open(address('net.py'), faultyModel);
  assert.equal((await session.diagnostics(address('net.py'))).length, 1);
  settings = { rules: { severity: { [faultyRule]: 'off' } } };
  await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await until('a refresh', () => session.asked.includes('workspace/diagnostic/refresh'));
  assert.deepEqual(await session.diagnostics(address('net.py')), []);
});

test('a wrong setting is named once and the others hold', async () => {
  settings = { rules: { severity: { 'no-such-rule': 'off' } }, ignore: [faultyRule] };
  await session.open(address('net.py'), faultyModel);
  assert.deepEqual(await session.diagnostics(address('net.py')), []);
  await session.open(address('other.py'), faultyModel);
  assert.deepEqual(await session.diagnostics(address('other.py')), []);
  assert.equal(session.log.filter((line) => line.includes('no-such-rule')).length, 1);
  const statuses = session.told.get('dropoutLens/status') as { problem?: string }[];
  assert.match(statuses.at(-1)?.problem ?? '', /no-such-rule/);
});

test('a project file rules over the editor, in its folder and below', async () => {
  settings = { rules: { severity: { [faultyRule]: 'hint' } } };
  const table = `[tool.dropout-lens.rules.severity]\n${faultyRule} = "off"\n`;
  write('inner/pyproject.toml', table);
  for (const name of ['inner/deep/net.py', 'net.py']) {
    await session.open(address(name), faultyModel);
  }
  assert.deepEqual(await session.diagnostics(address('inner/deep/net.py')), []);
  const [finding] = await session.diagnostics(address('net.py'));
  assert.equal(finding?.severity, 4);
});

test('a project file that changes is read again', async () => {
  await session.open(address('net.py'), faultyModel);
  assert.equal((await session.diagnostics(address('net.py'))).length, 1);
  write('dropout-lens.json', '{ "exclude": ["net.py"] }');
  const changes = [{ uri: address('dropout-lens.json'), type: 1 }];
  await session.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  assert.deepEqual(await session.diagnostics(address('net.py')), []);
  write('dropout-lens.json', '{ broken');
  await session.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  assert.equal((await session.diagnostics(address('net.py'))).length, 1);
  assert.ok(session.log.some((line) => line.includes('is not JSON')));
});

test('excludes of the editor are relative to the workspace folder', async () => {
  settings = { exclude: ['generated/'] };
  for (const name of ['generated/net.py', 'source/net.py']) {
    await session.open(address(name), faultyModel);
  }
  assert.deepEqual(await session.diagnostics(address('generated/net.py')), []);
  assert.equal((await session.diagnostics(address('source/net.py'))).length, 1);
});

test('the whole workspace is looked at, ignored and installed files left out', async () => {
  fs.mkdirSync(path.join(folder, '.git'));
  write('.gitignore', 'generated/\n');
  const names = ['a.py', 'package/b.py', 'generated/c.py', '.venv/lib/d.py'];
  for (const name of names) write(name, faultyModel);
  write('clean.py', 'import torch\n');
  write('binary.py', '\0\0');
  const code = { cell_type: 'code', source: faultyModel, metadata: {}, outputs: [] };
  write('n.ipynb', JSON.stringify({ cells: [code], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  const report = await session.connection.sendRequest('dropoutLens/lintWorkspace', {
    workDoneToken: 'token',
  });
  assert.deepEqual(report, { files: 5, findings: 3 });
  const pushed = [...session.pushed].map(([uri, { length }]) => [path.basename(uri), length]);
  assert.deepEqual(pushed.sort(), [
    ['a.py', 1],
    ['b.py', 1],
    ['n.ipynb', 1],
  ]);
  assert.match(String(session.pushed.get(address('n.ipynb'))?.[0]?.message), /^Cell 1: /);
});

test('a file that is opened takes its findings over, and gives them back when it is closed', async () => {
  write('a.py', faultyModel);
  await session.connection.sendRequest('dropoutLens/lintWorkspace', {});
  assert.equal(session.pushed.get(address('a.py'))?.length, 1);
  await session.open(address('a.py'), faultyModel);
  assert.equal((await session.diagnostics(address('a.py'))).length, 1);
  assert.equal(session.pushed.get(address('a.py'))?.length, 0);
  const textDocument = { uri: address('a.py') };
  await session.connection.sendNotification('textDocument/didClose', { textDocument });
  await until('findings of the file', () => session.pushed.get(address('a.py'))?.length === 1);
  write('a.py', 'import torch\n');
  const changes = [{ uri: address('a.py'), type: 2 }];
  await session.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await until('no findings', () => session.pushed.get(address('a.py'))?.length === 0);
});

test('a run over the workspace can be cancelled', async () => {
  for (let index = 0; index < 300; index++) write(`many/${index}.py`, faultyModel);
  const source = new CancellationTokenSource();
  const run = session.connection.sendRequest('dropoutLens/lintWorkspace', {}, source.token);
  await until('the first findings', () => session.pushed.size > 0);
  source.cancel();
  await assert.rejects(run, { code: -32800 });
  assert.ok(session.pushed.size < 300);
});
