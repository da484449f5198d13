import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ScriptLanguage } from '../../server/model/document';

const folder = 'test/javascript/corpus';

const languages: Readonly<Record<string, ScriptLanguage>> = {
  '.js': 'javascript',
  '.jsx': 'javascriptreact',
  '.ts': 'typescript',
  '.vue': 'vue',
  '.svelte': 'svelte',
  '.html': 'html',
};

/** The fixture files: model code in the idioms of browser applications, without errors. */
export const corpus: readonly {
  readonly file: string;
  readonly text: string;
  readonly language: ScriptLanguage;
}[] = readdirSync(folder)
  .sort()
  .map((file) => ({
    file,
    text: readFileSync(path.join(folder, file), 'utf8'),
    language: languages[path.extname(file)] ?? 'javascript',
  }));
