import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createService } from '../../server/service/service';
import { faultyModel, faultyRule, startSession, startWith, until } from './session';

const uri = 'file:///project/net.py';

test('a crash costs one request and is logged', async () => {
  const session = await startWith((host) => ({
    ...createService(host),
    hover: () => {
      throw new Error('the hover broke');
    },
  }));
  await session.open(uri, faultyModel);
  const position = { line: 8, character: 22 };
  const params = { textDocument: { uri }, position };
  assert.equal(await session.connection.sendRequest('textDocument/hover', params), null);
  await until('the log', () => session.log.some((line) => line.includes('the hover broke')));
  assert.equal((await session.diagnostics(uri)).length, 1);
});

test('odd texts give silence or findings, and the server goes on', async () => {
  const session = await startSession();
  const texts = [
    '',
    '\uFEFF' + faultyModel,
    faultyModel.replaceAll('\n', '\r\n'),
    faultyModel.replaceAll('\n', '\r'),
    '\0\0\0PNG',
    '('.repeat(50_000),
    `x = ${'['.repeat(5_000)}`,
    `${'if x:\n '.repeat(2_000)}`,
    'print "python 2"\nexec "code" in {}\n',
    '\u2028\u2029\ud800 def 𝒇(x): pass',
    faultyModel.slice(0, -20),
  ];
  for (const [index, text] of texts.entries()) {
    const name = `file:///project/odd${index}.py`;
    await session.open(name, text);
    assert.ok(Array.isArray(await session.diagnostics(name)), name);
  }
  await session.open(uri, faultyModel);
  assert.equal((await session.diagnostics(uri)).length, 1);
  await session.end();
});

test('a byte order mark and Windows line ends do not move a finding', async () => {
  const session = await startSession();
  await session.open(uri, faultyModel.replaceAll('\n', '\r\n'));
  const [finding] = await session.diagnostics(uri);
  assert.deepEqual(finding?.range.start, { line: 11, character: 12 });
  await session.end();
});

test('a text that is too large or binary is skipped with a line in the log', async () => {
  const session = await startSession();
  const large = 'file:///project/large.py';
  await session.open(large, faultyModel + '# filler\n'.repeat(250_000));
  assert.deepEqual(await session.diagnostics(large), []);
  assert.deepEqual(await session.diagnostics(large), []);
  const lines = session.log.filter((line) => line.includes('large.py'));
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /longer than 2 million characters/);
  const binary = 'file:///project/binary.py';
  await session.open(binary, `${faultyModel}\0`);
  assert.deepEqual(await session.diagnostics(binary), []);
  assert.ok(session.log.some((line) => line.includes('binary.py') && line.includes('not a text')));
  await session.end();
});

test('requests about nothing known are answered with nothing', async () => {
  const session = await startSession({ vscode: true });
  await session.open(uri, faultyModel);
  const { connection } = session;
  const ask = (method: string, params: unknown): Promise<unknown> =>
    connection.sendRequest(method, params);
  const unknown = { uri: 'untitled:Nowhere' };
  const far = { line: 99_999, character: 99_999 };
  const range = { start: far, end: far };
  assert.deepEqual(await session.diagnostics(unknown.uri), []);
  assert.equal(await ask('textDocument/hover', { textDocument: unknown, position: far }), null);
  assert.equal(await ask('textDocument/hover', { textDocument: { uri }, position: far }), null);
  const actions = { textDocument: { uri }, range, context: { diagnostics: [] } };
  assert.deepEqual(await ask('textDocument/codeAction', actions), []);
  assert.equal(await ask('dropoutLens/simulation', { uri, offset: -5 }), null);
  assert.equal(await ask('dropoutLens/simulation', { uri: unknown.uri, position: far }), null);
  assert.equal(await ask('dropoutLens/page', { id: '../../secret' }), null);
  assert.equal(await ask('dropoutLens/page', { id: 'constructor' }), null);
  assert.deepEqual(await ask('dropoutLens/layers', unknown), []);
  await session.end();
});

test('pages, layers and simulator inputs are served', async () => {
  const session = await startSession({ vscode: true });
  await session.open(uri, faultyModel);
  const page = await session.connection.sendRequest<{ markdown: string }>('dropoutLens/page', {
    id: faultyRule,
  });
  assert.match(page.markdown, new RegExp(`^# ${faultyRule}`));
  const layers = await session.connection.sendRequest<{ title: string }[]>('dropoutLens/layers', {
    uri,
  });
  assert.deepEqual(
    layers.map(({ title }) => title),
    ['nn.Dropout(p=0.5)', 'F.dropout(p=0.3)'],
  );
  const position = { line: 8, character: 22 };
  const answer = await session.connection.sendRequest<{
    input: { rate: number; model: string };
    range: { start: { line: number } };
  }>('dropoutLens/simulation', { uri, position });
  assert.equal(answer.input.rate, 0.5);
  assert.equal(answer.input.model, 'Net');
  assert.equal(answer.range.start.line, 8);
  await session.end();
});

test('malformed messages do not end the server', async () => {
  const session = await startSession();
  await session.open(uri, faultyModel);
  const { connection } = session;
  session.raw('{ this is not JSON');
  session.raw('[]');
  session.raw('{"jsonrpc":"2.0","method":"textDocument/didChange","params":null}');
  session.raw('{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{}}}');
  session.raw('{"jsonrpc":"2.0","method":"notebookDocument/didChange","params":{}}');
  await assert.rejects(connection.sendRequest('textDocument/hover', { wrong: true }).then(fail));
  await assert.rejects(connection.sendRequest('no/such/request', {}));
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: 'file:///never/opened.py', version: 2 },
    contentChanges: [{ text: 'x' }],
  });
  await connection.sendNotification('textDocument/didClose', {
    textDocument: { uri: 'file:///never/opened.py' },
  });
  assert.equal((await session.diagnostics(uri)).length, 1);
  await session.end();
});

/** A wrong request may be refused or answered with nothing; it must not be answered with something. */
function fail(answer: unknown): never {
  throw new Error(`answered ${JSON.stringify(answer)}`);
}
