import assert from 'node:assert/strict';
import test from 'node:test';
import type { Language } from '../../server/model/document';
import { applyEdits } from '../../server/service/edits';
import { bench, finding, told, uri } from './hand-made';

function leftIn(text: string, language: Language = 'javascript'): readonly string[] {
  return told(bench(text, { language, rules: [finding('one', text), finding('two', text)] }));
}

/** The text after suppressing the first finding, here or in the whole file. */
function suppressed(
  text: string,
  where: 'line' | 'file' = 'line',
  language: Language = 'javascript',
): string {
  const rules = [finding('one', text)];
  const { service } = bench(text, { language, rules });
  const [first] = service.findings(uri);
  assert.ok(first);
  const [line, file] = service.actions(uri, first.span).filter(({ kind }) => kind === 'suppress');
  const action = where === 'line' ? line : file;
  assert.ok(action?.kind === 'suppress');
  const after = applyEdits(text, action.edits);
  assert.deepEqual(leftIn(after, language), [], after);
  return after;
}

test('comments of all kinds suppress', () => {
  assert.deepEqual(leftIn('a(one); // dropout-lens: ignore[one]\n'), []);
  assert.deepEqual(leftIn('a(one); // why dropout-lens: ignore[one]\n'), ['one: one']);
  assert.deepEqual(leftIn('// dropout-lens: ignore[one]\na(one);\n'), []);
  assert.deepEqual(leftIn('/* dropout-lens: ignore[one] */ a(one, two);\n'), ['two: two']);
  assert.deepEqual(leftIn('// dropout-lens: ignore-file\na(one);\nb(two);\n'), []);
  const page = '<!-- dropout-lens: ignore-file[one] -->\n<script>\na(one);\n</script>\n';
  assert.deepEqual(leftIn(page, 'vue'), []);
});

test('a comment above a statement speaks for all of its lines, not for those of its blocks', () => {
  assert.deepEqual(
    leftIn('// dropout-lens: ignore[one]\na({\n  b: one,\n}).then(\n  one,\n);\n'),
    [],
  );
  assert.deepEqual(leftIn('// dropout-lens: ignore[one]\nconst a =\n  one;\nb(one);\n'), [
    'one: one',
  ]);
  const block = '// dropout-lens: ignore[one]\nrun(one, () => {\n  b(one);\n});\n';
  assert.deepEqual(leftIn(block), ['one: one']);
  assert.deepEqual(leftIn('const a = [\n  // dropout-lens: ignore[one]\n  one,\n  one,\n];\n'), [
    'one: one',
  ]);
});

test('strings, templates and regular expressions hold nothing together', () => {
  const text =
    "const a = 'it(', b = /[(]\"/, c = `(${b}\n(`;\n// dropout-lens: ignore[one]\nd(one);\n";
  assert.deepEqual(leftIn(text), []);
});

test('a comment that suppresses nothing is reported', () => {
  assert.deepEqual(leftIn('a(two); // dropout-lens: ignore[one]\n'), [
    'two: two',
    'This comment suppresses nothing of `one`.',
  ]);
});

test('suppressing writes a comment of the language', () => {
  assert.equal(suppressed('a(one);\n'), 'a(one);  // dropout-lens: ignore[one]\n');
  assert.equal(
    suppressed('const a = `${one}\n`;\n'),
    '// dropout-lens: ignore[one]\nconst a = `${one}\n`;\n',
  );
  assert.equal(
    suppressed('#!/usr/bin/env node\na(one);\n', 'file'),
    '#!/usr/bin/env node\n// dropout-lens: ignore-file[one]\na(one);\n',
  );
  assert.equal(
    suppressed('<script>\na(one);\n</script>\n', 'file', 'vue'),
    '<!-- dropout-lens: ignore-file[one] -->\n<script>\na(one);\n</script>\n',
  );
});
