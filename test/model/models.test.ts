import assert from 'node:assert/strict';
import test from 'node:test';
import { parsePython } from '../../server/parse/python';
import { readFile } from '../../server/read/read-file';
import { readCases } from '../parse/cases';
import { printModels } from './print-model';

for (const { file, name, source, expected } of readCases('test/model/cases')) {
  test(`${file}: ${name}`, () => {
    const document = { uri: 'file:///project/model.py', language: 'python', text: source } as const;
    const { models } = readFile(document, parsePython(source));
    assert.equal(printModels(models), expected);
  });
}
