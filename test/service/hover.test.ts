import assert from 'node:assert/strict';
import test from 'node:test';
import { keptUnits, scale, standardDeviationOfKept } from '../../engine';
import { clientCommands } from '../../server/protocol';
import { createService } from '../../server/service/service';
import { linkedCommands } from '../../server/service/hover-links';
import type { HoverLook } from '../../server/service/service-types';
import type { Settings } from '../../server/service/settings';
import { completeSettings } from '../../server/service/settings-complete';

const uri = 'file:///project/net.py';
const plain: HoverLook = { commands: false, pictures: false, theme: 'dark' };

interface Hovered {
  readonly on: string;
  readonly lines: readonly string[];
}

/** The hover at `<CURSOR>`: the text it belongs to, and its paragraphs. */
function hover(
  source: string,
  look: HoverLook = plain,
  settings: Partial<Settings> = {},
): Hovered | undefined {
  const offset = source.indexOf('<CURSOR>');
  const text = source.replace('<CURSOR>', '');
  const complete = { ...completeSettings(), ...settings };
  const service = createService({
    settings: () => complete,
    log: ({ message }) => assert.fail(message),
  });
  service.update({ uri, language: 'python', text });
  const found = service.hover(uri, offset, look);
  return (
    found && {
      on: text.slice(found.span.start, found.span.end),
      lines: found.markdown.split('\n\n'),
    }
  );
}

function model(constructor: string, forward: string): string {
  return `import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self, p=0.2):
        super().__init__()
        self.inner = nn.Linear(8, 64)
        self.outer = nn.Linear(64, 2)
        ${constructor}

    def forward(self, x):
        ${forward}
`;
}

test('a layer tells what it does, its numbers, when it is active and what stands around it', () => {
  const source = model(
    'self.drop = nn.Dro<CURSOR>pout(0.25)',
    'return self.outer(self.drop(F.relu(self.inner(x))))',
  );
  assert.deepEqual(hover(source), {
    on: 'nn.Dropout',
    lines: [
      '**`nn.Dropout(p=0.25)`** Zeroes each unit with probability 0.25, and multiplies the others by 1.33.',
      'Keeps 75 % · 48 ± 3.5 of 64 units · active after `train()`, off after `eval()`',
      '`F.relu()` → **this** → `nn.Linear(64, 2)`',
      'More: `dropout-lens explain what-dropout-is`',
    ],
  });
  assert.equal(keptUnits(64, 0.25), 48);
  assert.equal(standardDeviationOfKept(64, 0.25).toFixed(1), '3.5');
  assert.equal(scale(0.25).toPrecision(3), '1.33');
});

test('a use of a layer tells the same about that place', () => {
  const source = model(
    'self.drop = nn.Dropout(0.5)',
    'return self.dr<CURSOR>op(self.inner(self.drop(x)))',
  );
  const found = hover(source);
  assert.equal(found?.on, 'self.drop');
  assert.match(found?.lines[0] ?? '', /^\*\*`nn\.Dropout\(p=0\.5\)`\*\*/);
  assert.equal(found?.lines[2], '`nn.Linear(8, 64)` → **this**');
  const inInput = model('self.drop = nn.Dropout(0.5)', 'return self.drop(self.in<CURSOR>ner(x))');
  assert.equal(hover(inInput), undefined);
});

test('the rate itself shows the hover of its layer', () => {
  const found = hover(model('self.drop = nn.Dropout(p=0.<CURSOR>5)', 'return self.drop(x)'));
  assert.equal(found?.on, 'p=0.5');
});

test('a rate that is a default is told as one, and an unknown one is told as unknown', () => {
  const byDefault = hover(model('self.drop = nn.<CURSOR>Dropout(p)', 'return self.drop(x)'));
  assert.equal(
    byDefault?.lines[0],
    '**`nn.Dropout(p=p)`** Zeroes each unit with probability `p`, by default 0.2, and multiplies the others by 1.25.',
  );
  const unknown = hover(model('self.drop = nn.<CURSOR>Dropout(q())', 'return self.drop(x)'));
  assert.deepEqual(unknown?.lines.slice(0, 2), [
    '**`nn.Dropout(p=q())`** Zeroes each unit with probability `q()`, which is not known here.',
    'Active after `train()`, off after `eval()`',
  ]);
});

