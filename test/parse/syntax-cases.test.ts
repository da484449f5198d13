import assert from 'node:assert/strict';
import test from 'node:test';
import { parsePython } from '../../server/parse/python';
import { readCases } from './cases';
import { printSyntax } from './print-syntax';

for (const { file, name, source, expected } of readCases('test/parse/cases')) {
  test(`${file}: ${name}`, () => {
    assert.equal(printSyntax(parsePython(source), source), expected);
  });
}
