import assert from 'node:assert/strict';
import test from 'node:test';
import type { Statement } from '../../server/model/syntax';
import { parsePython } from '../../server/parse/python';
import { corpus, placesOf } from './corpus';

for (const { file, text } of corpus) {
  test(`${file}, cut at every tenth character, keeps what ended before`, () => {
    const whole = parsePython(text).body;
    for (let cut = 0; cut <= text.length; cut += 10) {
      const { body } = parsePython(text.slice(0, cut));
      const lineStart = text.lastIndexOf('\n', cut - 1);
      const ended = whole.filter((statement) => statement.span.end <= lineStart);
      // The last that ended may go on: a decorator, an `else`, an operator behind a bracket.
      assert.deepEqual(body.slice(0, ended.length - 1), ended.slice(0, -1), `cut at ${cut}`);
    }
  });

  test(`${file} keeps its definitions when a line is half typed`, () => {
    const lines = lineEnds(text);
    for (const typed of [
      'self.x = nn.Dropout(',
      'x = [',
      'self.',
      'if self.training',
      'y = "',
      '"""open',
    ]) {
      for (const at of lines.filter((_, index) => index % 7 === 0)) {
        const indent = /\n([ \t]*)\S[^\n]*$/.exec(text.slice(0, at))?.[1] ?? '';
        const inserted = `\n${indent}${typed}`;
        const { body } = parsePython(text.slice(0, at) + inserted + text.slice(at));
        const lost = lostDefinitions(text, body, at, inserted.length);
        assert.deepEqual(lost, [], `${JSON.stringify(typed)} at ${at}`);
      }
    }
  });
}

/**
 * The ends of lines behind which a statement may be typed: not in strings, brackets or before a
 * decorated name.
 */
function lineEnds(text: string): number[] {
  const module = parsePython(text);
  const ends = new Set(
    placesOf(module)
      .filter(({ kind }) => kind === 'assign' || kind === 'return' || kind === 'expression')
      .map(({ span }) => span.end)
      .filter((end) => text[end] === '\n'),
  );
  return [...ends].sort((one, other) => one - other);
}

/** Top-level functions and classes with their methods that are not found again. */
function lostDefinitions(
  text: string,
  body: readonly Statement[],
  at: number,
  added: number,
): string[] {
  const places = (statements: readonly Statement[]): { key: string; start: number }[] =>
    statements.flatMap((statement) => {
      if (statement.kind !== 'function' && statement.kind !== 'class') return [];
      const own = { key: statement.name, start: statement.nameSpan.start };
      return statement.kind === 'class' ? [own, ...places(statement.body)] : [own];
    });
  const found = new Set(places(body).map(({ key, start }) => `${key}@${start}`));
  return places(parsePython(text).body)
    .map(({ key, start }) => `${key}@${start > at ? start + added : start}`)
    .filter((key) => !found.has(key));
}
