import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readShareLink, sharedUri, shareLink } from '../../client/share-link';
import { limits, untouched } from '../../server/webview-messages';
import { inputs } from './inputs';

const input = { ...inputs['before-batchnorm'], flagged: { start: 7, end: 9 } };
const queryOf = (link: string): string => link.slice(link.indexOf('?') + 1);

test('a link brings layer, rate and seed, and not the place of the code', () => {
  const settings = { ...untouched, rate: 0.2, seed: 7 };
  const link = shareLink('vscode', input, settings);
  assert.match(link, /^vscode:\/\/dropout-lens\.dropout-lens\/simulate\?[\w-]+$/);
  const shared = readShareLink(queryOf(link));
  assert.equal(shared?.settings.rate, 0.2);
  assert.equal(shared.settings.seed, 7);
  assert.equal(shared.input.title, input.title);
  assert.deepEqual(shared.input.source, { uri: sharedUri, start: 0, end: 0 });
  assert.equal(shared.input.flagged, undefined);
  assert.ok(!Buffer.from(queryOf(link), 'base64url').toString().includes('file://'));
});

test('hostile links show nothing', () => {
  const state = { version: 1, input, settings: untouched };
  const pack = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const hostile = [
    ...['', '%00', '<script>', 'a b', '../..', 'x'.repeat(20_000), pack(null), pack([])],
    pack({ ...state, version: 2 }),
    pack({ ...state, settings: { ...untouched, width: limits.width + 1 } }),
    pack({ ...state, input: { ...input, rate: '1' } }),
    pack({ ...state, input: { ...input, title: 'x'.repeat(limits.text + 1) } }),
    Buffer.from([0xff, 0xfe, 0x00]).toString('base64url'),
  ];
  for (const query of hostile) assert.equal(readShareLink(query), undefined, query.slice(0, 60));
});
