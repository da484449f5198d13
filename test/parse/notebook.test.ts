import assert from 'node:assert/strict';
import test from 'node:test';
import { joinCells } from '../../server/model/document';
import { maskMagics } from '../../server/parse/magics';
import { parsePython } from '../../server/parse/python';
import { printSyntax } from './print-syntax';

/** What is left of a cell line by line, without the blanks at the ends of lines. */
function masked(cell: string): string[] {
  const text = maskMagics(cell);
  assert.equal(text.length, cell.length);
  return text.split('\n').map((line) => line.trimEnd());
}

test('magics, shell commands and help requests are blank', () => {
  const cell = '%matplotlib inline\n!pip install torch\n?nn.Dropout\nnn.Dropout??\nx = 1\n';
  assert.deepEqual(masked(cell), ['', '', '', '', 'x = 1', '']);
});

test('a block whose only line is a magic is not left empty', () => {
  assert.deepEqual(masked('if a:\n    !ls -l\n    %cd x\n'), ['if a:', '    pass', '    pass', '']);
});

test('a value that a command or magic gives is unknown', () => {
  const cell = 'files = !ls\nt = %timeit -o f(x)\na, b = !l\n';
  assert.deepEqual(masked(cell), ['files = ...', 't = ...', 'a, b = __', '']);
});

test('a magic that times its line leaves the code', () => {
  assert.deepEqual(masked('%time model.fit(x)\n%timeit -n 3 f()\n'), [
    'pass; model.fit(x)',
    '',
    '',
  ]);
});

test('a command goes on behind a backslash, also with Windows line ends', () => {
  assert.deepEqual(masked('!pip install \\\n  torch\nx = 1'), ['', '', 'x = 1']);
  assert.deepEqual(masked('!pip install \\\r\n  torch\r\nx = 1'), ['', '', 'x = 1']);
});

test('a remainder at the start of a line, in brackets or behind a backslash, is Python', () => {
  const cell = 'x = (a\n% b)\ny = a \\\n% b\nz = """\n%d\n!x\n"""\nw = "%d" % 3  # ?\n';
  assert.equal(maskMagics(cell), cell);
});

test('a cell of another language is blank, one that is timed or captured is not', () => {
  assert.deepEqual(masked('%%bash\necho "$x"\n'), ['', '', '']);
  assert.deepEqual(masked('\n%%html\n<b>'), ['', '', '']);
  assert.deepEqual(masked('%%time\nx = 1'), ['', 'x = 1']);
  assert.deepEqual(masked('%%capture out\n%cd x\nx = 1'), ['', '', 'x = 1']);
});

test('cells are read on their own: an open bracket ends with its cell', () => {
  const { text, cellStarts } = joinCells([
    '%pip install torch\nx = nn.Dropout(',
    'y = 1',
    'await z',
    '',
  ]);
  const module = parsePython(text, cellStarts);
  assert.equal(
    printSyntax(module, text),
    'set x = (call nn.Dropout)\nset y = 1\ndo (await z)\nerror ""',
  );
  const [, second] = module.body;
  assert.equal(text.slice(second?.span.start, second?.span.end), 'y = 1');
});

test('a plain file keeps what looks like a magic as an error', () => {
  assert.equal(parsePython('%time x = 1\n').errors.length > 0, true);
});

test('a notebook without cells is empty', () => {
  assert.deepEqual(parsePython('', []), { body: [], comments: [], errors: [] });
});
