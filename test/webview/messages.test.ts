import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  limits,
  readFromWebview,
  readState,
  readToWebview,
  untouched,
} from '../../server/webview-messages';
import { inputs } from './inputs';

const input = inputs['before-batchnorm'];
const state = { version: 1, input, settings: untouched };

test('a message to the view survives the way over', () => {
  const message = { kind: 'show', input };
  const read = readToWebview(structuredClone(message));
  assert.deepEqual(JSON.parse(JSON.stringify(read)), message);
  assert.deepEqual(readToWebview({ kind: 'lost' }), { kind: 'lost' });
});

test('a state survives the way through JSON', () => {
  const read = readState(JSON.parse(JSON.stringify(state)));
  assert.deepEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(state)));
});

test('hostile messages to the view are refused', () => {
  const hostile: unknown[] = [
    ...[null, undefined, 0, 'show', [], () => 1, { kind: 'show' }, { kind: 'run', code: '1' }],
    ...broken({ title: '' }, { rate: NaN }, { rate: '0.5' }, { width: 0 }, { width: 1.5 }),
    ...broken({ width: Infinity }, { mode: 'always' }, { followers: [{}] }, { followers: 'x' }),
    ...broken({ findings: [{ rule: '../x', severity: 'e', message: 'm' }] }, { source: {} }),
    ...broken({ source: { uri: 'file:///a', start: 5, end: 1 } }, { framework: 'other' }),
    ...broken(
      { flagged: { start: 5, end: 1 } },
      { flagged: 7 },
      { layerless: 'yes' },
      { outcome: 1 },
    ),
    ...broken({ followers: Array.from({ length: 2000 }, () => input.followers[0]) }),
    { kind: 'notice', text: 3, failed: false },
    { kind: 'notice', text: 'x'.repeat(limits.text + 1), failed: false },
  ];
  for (const message of hostile) assert.equal(readToWebview(message), undefined);
});

test('hostile messages to the host are refused', () => {
  const hostile: unknown[] = [
    ...[null, 'ready', { kind: 'eval' }, { kind: 'applyRate' }, { kind: 'applyRate', rate: '0.5' }],
    ...[NaN, Infinity, -0.1, 1.1].map((rate) => ({ kind: 'applyRate', rate })),
    ...['../../x', 'Rule', 'a b', '', 'x'.repeat(90)].map((rule) => ({ kind: 'explain', rule })),
    { kind: 'copy', text: 'x'.repeat(limits.copy + 1) },
    ...['../a.svg', 'a.exe', '/etc/a.csv', 'a b.svg'].map((name) => save({ name })),
    save({ encoding: 'hex' }),
    save({ data: 5 }),
  ];
  for (const message of hostile) assert.equal(readFromWebview(message), undefined);
});

test('messages to the host are read as they are', () => {
  for (const message of [
    { kind: 'ready' },
    { kind: 'reveal' },
    { kind: 'applyRate', rate: 0.25 },
    { kind: 'explain', rule: 'rate-zero' },
    { kind: 'copy', text: 'x' },
    save({}),
  ]) {
    assert.deepEqual(readFromWebview({ ...message, surplus: 1 }), message);
  }
});

test('damaged states are refused', () => {
  const settings: unknown[] = [
    ...[{ width: limits.width + 1 }, { width: 0 }, { seed: -1 }, { seed: 1.5 }, { passes: 1e9 }],
    ...[{ pass: 0 }, { rate: 2 }, { rate: null }, { phase: 'both' }, { copyAs: 'cobol' }],
    ...[{ correlation: 'x' }, { unit: Infinity }],
  ];
  for (const damage of settings) {
    const damaged = { ...state, settings: { ...untouched, ...(damage as object) } };
    assert.equal(readState(damaged), undefined, JSON.stringify(damage));
  }
  for (const other of [undefined, {}, { ...state, version: 2 }, { ...state, input: {} }]) {
    assert.equal(readState(other), undefined);
  }
});

function broken(...parts: object[]): unknown[] {
  return parts.map((part) => ({ kind: 'show', input: { ...input, ...part } }));
}

function save(part: object): object {
  return { kind: 'save', name: 'masks.csv', encoding: 'text', data: 'a,b', ...part };
}
