import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CodeAction, Hover } from 'vscode-languageserver/node';
import { faultyRule, startSession, until, type Session } from './session';

const notebook = 'file:///project/train.ipynb';
const cell = (id: string): string => `vscode-notebook-cell:/project/train.ipynb#${id}`;
const setup = 'import torch.nn as nn\nimport torch.nn.functional as F';
const model = `class Net(nn.Module):
    def forward(self, x):
        return F.dropout(x, 0.3)`;

let session: Session;
before(async () => {
  session = await startSession({ vscode: true });
  await open(session);
});
after(() => session.end());

test('a cell has its own findings, read with the cells before it', async () => {
  assert.deepEqual(await session.diagnostics(cell('a')), []);
  const [finding] = await session.diagnostics(cell('c'));
  assert.equal(finding?.code, faultyRule);
  assert.deepEqual(finding?.range.start, { line: 2, character: 15 });
});

test('a cell of text is no part of the program', async () => {
  assert.deepEqual(await session.diagnostics(cell('b')), []);
});

test('a hover and an action speak of their cell', async () => {
  const textDocument = { uri: cell('c') };
  const position = { line: 2, character: 18 };
  const hover = await session.connection.sendRequest<Hover>('textDocument/hover', {
    textDocument,
    position,
  });
  assert.equal(hover.range?.start.line, 2);
  const actions = await session.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: [] },
  });
  assert.deepEqual(Object.keys(actions[0]?.edit?.changes ?? {}), [cell('c')]);
});

test('fix-all is offered for the notebook, not cell by cell', async () => {
  const ask = (only: string): Promise<CodeAction[]> =>
    session.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: cell('a') },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: [only] },
    });
  assert.deepEqual(await ask('source.fixAll'), []);
  const [action] = await ask('notebook.source.fixAll');
  assert.equal(action?.kind, 'notebook.source.fixAll.dropoutLens');
  assert.deepEqual(Object.keys(action.edit?.changes ?? {}), [cell('c')]);
});

test('changes of one cell reach the findings of another', async () => {
  await changeText('a', 2, 'import torch.nn as nn');
  assert.deepEqual(await session.diagnostics(cell('c')), []);
  await changeText('a', 3, setup);
  assert.equal((await session.diagnostics(cell('c'))).length, 1);
});

test('cells that come and go keep the places right', async () => {
  await structure(0, 0, [{ kind: 2, document: cell('d') }], {
    didOpen: [item(cell('d'), '# first\n# second\n')],
  });
  const [finding] = await session.diagnostics(cell('c'));
  assert.deepEqual(finding?.range.start, { line: 2, character: 15 });
  assert.deepEqual(await session.diagnostics(cell('d')), []);
  await structure(0, 2, [], { didClose: [{ uri: cell('d') }, { uri: cell('a') }] });
  assert.deepEqual(await session.diagnostics(cell('c')), []);
  assert.deepEqual(await session.diagnostics(cell('a')), []);
});

test('editors that do not ask are sent the findings of each cell', async () => {
  const push = await startSession({ pulls: false });
  await open(push);
  await until('the findings', () => push.pushed.get(cell('c'))?.length === 1);
  assert.deepEqual(push.pushed.get(cell('a')), []);
  await push.connection.sendNotification('notebookDocument/didClose', {
    notebookDocument: { uri: notebook },
    cellTextDocuments: ['a', 'b', 'c'].map((id) => ({ uri: cell(id) })),
  });
  await until('no findings', () => push.pushed.get(cell('c'))?.length === 0);
  await push.end();
});

function item(uri: string, text: string, languageId = 'python'): unknown {
  return { uri, languageId, version: 1, text };
}

function open({ connection }: Session): Promise<void> {
  return connection.sendNotification('notebookDocument/didOpen', {
    notebookDocument: {
      uri: notebook,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: [
        { kind: 2, document: cell('a') },
        { kind: 1, document: cell('b') },
        { kind: 2, document: cell('c') },
      ],
    },
    cellTextDocuments: [
      item(cell('a'), setup),
      item(cell('b'), 'F = None', 'markdown'),
      item(cell('c'), model),
    ],
  });
}

function change(cells: unknown): Promise<void> {
  return session.connection.sendNotification('notebookDocument/didChange', {
    notebookDocument: { uri: notebook, version: 2 },
    change: { cells },
  });
}

function changeText(id: string, version: number, text: string): Promise<void> {
  const document = { uri: cell(id), version };
  return change({ textContent: [{ document, changes: [{ text }] }] });
}

function structure(
  start: number,
  deleteCount: number,
  cells: unknown[],
  documents: { readonly didOpen?: unknown[]; readonly didClose?: unknown[] },
): Promise<void> {
  return change({ structure: { array: { start, deleteCount, cells }, ...documents } });
}
