import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { languages } from '../../client/languages';
import { languageOf } from '../../server/files/languages';
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

test('what VS Code has no name for by itself gets one by the ending of its file', () => {
  const { contributes } = JSON.parse(manifest) as {
    contributes: { languages: readonly { id: string; extensions: readonly string[] }[] };
  };
  // VS Code brings the other languages; these come with extensions that may not be installed.
  const named = contributes.languages.map(({ id, extensions }) => [id, ...extensions]);
  assert.deepEqual(named, [
    ['vue', '.vue'],
    ['svelte', '.svelte'],
  ]);
  for (const [id, ending = ''] of named) assert.equal(languageOf(`a${ending}`), id);
});
