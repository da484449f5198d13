import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { languages } from '../../client/languages';
import { isLanguage, scriptLanguages } from '../../server/model/document';

const manifest = fs.readFileSync('package.json', 'utf8');

test('editor, manifest and server speak of the same languages', () => {
  assert.deepEqual([...languages], ['python', ...scriptLanguages]);
  assert.ok(languages.every(isLanguage));
  for (const language of languages) assert.ok(manifest.includes(`"onLanguage:${language}"`));
  const conditions = [...manifest.matchAll(/editorLangId =~ \/\^\(([^)]*)\)\$\//g)];
  assert.ok(conditions.length >= 4);
  for (const [, named = ''] of conditions) assert.deepEqual(named.split('|'), [...languages]);
});
