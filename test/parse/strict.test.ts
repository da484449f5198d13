import assert from 'node:assert/strict';
import test from 'node:test';
import type { SyntaxModule } from '../../server/model/syntax';
import { parseRecovering } from '../../server/parse/recovery';
import { lowerStatements } from '../../server/parse/statements';
import { parseStrict } from '../../server/parse/strict/strict';
import { prepareText } from '../../server/parse/text';
import type { ParsedStretch } from '../../server/parse/tree';
import { readCases } from './cases';
import { corpus } from './corpus';

for (const { file, text } of corpus) {
  test(`${file}: the strict parser reads it as the tolerant one does`, () => {
    // The newest statements are left to the tolerant parser.
    assert.equal(bothRead(text), file !== 'modern.py');
  });

  test(`${file}, damaged: what the strict parser accepts it reads as the tolerant one does`, () => {
    let accepted = 0;
    for (const damaged of damagedTexts(text, 400)) if (bothRead(damaged)) accepted++;
    assert.ok(accepted > 20, `only ${accepted} were accepted`);
  });
}

test('what the strict parser accepts of the cases it reads as the tolerant one does', () => {
  const allCases = readCases('test/parse/cases');
  const accepted = allCases.filter(({ source }) => bothRead(source));
  assert.ok(accepted.length > allCases.length / 2, `${accepted.length} of ${allCases.length}`);
});

test('what is no Python, or starts as something that the strict parser does not know, is left alone', () => {
  const left = [
    'x = (',
    'x = "',
    'x = """a',
    'x = f"{a"',
    "x = f'{a:'",
    'if a:\nb',
    'if a:\n    b\n  c',
    '  x = 1',
    'x = 1\n  y = 2',
    'print x',
    'x = 1 2',
    'x = a b',
    'x = )',
    'x = 0777L',
    'x = a not b',
    'x = a == not b',
    'match x:\n    case 1:\n        pass',
    'type X = int',
    'def f[T](x: T): pass',
    'x = `a`',
    'x = a?',
    'for x y in z: pass',
    'class X',
    'x = 1 \\ 2',
    'x: ',
    'import',
    '@a',
    'async x',
    'x = {1: 2, 3}',
  ];
  for (const text of left) assert.equal(parseStrict(text, 0, text.length), undefined, text);
});

test('a stretch of a text is read by its bounds, with offsets of the whole', () => {
  const text = 'x = (\ny = f(a)  # b\n"""';
  const stretch = parseStrict(text, 6, 20);
  assert.ok(stretch);
  assert.deepEqual(syntaxOf(text, stretch), syntaxOf(text, parseRecovering(text, 6, 20)));
  assert.equal(parseStrict('xy', 0, 1), undefined);
});

/** Asserts that the strict parser reads the text as the tolerant one, if it accepts it; tells whether it did. */
function bothRead(text: string): boolean {
  const prepared = prepareText(text);
  const strict = parseStrict(prepared, 0, prepared.length);
  if (!strict) return false;
  const tolerant = parseRecovering(prepared, 0, prepared.length);
  assert.deepEqual(syntaxOf(text, strict), syntaxOf(text, tolerant), text);
  return true;
}

function syntaxOf(text: string, { statements, comments, errors }: ParsedStretch): SyntaxModule {
  const source = { text, errors: [...errors] };
  return { body: lowerStatements(source, statements), comments, errors: source.errors };
}

/** Short pieces of the text with a token left out, doubled, moved or replaced by one from elsewhere. */
function* damagedTexts(text: string, count: number): Iterable<string> {
  const tokens = text.match(/\w+|\n[ \t]*|[ \t]+|[^\w\s]/g) ?? [];
  const lineEnds = tokens.flatMap((token, index) => (/^\n\S*$/.test(token) ? index : []));
  let seed = 1;
  const draw = (below: number): number => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < count; round++) {
    const from = lineEnds[draw(lineEnds.length)]!;
    const piece = tokens.slice(from, from + 40 + draw(200));
    const at = draw(piece.length);
    const other = tokens[draw(tokens.length)]!;
    const kinds = [[], [piece[at]!, piece[at]!], [other], [piece[at]!, other]];
    piece.splice(at, 1, ...kinds[round % kinds.length]!);
    yield piece.join('');
  }
}
