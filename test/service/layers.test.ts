import assert from 'node:assert/strict';
import test from 'node:test';
import { scale } from '../../engine';
import { createService } from '../../server/service/service';
import { completeSettings } from '../../server/service/settings-complete';

const uri = 'file:///project/net.py';

function open(text: string, cellStarts?: readonly number[]) {
  const settings = completeSettings();
  const service = createService({
    settings: () => settings,
    log: ({ message }) => assert.fail(message),
  });
  service.update({ uri, language: 'python', text, cellStarts });
  return service;
}

const net = `import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(8, 64), nn.ReLU(), nn.Dropout(0.5), nn.BatchNorm1d(64), nn.Linear(64, 2))
        self.drop = nn.Dropout2d(p=RATE)

    def forward(self, x):
        x = F.dropout(self.body(x), training=self.training)
        return self.drop(x)
`;

test('every dropout that is made or called is listed once, in order', () => {
  const layers = open(net).layers(uri);
  assert.deepEqual(
    layers.map(({ title, rate, summary, hint }) => ({ title, rate, summary, hint })),
    [
      {
        title: 'nn.Dropout(p=0.5)',
        rate: 0.5,
        summary: `keeps 50 % · scales survivors by ${scale(0.5)}`,
        hint: 'drops 50 %',
      },
      {
        title: 'nn.Dropout2d(p=RATE)',
        rate: undefined,
        summary: 'active after train(), off after eval()',
        hint: '',
      },
      {
        title: 'F.dropout(training=self.training)',
        rate: 0.5,
        summary: 'keeps 50 % · scales survivors by 2',
        hint: 'drops 50 %',
      },
    ],
  );
  const [first] = layers;
  assert.equal(net.slice(0, first?.hintOffset).endsWith('nn.Dropout(0.5'), true);
});

test('a composite layer is listed unless its dropout is certainly zero', () => {
  const text = `import torch.nn as nn
a = nn.LSTM(8, 8, 2)
b = nn.LSTM(8, 8, 2, dropout=0.3)
c = nn.TransformerEncoderLayer(8, 2)
d = nn.Linear(8, 8)
`;
  const layers = open(text).layers(uri);
  assert.deepEqual(
    layers.map(({ title, rate }) => [title.split('(')[0], rate]),
    [
      ['nn.LSTM', 0.3],
      ['nn.TransformerEncoderLayer', 0.1],
    ],
  );
});

test('the simulator gets the layer at the cursor with what stands around it', () => {
  const service = open(net);
  const at = net.indexOf('nn.Dropout(0.5)');
  const input = service.simulation(uri, at + 3);
  assert.deepEqual(input, {
    framework: 'pytorch',
    api: 'torch.nn.Dropout',
    title: 'nn.Dropout(p=0.5)',
    variant: 'element',
    rate: 0.5,
    rateText: '0.5',
    mode: 'module',
    width: 64,
    producer: { kind: 'activation', title: 'nn.ReLU()' },
    followers: input?.followers,
    findings: service
      .findings(uri)
      .filter((finding) => finding.span.start === at)
      .map(({ rule, severity, message }) => ({ rule, severity, message })),
    model: 'Net',
    source: { uri, start: at, end: at + 'nn.Dropout(0.5)'.length },
  });
  assert.deepEqual(
    input.followers.slice(0, 2).map((follower) => follower.title),
    ['nn.BatchNorm1d(64)', 'nn.Linear(64, 2)'],
  );
});

test('on the line of a dropout the simulator opens on it, elsewhere on nothing', () => {
  const service = open(net);
  assert.equal(service.simulation(uri, net.indexOf('self.drop ='))?.title, 'nn.Dropout2d(p=RATE)');
  assert.equal(service.simulation(uri, net.indexOf('class Net')), undefined);
});

test('a notebook is one program', () => {
  const cells = ['%matplotlib inline\nimport torch.nn as nn\n', 'drop = nn.Dropout(0.25)\n'];
  const service = open(cells.join(''), [0, cells[0]?.length ?? 0]);
  assert.deepEqual(
    service.layers(uri).map((layer) => layer.title),
    ['nn.Dropout(p=0.25)'],
  );
});
