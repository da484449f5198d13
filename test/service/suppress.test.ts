import assert from 'node:assert/strict';
import test from 'node:test';
import { bench, finding, fixed, told, uri, type BenchOptions } from './hand-made';

function check(text: string, options: BenchOptions = {}) {
  const rules = [finding('one', text), finding('two', text)];
  return bench(text, { rules, ...options });
}

test('a comment at the end of a line speaks of the rules it names', () => {
  const text = 'a = one + two  # dropout-lens: ignore[one]\n';
  assert.deepEqual(told(check(text)), ['two: two']);
});

test('a comment without a list speaks of all rules', () => {
  assert.deepEqual(told(check('a = one + two  # dropout-lens: ignore\n')), []);
});

test('a reason may follow, and the comment may follow another one', () => {
  const text = 'a = one  # type: ignore  # dropout-lens: ignore[one] on purpose\n';
  assert.deepEqual(told(check(text)), []);
});

test('a comment alone on its line speaks of the next statement only', () => {
  const text = '# dropout-lens: ignore[one]\n\n# more\na = [\n    one,\n]\nb = one\n';
  assert.deepEqual(told(check(text)), ['one: one']);
  assert.equal(check(text).service.findings(uri)[0]?.span.start, text.lastIndexOf('one'));
});

test('within brackets a comment alone on its line speaks of the next line only', () => {
  const text = 'a = [\n    # dropout-lens: ignore[one]\n    one,\n    one,\n]\n';
  assert.equal(told(check(text)).length, 1);
});

test('the first and the last line of a statement speak of all its lines, the others of themselves', () => {
  const first = 'a = f(  # dropout-lens: ignore[one]\n    one,\n    one,\n)\n';
  const last = 'a = f(\n    one,\n    one,\n)  # dropout-lens: ignore[one]\n';
  const middle = 'a = f(\n    one,  # dropout-lens: ignore[one]\n    one,\n)\n';
  assert.deepEqual(told(check(first)), []);
  assert.deepEqual(told(check(last)), []);
  assert.equal(told(check(middle)).length, 1);
});

test('a comment above a decorator speaks of the function below it', () => {
  const text = '# dropout-lens: ignore[one]\n@cached\n@other(\n    3\n)\ndef one():\n    one\n';
  assert.equal(told(check(text)).length, 1);
});

test('a hash in a string is no comment, and a string over lines keeps its statement together', () => {
  const text = 'a = f("""\n  ( # [ \n""", one)  # dropout-lens: ignore[one]\nb = one\n';
  assert.equal(told(check(text)).length, 1);
});

test('an unclosed bracket does not hand the rest of the file to one comment', () => {
  const text = 'a = f(  # dropout-lens: ignore[one]\n\ndef g():\n    one\n';
  assert.equal(told(check(text, { errors: [{ start: 6, end: 7 }] })).length, 1);
});

test('ignore-file speaks of the whole file, and the rules not named still report', () => {
  const text = 'one\ntwo\n# dropout-lens: ignore-file[one]\none\n';
  assert.deepEqual(told(check(text)), ['two: two']);
});

test('a comment at the end of a cell does not speak of the next cell', () => {
  const text = 'x = 1\n# dropout-lens: ignore[one]\none\n';
  const cellStarts = [0, text.indexOf('one\n')];
  assert.deepEqual(told(check(text, { cellStarts })), [
    'This comment suppresses nothing of `one`.',
    'one: one',
  ]);
});

test('a comment that suppresses nothing is reported faded, and the safe fix removes it', () => {
  const text = 'a = 1  # dropout-lens: ignore[one]\nb = 2\n';
  const [report] = check(text).service.findings(uri);
  assert.equal(report?.severity, 'hint');
  assert.deepEqual(report?.tags, ['unnecessary']);
  assert.equal(report?.fixes[0]?.safe, true);
  assert.equal(fixed(text, report), 'a = 1\nb = 2\n');
});

test('the fix takes the whole line of a comment that stands alone', () => {
  const text = 'x = 1\r\n    # dropout-lens: ignore[one] because\r\ny = 2\r\n';
  assert.equal(fixed(text, check(text).service.findings(uri)[0]), 'x = 1\r\ny = 2\r\n');
});

test('the fix leaves what stands before and after in the same comment', () => {
  const text = 'a = 1  # noqa: E501  # dropout-lens: ignore[one]  # type: ignore\n';
  const after = fixed(text, check(text).service.findings(uri)[0]);
  assert.equal(after, 'a = 1  # noqa: E501# type: ignore\n'.replace('E501#', 'E501  #'));
});

test('of several names only those that suppress nothing are reported', () => {
  const text = 'a = one  # dropout-lens: ignore[one, two]\n';
  const { service } = check(text);
  const [report] = service.findings(uri);
  assert.equal(report?.message, 'This comment suppresses nothing of `two`.');
  assert.equal(fixed(text, report), 'a = one  # dropout-lens: ignore[one]\n');
});

test('an unknown rule is reported with the rule that was meant', () => {
  const text = 'a = one  # dropout-lens: ignore[onne]\n';
  const [found, report] = check(text).service.findings(uri);
  assert.equal(found?.rule, 'one');
  assert.equal(report?.message, 'There is no rule `onne`; `one` is near.');
  assert.equal(report?.fixes[0]?.safe, false);
  assert.equal(fixed(text, report), 'a = one  # dropout-lens: ignore[one]\n');
});

test('an unknown word is reported', () => {
  const [report] = check('a = 1  # dropout-lens: disable[one]\n').service.findings(uri);
  assert.equal(report?.message, '`disable` is no directive: `ignore` and `ignore-file` are.');
});

test('nothing is called unused when the rule did not run or code is half typed', () => {
  const text = 'a = 1  # dropout-lens: ignore[one]\nb = 2  # dropout-lens: ignore\n';
  assert.deepEqual(told(check(text, { settings: { ignore: ['one'] } })), []);
  assert.deepEqual(told(check(text, { settings: { select: ['two'] } })), []);
  assert.deepEqual(told(check(text, { settings: { reportUnusedSuppressions: false } })), []);
  assert.deepEqual(told(check(text, { errors: [{ start: 0, end: 1 }] })), []);
  assert.equal(told(check(text)).length, 2);
});
