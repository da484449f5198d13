import assert from 'node:assert/strict';
import test from 'node:test';
import type { Expression } from '../../server/model/syntax';
import { parsePython } from '../../server/parse/python';
import { placesOf } from './corpus';

const count = 20_000;
const after = '\nclass After:\n    pass\n';

const bombs: Readonly<Record<string, string>> = {
  parentheses: `x = ${'('.repeat(count)}1${')'.repeat(count)}`,
  calls: `x = ${'f('.repeat(count)}1${')'.repeat(count)}`,
  lists: `x = ${'['.repeat(count)}${']'.repeat(count)}`,
  sum: `x = ${'a + '.repeat(count)}a`,
  power: `x = ${'a ** '.repeat(count)}a`,
  attributes: `x = a${'.a'.repeat(count)}`,
  chain: `x = a${'.a()'.repeat(count)}`,
  not: `x = ${'not '.repeat(2_000)}a`,
  lambda: `x = ${'lambda: '.repeat(count)}a`,
  conditional: `x = ${'a if b else '.repeat(count)}a`,
  elif: `if a:\n    b\n${'elif a:\n    b\n'.repeat(count)}`,
  blocks: Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}if a:`).join('\n'),
  'open blocks': 'if a: '.repeat(2_000),
  'closing brackets': ')'.repeat(2_000),
  garbage: '$?!'.repeat(2_000),
  words: 'a b '.repeat(2_000),
};

for (const [name, text] of Object.entries(bombs)) {
  test(`${name}: read without an exception, and what follows survives`, () => {
    const { body } = parsePython(text + after);
    const names = placesOf({ body, comments: [], errors: [] }).map((place) => place.name);
    assert.ok(names.includes('After'));
  });
}

test('brackets left open to the end of the file are read without an exception', () => {
  for (const bracket of ['(', '[', '{', 'f(', 'a[', 'f"{']) {
    assert.equal(parsePython(`x = ${bracket.repeat(count)}`).body.length, 1);
  }
});

test('an expression that is too deep is unknown at its depth', () => {
  const [statement] = parsePython(bombs['sum'] ?? '').body;
  let depth = 0;
  let node: Expression | undefined = statement?.kind === 'assign' ? statement.value : undefined;
  for (; node?.kind === 'operation'; node = node.operands[0]) depth++;
  assert.equal(node?.kind, 'unknown');
  assert.ok(depth > 200 && depth < 400);
});

test('long files, lists and sums of moderate depth have no errors', () => {
  const remarks = 'f("a rather long argument")\n\n# remark\n'.repeat(3_000);
  const items = `x = [${'"an item", '.repeat(5_000)}]\n`;
  const sum = `x = ${'"a rather long text" + '.repeat(350)}a\n`;
  const chain = `x = (${'"a rather long text" + '.repeat(2_000)}a)\n`;
  for (const text of [remarks, items, sum, chain]) assert.deepEqual(parsePython(text).errors, []);
});
