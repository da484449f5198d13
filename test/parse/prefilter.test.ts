import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { facts } from '../../server/facts/index';
import { mayConcernModels } from '../../server/parse/prefilter';
import { corpus } from './corpus';

test('files of models are read', () => {
  for (const { file, text } of corpus) assert.ok(mayConcernModels(text), file);
});

test('bytes are searched as texts are', () => {
  assert.ok(mayConcernModels(Buffer.from('net = DropPath(0.1)')));
  assert.ok(!mayConcernModels(Buffer.from('print("hello")')));
});

test('a file that only imports a dropout layer, under any of its names, is read', () => {
  const layers = facts.filter(({ kind }) => kind === 'dropout');
  assert.ok(layers.length > 20);
  for (const name of layers.flatMap(({ names }) => names)) assert.ok(mayConcernModels(name), name);
});

test('every example of a rule page is read', () => {
  const folder = 'server/rules';
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
  assert.ok(pages.length > 0);
  for (const page of pages) {
    const text = readFileSync(path.join(folder, page), 'utf8');
    const fences = [...text.matchAll(/^```py\n([^]*?)^```/gm)].map(([, code = '']) => code);
    for (const code of fences) assert.ok(mayConcernModels(code), `${page}: ${code}`);
  }
});

test('files that have nothing to do with models are skipped', () => {
  const texts = [
    'import pandas as pd\nframe = pd.read_csv("a.csv").dropna()\n',
    'from django.db import models\n\nclass Post(models.Model):\n    title = models.CharField()\n',
    'import re\n\ndef parse(text):\n    return re.split(",", text)\n',
  ];
  for (const text of texts) assert.ok(!mayConcernModels(text), text);
});
