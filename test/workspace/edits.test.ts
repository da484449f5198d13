import assert from 'node:assert/strict';
import test from 'node:test';
import type { Service } from '../../server/service/service-types';
import { learnAll, startService, uriOf } from './packages';

/** What may stand in each file: some of it good, some faulty, some importing in other ways. */
const variants: Readonly<Record<string, readonly string[]>> = {
  'lab/__init__.py': [
    '',
    'from .model import Net\n',
    'from .model import *\nfrom .engine import evaluate\n',
    'try:\n    from .fast import Net\nexcept ImportError:\n    from .model import Net\n',
  ],
  'lab/model.py': [model('Net', 'nn.Dropout(0.4)'), model('Net', 'nn.ReLU()'), model('Other', '')],
  'lab/fast.py': [model('Net', 'nn.Dropout(0.2)'), 'Net = None\n'],
  'lab/engine.py': [engine(true), engine(false), `# moved down\n\n${engine(false)}`],
  'train.py': [
    script('from lab import Net', 'from lab.engine import evaluate'),
    script('from lab.model import Net', 'from lab import evaluate'),
    script('from lab import model', 'from lab import engine', 'model.Net', 'engine.evaluate'),
    `x = 1\n${script('from lab import *', 'from lab.engine import *')}`,
  ],
  'heir.py': [
    'from lab.model import Net\n\n\nclass Heir(Net):\n    def forward(self, x):\n        return x\n',
    'import torch\nfrom lab.engine import evaluate\nfrom lab.model import Net\n\nevaluate(Net(), [])\n',
  ],
};

const paths = Object.keys(variants);

for (let seed = 1; seed <= 12; seed++) {
  test(`a workspace that is edited agrees with a fresh one (${seed})`, () => play(seed));
}

/** Plays some operations on one service; after each, everything must be as a new service finds it. */
function play(seed: number): void {
  const random = numbersFrom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const disk = new Map<string, string>();
  const open = new Map<string, string>();
  const service = startService();
  const steps: string[] = [];
  const held = new Map<string, { readonly found: string; readonly isCurrent: () => boolean }>();
  for (const path of paths) if (random() < 0.7) write(path, pick(variants[path]!));
  for (let step = 0; step < 14; step++) {
    act(pick(['write', 'write', 'delete', 'rename', 'move', 'open', 'edit', 'close', 'switch']));
    const expected = fresh(disk, open);
    const why = `after ${steps.join(', ')}`;
    assert.deepEqual(findingsOf(service, disk, open), expected, why);
    for (const [path, one] of held) {
      if (one.isCurrent()) assert.equal(one.found, expected[path], `${path} was kept ${why}`);
    }
    hold(expected);
  }

  function act(kind: string): void {
    const path = pick(paths);
    steps.push(`${kind} ${path}`);
    if (kind === 'write') write(path, pick(variants[path]!));
    else if (kind === 'delete') remove(path);
    else if (kind === 'rename') rename(path, pick(paths));
    else if (kind === 'move') moveFolder();
    else if (kind === 'switch') for (const one of paths) write(one, pick(variants[one]!));
    else if (kind === 'close') close(path);
    else edit(path, pick(variants[path]!));
  }

  function write(path: string, text: string): void {
    disk.set(path, text);
    held.delete(path);
    learnAll(service, { [path]: text });
  }

  function remove(path: string): void {
    disk.delete(path);
    held.delete(path);
    service.forget(uriOf(path));
  }

  function rename(from: string, to: string): void {
    const text = disk.get(from);
    if (text === undefined || from === to) return;
    remove(from);
    write(to, text);
  }

  /** `lab` becomes `old_lab`, or comes back. */
  function moveFolder(): void {
    const isThere = [...disk.keys()].some((path) => path.startsWith('lab/'));
    const [from, to] = isThere ? ['lab/', 'old_lab/'] : ['old_lab/', 'lab/'];
    for (const path of [...disk.keys()]) {
      if (path.startsWith(from)) rename(path, path.replace(from, to));
    }
  }

  function edit(path: string, text: string): void {
    open.set(path, text);
    held.delete(path);
    service.update({ uri: uriOf(path), language: 'python', text });
  }

  function close(path: string): void {
    if (open.delete(path)) service.remove(uriOf(path));
  }

  function hold(expected: Readonly<Record<string, string>>): void {
    for (const [path, text] of disk) {
      if (open.has(path)) continue;
      const { isCurrent } = service.look({ uri: uriOf(path), language: 'python', text })();
      held.set(path, { found: expected[path]!, isCurrent });
    }
    for (const path of open.keys()) held.delete(path);
  }
}

/** Numbers from 0 to 1, the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function fresh(
  disk: ReadonlyMap<string, string>,
  open: ReadonlyMap<string, string>,
): Record<string, string> {
  const service = startService();
  learnAll(service, Object.fromEntries(disk));
  for (const [path, text] of open) {
    service.update({ uri: uriOf(path), language: 'python', text });
  }
  return findingsOf(service, disk, open);
}

function findingsOf(
  service: Service,
  disk: ReadonlyMap<string, string>,
  open: ReadonlyMap<string, string>,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const path of open.keys()) found[path] = JSON.stringify(service.findings(uriOf(path)));
  for (const [path, text] of disk) {
    if (open.has(path)) continue;
    const { findings } = service.look({ uri: uriOf(path), language: 'python', text })();
    found[path] = JSON.stringify(findings);
  }
  return Object.fromEntries(Object.entries(found).sort());
}

function model(name: string, layer: string): string {
  return `import torch.nn as nn


class ${name}(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(8, 8), ${layer || 'nn.Tanh()'}, nn.Linear(8, 2))

    def forward(self, x):
        return self.body(x)
`;
}

function engine(switches: boolean): string {
  return `import torch


@torch.no_grad()
def evaluate(model, loader):
${switches ? '    model.eval()\n' : ''}    return sum((model(x).argmax(1) == y).sum().item() for x, y in loader)
`;
}

function script(net: string, run: string, made = 'Net', evaluate = 'evaluate'): string {
  return `import torch
${net}
${run}


def main(train_loader, val_loader, loss_fn):
    net = ${made}()
    optimizer = torch.optim.SGD(net.parameters(), 0.1)
    for epoch in range(10):
        for x, y in train_loader:
            optimizer.zero_grad()
            loss_fn(net(x), y).backward()
            optimizer.step()
        print(${evaluate}(net, val_loader))
`;
}

test('the operations of these tests lead to findings at all', () => {
  const disk = new Map([
    ['lab/__init__.py', variants['lab/__init__.py']![1]!],
    ['lab/model.py', variants['lab/model.py']![0]!],
    ['lab/engine.py', variants['lab/engine.py']![1]!],
    ['train.py', variants['train.py']![0]!],
  ]);
  assert.match(fresh(disk, new Map())['train.py']!, /missing-eval-mode/);
});
