import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  readExplainerState,
  readFromExplainer,
  readToExplainer,
} from '../../server/explainer-messages';
import { library, own } from './library';

test('what the host sends is read as it was sent', () => {
  const sent = [
    library,
    own,
    { kind: 'open', page: 'scaling' },
    { kind: 'progress', cards: { 'what-does-dropout-do': 'known', other: 'again' } },
    { kind: 'notice', text: 'Copied.', failed: false },
  ];
  for (const message of sent) {
    const read = readToExplainer(structuredClone(message));
    assert.deepEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(message)));
  }
});

test('hostile messages to the view are refused', () => {
  const page = { id: 'a', title: 'A', kind: 'topic', markdown: '# A' };
  const hostile: unknown[] = [
    undefined,
    null,
    'open',
    [],
    { kind: 'else' },
    { kind: 'open' },
    { kind: 'open', page: '../secret' },
    { kind: 'open', page: '<img src=x onerror=alert(1)>' },
    { kind: 'open', page: 'a'.repeat(100) },
    { kind: 'library', pages: {} },
    { kind: 'library', pages: [{ ...page, id: 'A B' }] },
    { kind: 'library', pages: [{ ...page, kind: 'script' }] },
    { kind: 'library', pages: [{ ...page, topic: '/' }] },
    { kind: 'library', pages: [{ ...page, markdown: 'x'.repeat(200_000) }] },
    { kind: 'library', pages: new Array(1000).fill(page) },
    { kind: 'own', layer: { framework: 'other' } },
    { kind: 'own', model: { name: 'M', stops: [{ kind: 'linear', title: 7, open: true }] } },
    {
      kind: 'own',
      model: { name: 'M', stops: [{ kind: 'a', title: 'b', open: true, rate: NaN }] },
    },
    { kind: 'progress', cards: { a: 'maybe' } },
    { kind: 'progress', cards: ['known'] },
    { kind: 'notice', text: 'x', failed: 'no' },
  ];
  for (const message of hostile) assert.equal(readToExplainer(message), undefined);
});

test('what the view sends is read, and nothing else', () => {
  const sent = [
    { kind: 'ready' },
    { kind: 'simulate' },
    { kind: 'at', page: 'rate' },
    { kind: 'copy', text: 'nn.Dropout(0.5)' },
    { kind: 'progress', cards: {} },
  ];
  for (const message of sent) assert.deepEqual(readFromExplainer({ ...message }), message);
  const hostile: unknown[] = [
    7,
    { kind: 'at', page: 'a b' },
    { kind: 'copy', text: 'x'.repeat(30_000) },
    { kind: 'copy' },
    { kind: 'progress', cards: { [`${'k'.repeat(300)}`]: 'known' } },
    { kind: 'eval', text: 'x' },
  ];
  for (const message of hostile) assert.equal(readFromExplainer(message), undefined);
});

test('a kept state is read only where it is whole', () => {
  const state = { version: 1, page: 'rate', query: '', figures: { rate: 0.3, library: 'keras' } };
  assert.deepEqual(readExplainerState(structuredClone(state)), state);
  const damaged: unknown[] = [
    undefined,
    { ...state, version: 2 },
    { ...state, page: '?' },
    { ...state, query: 3 },
    { ...state, figures: { rate: Infinity } },
    { ...state, figures: { rate: {} } },
    { ...state, figures: [] },
  ];
  for (const value of damaged) assert.equal(readExplainerState(value), undefined);
});
