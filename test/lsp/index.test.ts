import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { startSession, until, type Session } from './session';

const model = `import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(8, 8), nn.Dropout(0.4), nn.Linear(8, 2))

    def forward(self, x):
        return self.body(x)
`;

const engine = (switches: boolean): string => `import torch


@torch.no_grad()
def evaluate(model, loader):
${switches ? '    model.eval()\n' : ''}    return sum((model(x).argmax(1) == y).sum().item() for x, y in loader)
`;

const script = `import torch
from lab.engine import evaluate
from lab.model import Net


def main(train_loader, val_loader, loss_fn):
    net = Net()
    optimizer = torch.optim.SGD(net.parameters(), 0.1)
    for epoch in range(10):
        net.train()
        for x, y in train_loader:
            optimizer.zero_grad()
            loss_fn(net(x), y).backward()
            optimizer.step()
        print(evaluate(net, val_loader))
`;

let folder: string;
let storage: string;
let session: Session;
let settings: unknown;
const address = (name: string): string => pathToFileURL(path.join(folder, name)).href;

beforeEach(async () => {
  const top = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'dl-index-')));
  // Editors write some of these characters in another way than the index does.
  folder = path.join(top, 'my+project (1)');
  storage = path.join(top, 'storage');
  settings = {};
  write('lab/__init__.py', '');
  write('lab/model.py', model);
  write('lab/engine.py', engine(false));
  write('train.py', script);
  session = await start();
});

afterEach(async () => {
  await session.end();
  fs.rmSync(path.dirname(folder), { recursive: true });
});

function start(): Promise<Session> {
  return startSession({
    vscode: true,
    folder: pathToFileURL(folder).href,
    settings: () => settings,
    storage,
  });
}

function write(name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}

async function tell(...names: readonly string[]): Promise<void> {
  const changes = names.map((name) => ({ uri: address(name), type: 2 }));
  await session.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

const rulesIn = async (name: string): Promise<unknown[]> =>
  (await session.diagnostics(address(name))).map(({ code }) => code);

/** Waits until the findings of an open file are these; the editor is asked to ask again. */
async function expect(name: string, rules: readonly string[]): Promise<void> {
  const wanted = JSON.stringify(rules);
  await until(`${wanted} in ${name}`, async () => JSON.stringify(await rulesIn(name)) === wanted);
}

const refreshes = (): number =>
  session.asked.filter((method) => method === 'workspace/diagnostic/refresh').length;

test('findings know of files that nobody has opened', async () => {
  await session.open(address('train.py'), script);
  await expect('train.py', ['missing-eval-mode']);
});

test('an edit in one file makes the editor ask for another again', async () => {
  await session.open(address('train.py'), script);
  await session.open(address('lab/engine.py'), engine(false));
  await expect('train.py', ['missing-eval-mode']);
  const before = refreshes();
  await session.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: address('lab/engine.py'), version: 2 },
    contentChanges: [{ text: engine(true) }],
  });
  await until('a refresh', () => refreshes() > before);
  assert.deepEqual(await rulesIn('train.py'), []);
  // What lies on disk counts again.
  const textDocument = { uri: address('lab/engine.py') };
  await session.connection.sendNotification('textDocument/didClose', { textDocument });
  await expect('train.py', ['missing-eval-mode']);
});

test('addresses that are written in another way mean the same file', async () => {
  await session.open(address('train.py'), script);
  await expect('train.py', ['missing-eval-mode']);
  const written = address('lab/engine.py').replace('+', '%2B').replace('(', '%28');
  await session.open(written, engine(true));
  await expect('train.py', []);
});

test('files that change, go and come on disk count', async () => {
  await session.open(address('train.py'), script);
  await expect('train.py', ['missing-eval-mode']);
  write('lab/engine.py', engine(true));
  await tell('lab/engine.py');
  await expect('train.py', []);
  write('lab/engine.py', engine(false));
  await tell('lab/engine.py');
  await expect('train.py', ['missing-eval-mode']);
  fs.rmSync(path.join(folder, 'lab/model.py'));
  await tell('lab/model.py');
  await until('no dropout is known', async () => {
    const [finding] = await session.diagnostics(address('train.py'));
    return !JSON.stringify(finding?.message ?? '').includes('40 %');
  });
});

