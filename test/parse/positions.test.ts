import assert from 'node:assert/strict';
import test from 'node:test';
import { parsePython } from '../../server/parse/python';
import { corpus, placesOf } from './corpus';
import { printSyntax } from './print-syntax';

for (const { file, text } of corpus) {
  test(`${file} has no error, and names stand where their spans say`, () => {
    const module = parsePython(text);
    assert.deepEqual(module.errors, []);
    const places = placesOf(module);
    assert.ok(places.length > 300);
    for (const { kind, name, nameSpan, span } of places) {
      assert.ok(span.start <= span.end && span.end <= text.length);
      if (kind === 'name') assert.equal(text.slice(span.start, span.end), name);
      if (nameSpan) assert.equal(text.slice(nameSpan.start, nameSpan.end), name);
    }
  });

  test(`${file} reads the same with other line ends`, () => {
    const printed = printSyntax(parsePython(text), text);
    for (const lineEnd of ['\r\n', '\r']) {
      const other = text.replaceAll('\n', lineEnd);
      assert.equal(printSyntax(parsePython(other), other), printed);
    }
  });

  test(`${file} has its spans at the same places with other line ends`, () => {
    const other = text.replaceAll('\n', '\r\n');
    const plain = placesOf(parsePython(text));
    const pairs = placesOf(parsePython(other)).map(
      (place, index) => [place, plain[index]] as const,
    );
    const offset = (at: number): number => other.slice(0, at).replaceAll('\r', '').length;
    for (const [place, expected] of pairs) {
      assert.equal(place.kind, expected?.kind);
      assert.equal(offset(place.span.start), expected?.span.start);
      assert.equal(offset(place.span.end), expected?.span.end);
    }
  });
}

test('a byte order mark, NUL characters and form feeds keep the offsets', () => {
  const text = '\uFEFFimport torch\n\f\nclass A:\0\n    x = 1\n\n\fdef f():\n    return "a\0b"\n';
  const module = parsePython(text);
  assert.deepEqual(module.errors, []);
  assert.equal(
    printSyntax(module, text),
    'import torch as torch (root)\nclass A ()\n  set x = 1\ndef f ()\n  return "a\\u0000b"',
  );
  const names = placesOf(module).filter((place) => place.nameSpan);
  for (const { name, nameSpan } of names) {
    assert.equal(text.slice(nameSpan?.start, nameSpan?.end), name);
  }
});

test('the span of a block ends with its last statement, and starts with its first decorator', () => {
  const text = '@a\nclass B:\n    def f(self):\n        pass  # why\n\n\n# far\nx = 1\n';
  const [statement] = parsePython(text).body;
  assert.equal(
    text.slice(statement?.span.start, statement?.span.end),
    text.slice(0, text.indexOf('  # why')),
  );
});
