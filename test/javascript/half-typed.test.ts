import assert from 'node:assert/strict';
import test from 'node:test';
import ts from 'typescript';
import { parseScript } from '../../server/parse/javascript';
import { diagnosticsOf } from '../../server/parse/script/tree';
import { placesOf } from '../parse/corpus';
import { corpus } from './corpus';

for (const { file, text, language } of corpus) {
  test(`${file} has no errors, and every span lies in it`, () => {
    const module = parseScript(text, language);
    assert.deepEqual(module.errors, []);
    assert.ok(module.body.length > 0);
    for (const { span } of placesOf(module)) {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
    }
  });

  test(`${file}: names and literals stand where they are said to stand`, () => {
    for (const { kind, name, span } of placesOf(parseScript(text, language))) {
      if (kind !== 'name' || name === undefined || /^(range|\{\d+\})$/.test(name)) continue;
      const isMade = /^(staticmethod|property|this)$/.test(name);
      if (isMade && text.slice(span.start, span.end) !== name) continue;
      assert.equal(text.slice(span.start, span.end), name);
    }
  });

  test(`${file}, cut at every tenth character, keeps what ended before`, () => {
    const whole = parseScript(text, language).body;
    for (let cut = 0; cut <= text.length; cut += 10) {
      const { body } = parseScript(text.slice(0, cut), language);
      const lineStart = text.lastIndexOf('\n', cut - 1);
      const ended = whole.filter((statement) => statement.span.end <= lineStart);
      const kept = ended.slice(0, -1);
      const starts = new Set(body.map(({ span }) => span.start));
      for (const { span } of kept) assert.ok(starts.has(span.start), `cut at ${cut}`);
    }
  });
}

test('code with errors is read around them, and the errors are told', () => {
  const { body, errors } = parseScript(
    'const a = ;\nconst b = 1;\nfunction c() {}\n',
    'javascript',
  );
  assert.deepEqual(
    body.map(({ kind }) => kind),
    ['assign', 'assign', 'function'],
  );
  assert.equal(errors.length, 1);
});

test('the parser of TypeScript keeps its errors where they are looked for', () => {
  const file = ts.createSourceFile('a.ts', 'const = 1', ts.ScriptTarget.Latest);
  const found = diagnosticsOf(file);
  assert.ok(Array.isArray(found) && found.length > 0);
  assert.ok(found.every(({ start, length }) => start >= 0 && length >= 0));
});

const count = 20_000;

const bombs: Readonly<Record<string, string>> = {
  parentheses: `x = ${'('.repeat(count)}1${')'.repeat(count)}`,
  calls: `x = ${'f('.repeat(count)}1${')'.repeat(count)}`,
  lists: `x = ${'['.repeat(count)}${']'.repeat(count)}`,
  sum: `x = ${'a + '.repeat(count)}a`,
  chain: `x = a${'.a()'.repeat(count)}`,
  arrows: `x = ${'() => '.repeat(count)}a`,
  conditionals: `x = ${'a ? b : '.repeat(count)}c`,
  blocks: '{'.repeat(count),
  'else if': `if (a) b();${' else if (a) b();'.repeat(count)}`,
  elements: `x = ${'<a>'.repeat(count)}`,
  templates: `x = ${'`${'.repeat(count)}`,
  garbage: '$?!}])'.repeat(2_000),
};

for (const [name, text] of Object.entries(bombs)) {
  test(`${name}: nested without end, read without an exception`, () => {
    for (const language of ['javascript', 'typescript'] as const) {
      assert.ok(parseScript(text, language).body.length >= 0);
    }
  });
}

test('what nests deeper than readers can follow is unknown there', () => {
  const { body } = parseScript(`x = ${'f('.repeat(600)}1${')'.repeat(600)}`, 'javascript');
  const depth = placesOf({ body, comments: [], errors: [] }).filter(({ kind }) => kind === 'call');
  assert.ok(depth.length > 100 && depth.length < 400);
});
