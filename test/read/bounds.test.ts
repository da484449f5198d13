import assert from 'node:assert/strict';
import test from 'node:test';
import { createService } from '../../server/service/service';
import { completeSettings } from '../../server/service/settings-complete';

/** What a loaded machine never needs and an explosion always exceeds; how fast it is, the bench says. */
const mostSeconds = 20;
const mostMegabytes = 400;

const head = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\n\n';

/** Code that no one writes by hand, of the kinds that generators write and that make readers explode. */
const bombs: Readonly<Record<string, string>> = {
  'a class of 5,000 lines': classOf(
    lines(2_400, (n) => `self.layer${n} = nn.Dropout(0.${(n % 8) + 1})`),
    lines(2_400, (n) => `x = self.layer${n}(x)`),
  ),
  '2,000 branches over as many names': functionOf(
    lines(
      2_000,
      (n) => `if flag${n % 7}:\n        value${n} = x\n    else:\n        value${n} = F.dropout(x)`,
    ),
  ),
  '2,000 branches in one chain': functionOf([
    'if a == 0:\n        x = x + 1',
    ...lines(2_000, (n) => `elif a == ${n}:\n        x = F.dropout(x, 0.${(n % 8) + 1})`),
  ]),
  '2,000 branches that store attributes': classOf(
    lines(2_000, (n) => `if config.use${n}:\n            self.drop${n} = nn.Dropout(0.1)`),
    ['if self.training:\n            x = self.drop1(x)'],
  ),
  '2,000 branches around one name': functionOf(
    lines(2_000, (n) => `if flag${n}:\n        x = F.relu(x)`),
  ),
  '250 nested branches': functionOf([
    Array.from({ length: 250 }, (_, n) => `${'    '.repeat(n + (n > 0 ? 1 : 0))}if a${n}:`).join(
      '\n',
    ),
    `${'    '.repeat(250)}x = F.dropout(x)`,
  ]),
  '500 nested calls': functionOf([`x = ${'F.relu('.repeat(500)}F.dropout(x)${')'.repeat(500)}`]),
  '500 calls in a chain': functionOf([`x = x${'.view(1).relu()'.repeat(250)}`]),
  '10,000 methods': `${head}class Net(nn.Module):\n${Array.from(
    { length: 10_000 },
    (_, n) =>
      `    def method${n}(self, x):\n        self.value${n % 40} = x\n        return self.method${n + 1}(F.dropout(x))\n`,
  ).join('\n')}`,
  '2,000 classes, each the base of the next': `${head}class C0(nn.Module):\n    pass\n\n\n${Array.from(
    { length: 2_000 },
    (_, n) =>
      `class C${n + 1}(C${n}):\n    def forward(self, x):\n        return super().forward(F.dropout(x))\n`,
  ).join('\n\n')}`,
  'functions that call each other in every order': `${head}${Array.from(
    { length: 60 },
    (_, n) =>
      `def f${n}(x):\n    return ${Array.from({ length: 60 }, (_, m) => `f${m}(F.dropout(x))`).join(' + ')}\n`,
  ).join('\n\n')}`,
  'loops in loops in loops': functionOf([
    Array.from(
      { length: 14 },
      (_, n) => `${'    '.repeat(n + (n > 0 ? 1 : 0))}for a${n} in [x, y, z, u, v, w]:`,
    ).join('\n'),
    `${'    '.repeat(15)}model.train()\n${'    '.repeat(15)}loss = model(x)\n${'    '.repeat(15)}loss.backward()`,
  ]),
  '3,000 switches of the mode': functionOf(
    lines(
      1_000,
      (n) => `model${n % 50}.eval()\n    y = model${n % 50}(x)\n    model${n % 50}.train()`,
    ),
  ),
  'switches of the mode in 1,500 branches': functionOf(
    lines(
      1_500,
      (n) =>
        `if flag${n}:\n        model${n % 90}.eval()\n    else:\n        model${n % 90}(x).backward()`,
    ),
  ),
  'a list of 20,000 layers': `${head}layers = [${'nn.Dropout(0.5), '.repeat(20_000)}]\n`,
  'a table of 20,000 numbers': `${head}table = {${Array.from({ length: 20_000 }, (_, n) => `${n}: ${n / 7}`).join(', ')}}\n`,
  'lists that hold each other': `${head}a = [1]\nb = [2, a]\na.append(b)\nc = (a, [b])\na.extend(c)\nnn.Dropout(a)\n`,
  'a value that doubles 200 times': functionOf(
    lines(200, (n) => `x${n + 1} = (x${n}, x${n}) if flag${n} else [x${n}]`),
  ),
};

for (const [name, text] of Object.entries(bombs)) {
  test(`${name}: read, linted and hovered within bounds`, () => {
    const before = process.cpuUsage();
    const heapBefore = process.memoryUsage().heapUsed;
    const said = analyse(text);
    const seconds = process.cpuUsage(before).user / 1e6;
    const megabytes = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
    assert.deepEqual(said, []);
    assert.ok(seconds < mostSeconds, `It took ${seconds.toFixed(1)} s of processor time.`);
    assert.ok(megabytes < mostMegabytes, `It took ${megabytes.toFixed(0)} MB.`);
  });
}

test('the findings of a file do not depend on the size of what stands beside it', () => {
  const faulty =
    'class Small(nn.Module):\n    def forward(self, x):\n        return F.dropout(x, 1.5)\n';
  const text = `${bombs['2,000 branches that store attributes']}\n\n${faulty}`;
  const service = serviceThatLogs([]);
  service.update({ uri, language: 'python', text });
  const rules = service.findings(uri).map(({ rule }) => rule);
  assert.ok(rules.includes('rate-out-of-range'), rules.join());
});

const uri = 'file:///project/generated.py';

/** Does everything that the editor does with a file; gives the errors that were logged. */
function analyse(text: string): readonly string[] {
  const log: string[] = [];
  const service = serviceThatLogs(log);
  service.update({ uri, language: 'python', text });
  service.findings(uri);
  const look = { commands: true, pictures: true, theme: 'dark' } as const;
  service.hover(uri, text.indexOf('ropout('), look);
  service.layers(uri);
  return log;
}

function serviceThatLogs(log: string[]): ReturnType<typeof createService> {
  const settings = completeSettings();
  return createService({
    settings: () => settings,
    log: ({ level, message }) => {
      if (level === 'error') log.push(message);
    },
  });
}

function lines(count: number, line: (n: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, n) => line(n));
}

function functionOf(body: readonly string[]): string {
  return `${head}def run(x, a, b):\n    ${body.join('\n    ')}\n    return x\n`;
}

function classOf(constructor: readonly string[], forward: readonly string[]): string {
  return (
    `${head}class Net(nn.Module):\n    def __init__(self, config):\n        super().__init__()\n        ` +
    `${constructor.join('\n        ')}\n\n    def forward(self, x):\n        ${forward.join('\n        ')}\n        return x\n`
  );
}
