import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { rulePages, rules } from '../../server/rules';

const headings = [
  'What it finds',
  'Why it matters',
  'Evidence',
  'Example',
  'Fix',
  'When to ignore',
  'References',
];

test('every rule page has its headings in order', () => {
  const wrong = rules.filter(
    ({ id }) => headingsOf(rulePages[id] ?? '').join() !== [id, ...headings].join(),
  );
  assert.deepEqual(
    wrong.map(({ id }) => `${id}: ${headingsOf(rulePages[id] ?? '').join(', ')}`),
    [],
  );
});

test('every rule file has a page, and every page a rule', () => {
  const files = fs.readdirSync('server/rules');
  const ids = new Set(rules.map(({ id }) => id));
  const pages = files.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -3));
  assert.deepEqual(
    pages.filter((id) => !ids.has(id)),
    [],
  );
  assert.deepEqual(
    [...ids].filter((id) => !files.includes(`${id}.ts`)),
    [],
  );
});

test('no rule knows a framework by name', () => {
  const named = fs
    .readdirSync('server/rules')
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .filter((file) =>
      /['"`](keras|tensorflow|flax|haiku|equinox)\b/i.test(
        fs.readFileSync(`server/rules/${file}`, 'utf8'),
      ),
    );
  assert.deepEqual(named, []);
});

function headingsOf(page: string): readonly string[] {
  const prose = page.replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/^#{1,2} (.+)$/gm)].map(([, heading]) => heading!.trim());
}
