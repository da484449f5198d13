import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

/** What each room may import from, besides itself (ARCHITECTURE.md, "Arrows"). */
const arrows: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  'server/model': ['engine'],
  'server/facts': ['server/model'],
  'server/parse': ['server/model'],
  'server/versions': ['server/model'],
  'server/read': ['server/facts', 'server/model'],
  'server/workspace': ['server/facts', 'server/model'],
  'server/rules': ['server/model', 'engine'],
  'server/explain': [],
  'server/service': [
    'server/parse',
    'server/read',
    'server/workspace',
    'server/rules',
    'server/explain',
    'server/facts',
    'server/model',
    'engine',
  ],
  'server/protocol.ts': ['engine', 'server/model', 'server/service'],
  'server/message-checks.ts': [],
  'server/explainer-messages.ts': [
    'engine',
    'server/message-checks.ts',
    'server/webview-messages.ts',
  ],
  'server/webview-messages.ts': ['engine', 'server/message-checks.ts', 'server/model'],
  'server/files': ['server/service', 'server/versions', 'server/model'],
  'server/lsp': [
    'server/files',
    'server/service',
    'server/protocol.ts',
    'server/model',
    'package.json',
  ],
  'server/cli': ['server/files', 'server/service', 'engine', 'server/model', 'package.json'],
  client: [
    'server/protocol.ts',
    'server/webview-messages.ts',
    'server/explainer-messages.ts',
    'server/message-checks.ts',
    'engine',
    'server/service',
    'server/model',
  ],
  webview: ['engine', 'server/webview-messages.ts', 'server/explainer-messages.ts'],
};

/** Rooms from which only types may come. */
const typesOnly: readonly (readonly [string, string])[] = [
  ['server/model', 'engine'],
  ['server/protocol.ts', 'engine'],
  ['server/protocol.ts', 'server/model'],
  ['server/protocol.ts', 'server/service'],
  ['client', 'engine'],
  ['client', 'server/service'],
  ['client', 'server/model'],
];

const root = path.resolve('.');

test('imports follow the arrows', () => {
  const wrong = imports().filter(({ from, to }) => from !== to && !arrows[from]?.includes(to));
  assert.deepEqual(wrong.map(describe), []);
});

test('some arrows carry types only', () => {
  const wrong = imports().filter(
    ({ from, to, typeOnly }) =>
      !typeOnly && typesOnly.some(([one, other]) => one === from && other === to),
  );
  assert.deepEqual(wrong.map(describe), []);
});

test('each outside package is known to one room only', () => {
  const rooms: Readonly<Record<string, RegExp>> = {
    vscode: /^client\//,
    'vscode-languageserver': /^server\/lsp\//,
    'vscode-languageclient': /^client\//,
    '@lezer': /^server\/parse\//,
    '@typescript-eslint': /^server\/parse\//,
    typescript: /^server\/parse\//,
    preact: /^webview\//,
  };
  const wrong = sources().flatMap((file) =>
    specifiers(file)
      .filter(({ name }) => !name.startsWith('.'))
      .filter(({ name }) =>
        Object.entries(rooms).some(
          ([start, room]) => (name === start || name.startsWith(`${start}/`)) && !room.test(file),
        ),
      )
      .map(({ name }) => `${file} imports ${name}`),
  );
  assert.deepEqual(wrong, []);
});

test('the engine imports nothing from outside', () => {
  const wrong = sources()
    .filter((file) => file.startsWith('engine/'))
    .flatMap((file) =>
      specifiers(file)
        .filter(({ name }) => !name.startsWith('.'))
        .map(({ name }) => `${file}: ${name}`),
    );
  assert.deepEqual(wrong, []);
});

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function describe({ file, to }: Import): string {
  return `${file} imports ${to}`;
}

function imports(): readonly Import[] {
  return sources().flatMap((file) =>
    specifiers(file)
      .filter(({ name }) => name.startsWith('.'))
      .map(({ name, typeOnly }) => {
        const target = path.relative(root, path.resolve(path.dirname(file), name));
        return { file, from: roomOf(file), to: roomOf(target), typeOnly };
      }),
  );
}

function sources(): readonly string[] {
  return ['engine', 'server', 'client', 'webview'].flatMap((folder) =>
    (fs.readdirSync(folder, { recursive: true }) as string[])
      .filter(
        (name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !name.includes('generated'),
      )
      .map((name) => path.join(folder, name)),
  );
}

function specifiers(file: string): readonly { name: string; typeOnly: boolean }[] {
  const text = fs.readFileSync(file, 'utf8');
  const pattern = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\s+from\s+)?['"]([^'"]+)['"]/gm;
  return [...text.matchAll(pattern)].map(([whole, type, name]) => ({
    name: name!,
    typeOnly: type !== undefined || /^\w+\s+\{(\s*type\s+[\w\s]+,?)+\s*\}/.test(whole),
  }));
}

function roomOf(file: string): string {
  const parts = file.split(path.sep);
  if (parts[0] !== 'server') return parts[0] ?? '';
  const second = parts[1] ?? '';
  if (/^(protocol|message-checks|webview-messages|explainer-messages)/.test(second))
    return `server/${second.replace(/\.ts$/, '')}.ts`;
  return `server/${second}`;
}
