import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import type { Language } from '../../server/model/document';
import { parseScript } from '../../server/parse/javascript';
import { createService } from '../../server/service/service';
import type { LogEvent, ScriptParser, Service } from '../../server/service/service-types';
import { completeSettings } from '../../server/service/settings-complete';
import { startSession } from '../lsp/session';

const python = 'import torch.nn as nn\ndrop = nn.Dropout(1.5)\n';
const script = "import * as tf from '@tensorflow/tfjs';\nconst model = tf.sequential();\n";
const other = "import fs from 'node:fs';\nexport const size = fs.statSync('a').size;\n";

test('the script parser is loaded for the first script about models, and once', async () => {
  const { service, loads } = start(async () => parseScript);
  for (const [language, text, expected] of [
    ['python', python, 0],
    ['typescript', other, 0],
    ['javascript', script, 1],
    ['vue', `<script>\n${script}</script>\n`, 1],
  ] as const) {
    await open(service, language, text);
    assert.equal(loads(), expected, language);
  }
});

test('a script that was asked about too early is read once the parser is there', async () => {
  const { service } = start(async () => parseScript);
  const broken = `${script}const = ;\n`;
  const document = { uri: 'file:///a.js', language: 'javascript', text: broken } as const;
  service.update(document);
  assert.equal(service.syntaxErrors(document.uri), 0);
  await service.ready(document);
  assert.ok(service.syntaxErrors(document.uri) > 0);
});

test('a parser that cannot be loaded is reported once, and scripts are silent', async () => {
  const { service, logged } = start(() => Promise.reject(new Error('no such file')));
  for (let round = 0; round < 3; round++) await open(service, 'javascript', script);
  assert.equal(logged.filter(({ level }) => level === 'error').length, 1);
  assert.match(logged[0]?.message ?? '', /no such file/);
});

test('the bundle of the server does not hold the parser of scripts', () => {
  assert.ok(!fs.readFileSync('dist/server.js', 'utf8').includes('createSourceFile'));
  assert.ok(fs.readFileSync('dist/script-parser.js', 'utf8').includes('createSourceFile'));
});

test('the server that ships reads Python and scripts', async () => {
  const session = await startSession({});
  await session.open('file:///project/model.py', python);
  const [finding] = await session.diagnostics('file:///project/model.py');
  assert.equal(finding?.code, 'rate-out-of-range');
  await session.end();
});

const faulty = `${script}model.add(tf.layers.dropout(0.2));\n`;

for (const [what, name, text, expected] of [
  ['a script', 'net.js', faulty, 1],
  ['a bundle by its name', 'net.min.js', faulty, 0],
  ['a bundle by its length', 'net.js', faulty + '// more\n'.repeat(200_000), 0],
  ['a bundle by its lines', 'net.js', faulty + `const data = '${'x'.repeat(80_000)}';\n`, 0],
] as const) {
  test(`${what} has ${expected} findings`, async () => {
    const { service } = start(async () => parseScript);
    const document = { uri: `file:///${name}`, language: 'javascript', text } as const;
    await service.ready(document);
    service.update(document);
    assert.equal(service.findings(document.uri).length, expected);
  });
}

function start(load: () => Promise<ScriptParser>): {
  readonly service: Service;
  readonly loads: () => number;
  readonly logged: readonly LogEvent[];
} {
  let count = 0;
  const logged: LogEvent[] = [];
  const settings = completeSettings();
  const service = createService({
    settings: () => settings,
    loadScriptParser: () => {
      count++;
      return load();
    },
    log: (event) => logged.push(event),
  });
  return { service, loads: () => count, logged };
}

async function open(service: Service, language: Language, text: string): Promise<void> {
  const document = { uri: `file:///${language}`, language, text };
  await service.ready(document);
  service.update(document);
  service.findings(document.uri);
}
