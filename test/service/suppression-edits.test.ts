import assert from 'node:assert/strict';
import test from 'node:test';
import { applyEdits } from '../../server/service/edits';
import { bench, finding, uri } from './hand-made';

/** The text after suppressing the first finding, which is then gone and leaves no unused comment. */
function suppressed(text: string, where: 'line' | 'file' = 'line', cellStarts?: number[]): string {
  const rules = [finding('one', text), finding('two', text)];
  const { service } = bench(text, { rules, cellStarts });
  const [first] = service.findings(uri);
  assert.ok(first);
  const actions = service
    .actions(uri, first.span)
    .filter((action) => action.kind === 'suppress' && action.rule === first.rule);
  const action = actions[where === 'line' ? 0 : 1];
  assert.ok(action?.kind === 'suppress');
  const after = applyEdits(text, action.edits);
  const again = bench(after, { rules: [finding('one', after), finding('two', after)] });
  const left = again.service.findings(uri).filter((one) => one.rule === first.rule);
  assert.ok(left.length < service.findings(uri).filter((one) => one.rule === first.rule).length);
  assert.ok(!again.service.findings(uri).some((one) => one.rule === 'unused-suppression'), after);
  return after;
}

test('a comment is put at the end of the line', () => {
  assert.equal(suppressed('a = one\nb = 2\n'), 'a = one  # dropout-lens: ignore[one]\nb = 2\n');
  assert.equal(suppressed('a = one'), 'a = one  # dropout-lens: ignore[one]');
  assert.equal(suppressed('a = one\r\n'), 'a = one  # dropout-lens: ignore[one]\r\n');
});

test('it follows another comment and joins one of its own', () => {
  assert.equal(
    suppressed('a = one  # type: ignore\n'),
    'a = one  # type: ignore  # dropout-lens: ignore[one]\n',
  );
  assert.equal(
    suppressed('a = one + two  # dropout-lens: ignore[two] on purpose\n'),
    'a = one + two  # dropout-lens: ignore[two, one] on purpose\n',
  );
  assert.equal(
    suppressed('# dropout-lens: ignore[two]\na = one + two\n'),
    '# dropout-lens: ignore[two, one]\na = one + two\n',
  );
});

test('behind a long line it gets its own line with the same indentation', () => {
  const long = `    a = f(one, "${'x'.repeat(80)}")\n`;
  const text = `if b:\n${long}`;
  assert.equal(suppressed(text), `if b:\n    # dropout-lens: ignore[one]\n${long}`);
});

test('before a backslash and inside a string it stands above the statement', () => {
  assert.equal(
    suppressed('if b:\n\ta = one + \\\n\t\t3\n'),
    'if b:\n\t# dropout-lens: ignore[one]\n\ta = one + \\\n\t\t3\n',
  );
  assert.equal(
    suppressed('a = f(one, """\n  text\n""")\n'),
    '# dropout-lens: ignore[one]\na = f(one, """\n  text\n""")\n',
  );
});

test('in a call over several lines it stands on the line of the finding', () => {
  assert.equal(
    suppressed('a = f(\n    1,\n    one,\n)\n'),
    'a = f(\n    1,\n    one,  # dropout-lens: ignore[one]\n)\n',
  );
});

test('for a file it comes first, behind what must come first', () => {
  assert.equal(suppressed('a = one\n', 'file'), '# dropout-lens: ignore-file[one]\na = one\n');
  assert.equal(
    suppressed('#!/usr/bin/env python\n# -*- coding: utf-8 -*-\na = one\n', 'file'),
    '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# dropout-lens: ignore-file[one]\na = one\n',
  );
  assert.equal(
    suppressed('# dropout-lens: ignore-file[two]\na = one + two\n', 'file'),
    '# dropout-lens: ignore-file[two, one]\na = one + two\n',
  );
});

test('in a notebook it goes into the first cell that is no cell magic', () => {
  const text = '%%bash\nls\nx = 1\na = one\n';
  assert.equal(
    suppressed(text, 'file', [0, 10]),
    '%%bash\nls\n# dropout-lens: ignore-file[one]\nx = 1\na = one\n',
  );
});

test('actions come in order: fixes, suppressions, page, settings, simulator', () => {
  const text = 'import torch.nn as nn\nd = nn.Dropout(0.5)\n';
  const rule = finding('Dropout', text, {
    fix: (found) => [
      { title: 'safe', safe: true, edits: [{ span: found.span, text: 'Dropout1d' }] },
      { title: 'other', safe: false, edits: [{ span: found.span, text: 'Dropout2d' }] },
    ],
  });
  const { service } = bench(text, { rules: [rule] });
  const span = service.findings(uri)[0]?.span ?? { start: 0, end: 0 };
  const actions = service.actions(uri, span);
  assert.deepEqual(
    actions.map((action) => action.title),
    [
      'safe',
      'other',
      'Suppress Dropout for this line',
      'Suppress Dropout for this file',
      'Show documentation for Dropout',
      'Disable Dropout in settings',
      'Open nn.Dropout(p=0.5) in the simulator',
    ],
  );
  const preferred = actions.flatMap((one) =>
    one.kind === 'fix' && one.preferred ? one.title : [],
  );
  assert.deepEqual(preferred, ['safe']);
});

test('all safe fixes are applied together, except where they overlap', () => {
  const text = 'one two one\n';
  const replace = (word: string) =>
    finding(word, text, {
      fix: ({ span }) => ({ title: '', safe: word !== 'two', edits: [{ span, text: 'new' }] }),
    });
  const wide = finding('wide', text, {
    *check() {
      yield { span: { start: 0, end: 5 }, data: undefined };
    },
    fix: ({ span }) => ({ title: '', safe: true, edits: [{ span, text: '' }] }),
  });
  const { service } = bench(text, { rules: [replace('one'), replace('two'), wide] });
  assert.equal(applyEdits(text, service.fixAll(uri)), 'new two new\n');
});