test('channels are counted for channel dropout, and values of maps are not taken for units', () => {
  const layers = (name: string) =>
    model(
      `self.conv = nn.Conv2d(3, 32, 3)\n        self.drop = nn.<CURSOR>${name}(0.25)`,
      'return self.drop(F.relu(self.conv(x)))',
    );
  assert.match(hover(layers('Dropout2d'))?.lines[1] ?? '', /24 ± 2\.4 of 32 channels/);
  assert.match(hover(layers('Dropout'))?.lines[1] ?? '', /^Keeps 75 % · active/);
});

test('variants and unusual rates are told in their own words', () => {
  const effect = (made: string) =>
    hover(model(`self.drop = nn.<CURSOR>${made}`, 'return self.drop(x)'))?.lines[0]?.split(
      '** ',
    )[1];
  assert.equal(
    effect('AlphaDropout(0.1)'),
    'Sets each unit to the SELU floor with probability 0.1, then scales by 0.921 and shifts by 0.162, so that mean and variance stay.',
  );
  assert.equal(effect('Dropout(0)'), 'Does nothing: the rate is 0.');
  assert.equal(effect('Dropout(1.0)'), 'Rate 1 gives zeros only.');
  assert.equal(
    effect('Dropout(30)'),
    'Rate 30 lies outside [0, 1] and raises an error when the layer is made.',
  );
});

test('a flagged call gives the reasons of its rule, not its message', () => {
  const source = model('pass', 'return F.drop<CURSOR>out(x, 0.3)');
  const found = hover(source);
  assert.match(found?.lines[1] ?? '', /always active, after `eval\(\)` too$/);
  const reason = found?.lines.find((line) => line.startsWith('**functional-dropout-always-on**'));
  assert.match(reason ?? '', /`model\.eval\(\)` switches/);
  assert.ok(!found?.lines.some((line) => line.includes('it is not tied to')));
  assert.equal(
    found?.lines.at(-1),
    'More: `dropout-lens explain functional-dropout-always-on`, `dropout-lens explain train-and-eval`',
  );
});

test('what could not be read is told where a neighbour is missing for it', () => {
  const source = model(
    'self.drop = nn.<CURSOR>Dropout(0.5)',
    'x = somebody(self.inner)(x)\n        return self.drop(x)',
  );
  const found = hover(source);
  assert.ok(
    found?.lines.some((line) => /^Not read: line 12 \(/.test(line)),
    found?.lines.join('\n'),
  );
});

test('a layer without a use says so', () => {
  const found = hover(model('self.drop = nn.<CURSOR>Dropout(0.5)', 'return x'));
  assert.ok(found?.lines.includes('No use of this layer was read.'));
});

test('nothing is shown on other code, and nothing when hovers are switched off', () => {
  assert.equal(hover(model('self.x = nn.Li<CURSOR>near(1, 2)', 'return x')), undefined);
  const source = model('self.drop = nn.<CURSOR>Dropout(0.5)', 'return self.drop(x)');
  assert.equal(hover(source, plain, { hover: false }), undefined);
  assert.equal(hover(source, plain, { enable: false }), undefined);
});

test('links are commands of the client with their arguments', () => {
  const source = model('self.drop = nn.<CURSOR>Dropout(0.5)', 'return self.drop(x)');
  const offset = source.indexOf('<CURSOR>');
  const found = hover(source, { ...plain, commands: true });
  const links = [
    ...(found?.lines.at(-1) ?? '').matchAll(/\[([^\]]+)\]\(command:([^?)]+)\?([^)]*)\)/g),
  ];
  assert.deepEqual(
    links.map(([, label, command, query]) => [
      label,
      command,
      JSON.parse(decodeURIComponent(query ?? '')),
    ]),
    [
      ['Open simulator', clientCommands.simulate, [{ uri, offset }]],
      ['Why', clientCommands.explain, ['what-dropout-is', { uri, offset }]],
    ],
  );
  assert.equal(linkedCommands.simulate, clientCommands.simulate);
  assert.equal(linkedCommands.explain, clientCommands.explain);
});
