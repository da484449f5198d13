import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findRate } from '../../client/rate-in-source';

test('a rate is found where it stands once as a number', () => {
  assert.deepEqual(findRate('nn.Dropout(p=0.5)', '0.5'), { start: 13, end: 16 });
  assert.deepEqual(findRate('F.dropout(x0, .5, True)', '.5'), { start: 14, end: 16 });
  assert.deepEqual(findRate('nn.Dropout(1e-1)', '1e-1'), { start: 11, end: 15 });
});

test('a rate that stands elsewhere, twice or as part of another number is not touched', () => {
  for (const [text, rate] of [
    ['nn.Dropout(p=rate)', 'rate'],
    ['nn.Dropout(0.5 if x > 0.5 else 0)', '0.5'],
    ['nn.Dropout(0.55)', '0.5'],
    ['nn.Dropout(10.5)', '0.5'],
    ['nn.Dropout()', '0.5'],
    ['nn.LSTM(8, 8, dropout=self.p)', ''],
  ] as const) {
    assert.equal(findRate(text, rate), undefined, text);
  }
});
