import type { Language } from '../model/document';

/** The language of a file by the ending of its name; what has another ending is taken for Python. */
export function languageOf(path: string): Language {
  return languages[endingOf(path)] ?? 'python';
}

/** Whether a file in a folder is looked at. */
export function isSourcePath(path: string): boolean {
  return endingOf(path) in languages || path.endsWith('.ipynb');
}

const languages: Readonly<Record<string, Language>> = {
  '.py': 'python',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.jsx': 'javascriptreact',
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.tsx': 'typescriptreact',
  '.vue': 'vue',
  '.svelte': 'svelte',
  '.html': 'html',
  '.htm': 'html',
};

/** The ending with its dot; empty for a name without one. */
function endingOf(path: string): string {
  return /\.\w+$/.exec(path)?.[0].toLowerCase() ?? '';
}
