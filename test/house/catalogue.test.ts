import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { frameworks } from '../../engine/framework';
import catalogue from '../../server/facts/catalogue.json';
import { rules } from '../../server/rules';

/** Promised cells that are not filled yet; `npm run docs` shortens the list, and nothing may be added. */
const openFile = 'test/house/open-cells.json';
const open = JSON.parse(fs.readFileSync(openFile, 'utf8')) as Readonly<Record<string, string>>;
const promises = Object.entries(catalogue).map(([id, { frameworks: named, elsewhere }]) => {
  return { id, named: named.split(' '), elsewhere };
});
const isOpen = (id: string, framework: string): boolean =>
  open[id]?.split(' ').includes(framework) ?? false;

test('the catalogue names known frameworks, and says why it leaves others out', () => {
  const known: readonly string[] = frameworks;
  for (const { id, named, elsewhere } of promises) {
    assert.deepEqual(
      named.filter((one) => !known.includes(one)),
      [],
      id,
    );
    assert.equal(new Set(named).size, named.length, id);
    assert.ok(named.length === known.length || /^[A-Z].*\.$/.test(elsewhere), id);
  }
});

test('every rule is in the catalogue, and what the catalogue has without a rule is open', () => {
  const ids = new Set(rules.map(({ id }) => id));
  assert.deepEqual(
    [...ids].filter((id) => !Object.hasOwn(catalogue, id)),
    [],
  );
  const without = promises.filter(({ id }) => !ids.has(id));
  assert.deepEqual(
    without.filter(({ id, named }) => !named.every((one) => isOpen(id, one))),
    [],
  );
});

test('no promised cell is missing unless it is known to be open', () => {
  const missing = promises.flatMap(({ id, named }) => {
    const spoken: readonly string[] = rules.find((rule) => rule.id === id)?.frameworks ?? [];
    return named.filter((one) => !spoken.includes(one) && !isOpen(id, one)).map((one) => [id, one]);
  });
  assert.deepEqual(missing, [], 'a faulty and a silent example on the page of the rule');
});
