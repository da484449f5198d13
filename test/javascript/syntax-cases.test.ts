import assert from 'node:assert/strict';
import test from 'node:test';
import { scriptLanguages, type ScriptLanguage } from '../../server/model/document';
import { parseScript } from '../../server/parse/javascript';
import { readCases } from '../parse/cases';
import { printSyntax } from '../parse/print-syntax';

for (const { file, name, source, expected } of readCases('test/javascript/cases')) {
  test(`${file}: ${name}`, () => {
    const language = languageOf(file);
    assert.equal(printSyntax(parseScript(source, language), source), expected);
  });
}

/** `vue.txt` and `typescript-classes.txt` say their language first. */
function languageOf(file: string): ScriptLanguage {
  const word = file.replace(/[-.].*$/, '');
  const language = scriptLanguages.find((one) => one === word);
  if (!language) throw new Error(`${file} names no language.`);
  return language;
}