test('a folder that is moved takes its files along', async () => {
  await session.open(address('train.py'), script);
  await expect('train.py', ['missing-eval-mode']);
  fs.renameSync(path.join(folder, 'lab'), path.join(folder, 'old'));
  await tell('lab', 'old');
  await expect('train.py', []);
  fs.renameSync(path.join(folder, 'old'), path.join(folder, 'lab'));
  await tell('old', 'lab');
  await expect('train.py', ['missing-eval-mode']);
});

test('hundreds of changes at once, as of another branch, are taken in together', async () => {
  await session.open(address('train.py'), script);
  await expect('train.py', ['missing-eval-mode']);
  const names = Array.from({ length: 300 }, (_, index) => `many/file_${index}.py`);
  for (const name of names) write(name, model);
  write('lab/engine.py', engine(true));
  const before = refreshes();
  for (const name of [...names, 'lab/engine.py']) await tell(name);
  await expect('train.py', []);
  assert.ok(refreshes() - before <= 2, `${refreshes() - before} refreshes`);
});

test('findings of closed files that were shown follow the files that they depend on', async () => {
  await session.connection.sendRequest('dropoutLens/lintWorkspace', {});
  assert.equal(session.pushed.get(address('train.py'))?.length, 1);
  write('lab/engine.py', engine(true));
  await tell('lab/engine.py');
  await until('no finding', () => session.pushed.get(address('train.py'))?.length === 0);
});

test('what is ignored, excluded or switched off is not read', async () => {
  await session.open(address('train.py'), script);
  await expect('train.py', ['missing-eval-mode']);
  settings = { exclude: ['lab/engine.py'] };
  await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await expect('train.py', []);
  settings = {};
  await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await expect('train.py', ['missing-eval-mode']);
  settings = { index: { enable: false } };
  await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await expect('train.py', []);
});

test('a folder that is added is read, and one that is removed is forgotten', async () => {
  const uri = pathToFileURL(folder).href;
  await session.open(address('train.py'), script);
  await expect('train.py', ['missing-eval-mode']);
  const change = (added: boolean): Promise<void> =>
    session.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: {
        added: added ? [{ uri, name: 'test' }] : [],
        removed: added ? [] : [{ uri, name: 'test' }],
      },
    });
  await change(false);
  await expect('train.py', []);
  await change(true);
  await expect('train.py', ['missing-eval-mode']);
});

test('of two files with the same text both are read when they are needed', async () => {
  write('copy/__init__.py', '');
  write('copy/engine.py', engine(false));
  const other = script.replace('lab.engine', 'copy.engine');
  write('again.py', other);
  await tell('copy/__init__.py', 'copy/engine.py', 'again.py');
  await session.open(address('train.py'), script);
  await expect('train.py', ['missing-eval-mode']);
  await session.open(address('again.py'), other);
  await expect('again.py', ['missing-eval-mode']);
  const textDocument = { uri: address('again.py') };
  await session.connection.sendNotification('textDocument/didClose', { textDocument });
  const run = session.connection.sendRequest('dropoutLens/lintWorkspace', { visible: [] });
  assert.deepEqual(await run, { files: 7, findings: 2 });
});

test('the next session starts from what this one kept, and a spoilt cache changes nothing', async () => {
  await session.open(address('train.py'), script);
  await expect('train.py', ['missing-eval-mode']);
  const cache = path.join(storage, 'summaries');
  for (const spoil of [undefined, 'dropout-lens other\n', '']) {
    await session.end();
    assert.ok(fs.statSync(cache).size > 500);
    if (spoil !== undefined) fs.writeFileSync(cache, spoil);
    write('lab/engine.py', engine(spoil === ''));
    session = await start();
    await session.open(address('train.py'), script);
    await expect('train.py', spoil === '' ? [] : ['missing-eval-mode']);
  }
});
