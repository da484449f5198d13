import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CodeAction, Hover, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { faultyModel, faultyRule, startSession, until, type Session } from './session';

const uri = 'file:///project/net.py';
let session: Session;

before(async () => {
  session = await startSession({ vscode: true });
  await session.open(uri, faultyModel);
});
after(() => session.end());

const place = { start: { line: 11, character: 12 }, end: { line: 11, character: 38 } };

test('the server offers diagnostics, hovers, actions, lenses, hints and notebooks', () => {
  for (const name of ['diagnosticProvider', 'hoverProvider', 'codeActionProvider'] as const) {
    assert.ok(session.capabilities[name], name);
  }
  for (const name of ['codeLensProvider', 'inlayHintProvider', 'notebookDocumentSync'] as const) {
    assert.ok(session.capabilities[name], name);
  }
});

test('a finding carries its place, rule, page and fix', async () => {
  const [finding, ...more] = await session.diagnostics(uri);
  assert.deepEqual(more, []);
  assert.deepEqual(finding?.range, place);
  assert.equal(finding?.code, faultyRule);
  assert.equal(finding?.source, 'dropout-lens');
  assert.equal(finding?.codeDescription?.href, `dropout-lens:/${faultyRule}.md`);
  assert.equal((finding?.data as { fix: { safe: boolean } }).fix.safe, true);
});

test('a hover explains the layer and links to commands of VS Code', async () => {
  const position = { line: 8, character: 22 };
  const answer = await session.connection.sendRequest<Hover>('textDocument/hover', {
    textDocument: { uri },
    position,
  });
  const { value } = answer.contents as { value: string };
  assert.match(value, /keeps 50 %/i);
  assert.match(value, /command:dropoutLens\.openSimulator/);
  assert.match(value, /data:image\/svg/);
  assert.equal(answer.range?.start.line, 8);
});

test('the actions are a preferred fix first and the simulator last', async () => {
  const actions = await actionsWith(undefined);
  assert.equal(actions[0]?.isPreferred, true);
  assert.equal(actions[0]?.diagnostics?.[0]?.code, faultyRule);
  assert.match(actions.at(-1)?.title ?? '', /simulator/);
  assert.ok(actions.every(({ kind }) => !kind?.startsWith('source')));
});

test('only the kinds that are asked for come back', async () => {
  const fixAll = await actionsWith(['source.fixAll']);
  assert.deepEqual(
    fixAll.map(({ kind }) => kind),
    ['source.fixAll.dropoutLens'],
  );
  assert.deepEqual(await actionsWith(['refactor']), []);
});

test('the fix mends the text, and mending twice changes nothing', async () => {
  const [fixAll] = await actionsWith(['source.fixAll.dropoutLens']);
  const fixed = applied(faultyModel, fixAll?.edit?.changes?.[uri] ?? []);
  assert.match(fixed, /F\.dropout\(self\.fc\(x\), 0\.3, training=self\.training\)/);
  const other = 'file:///project/fixed.py';
  await session.open(other, fixed);
  assert.deepEqual(await session.diagnostics(other), []);
});

test('an edited text and a fresh one have the same findings', async () => {
  const edited = 'file:///project/edited.py';
  await session.open(edited, faultyModel);
  let document = TextDocument.create(edited, 'python', 1, faultyModel);
  for (let version = 2; version < 40; version++) {
    const start = document.positionAt((version * 7919) % document.getText().length);
    const text = ['', 'x', '\n', '(', ')', 'F.dropout(x, 0.3)\n', '"""'][version % 7] ?? '';
    const change = {
      range: { start, end: { line: start.line, character: start.character + 1 } },
      text,
    };
    document = TextDocument.update(document, [change], version);
    await session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: edited, version },
      contentChanges: [change],
    });
    const fresh = `file:///project/fresh/edited.py?${version}`;
    await session.open(fresh, document.getText());
    const strip = (text: string): string => text.replaceAll(fresh, edited);
    const expected = strip(JSON.stringify(await session.diagnostics(fresh)));
    assert.equal(JSON.stringify(await session.diagnostics(edited)), expected);
  }
});

test('a request that is cancelled is answered so, and the next one is served', async () => {
  const method = 'textDocument/diagnostic';
  const params = { textDocument: { uri } };
  session.raw(
    JSON.stringify({ jsonrpc: '2.0', id: 'mine', method, params }),
    JSON.stringify({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 'mine' } }),
  );
  await until('the answer', () => session.received().includes('"id":"mine"'));
  assert.match(session.received(), /"id":"mine","error":\{"code":-32800/);
  assert.equal((await session.diagnostics(uri)).length, 1);
});

test('other editors get neither commands nor pictures', async () => {
  const plain = await startSession();
  await plain.open(uri, faultyModel);
  const hover = await plain.connection.sendRequest<Hover>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 8, character: 22 },
  });
  assert.doesNotMatch((hover.contents as { value: string }).value, /command:|data:/);
  const actions = await plain.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: place,
    context: { diagnostics: [] },
  });
  assert.ok(actions.length > 0);
  assert.ok(actions.every(({ command }) => command === undefined));
  await plain.end();
});

test('editors that do not ask are sent the findings, and none after closing', async () => {
  const push = await startSession({ pulls: false });
  assert.equal(push.capabilities['diagnosticProvider'], undefined);
  await push.open(uri, faultyModel);
  await until('a finding', () => push.pushed.get(uri)?.length === 1);
  await push.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: 'import torch\n' }],
  });
  await until('no finding', () => push.pushed.get(uri)?.length === 0);
  await push.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 3 },
    contentChanges: [{ text: faultyModel }],
  });
  await until('a finding again', () => push.pushed.get(uri)?.length === 1);
  await push.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await until('no finding after closing', () => push.pushed.get(uri)?.length === 0);
  await push.end();
});

function actionsWith(only: string[] | undefined): Promise<CodeAction[]> {
  return session.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: place,
    context: { diagnostics: [], ...(only && { only }) },
  });
}

function applied(text: string, edits: TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits);
}
