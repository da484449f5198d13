import assert from 'node:assert/strict';
import test from 'node:test';
import { parsePython } from '../../server/parse/python';
import { readFile } from '../../server/read/read-file';
import { readCases } from '../parse/cases';
import { printModes } from './print-modes';

for (const { file, name, source, expected } of readCases('test/model/mode-cases')) {
  test(`${file}: ${name}`, () => {
    const document = { uri: 'file:///project/train.py', language: 'python', text: source } as const;
    assert.equal(printModes(readFile(document, parsePython(source))), expected);
  });
}

test('code cut off anywhere never throws', () => {
  const all = readCases('test/model/mode-cases')
    .map((one) => one.source)
    .join('\n');
  for (let end = 0; end < all.length; end += 37) {
    const text = all.slice(Math.max(0, end - 1500), end);
    const document = { uri: 'file:///project/train.py', language: 'python', text } as const;
    assert.ok(Array.isArray(readFile(document, parsePython(text)).modeRuns.observations));
  }
});

test('deep nesting and recursion end', () => {
  const loops = Array.from(
    { length: 12 },
    (_, depth) => `${'  '.repeat(depth)}for i${depth} in data:`,
  );
  const text = `import torch\nmodel = torch.nn.Sequential()\n${loops.join('\n')}\n${'  '.repeat(12)}model.eval()\n${'  '.repeat(12)}model(x)\ndef ping(m):\n  m.eval()\n  pong(m)\ndef pong(m):\n  m.train()\n  ping(m)\nping(model)\n`;
  const document = { uri: 'file:///project/train.py', language: 'python', text } as const;
  assert.ok(readFile(document, parsePython(text)).modeRuns.observations.length > 0);
});
