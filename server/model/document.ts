/** One text that the service looks at, with all that it may know about where it comes from. */
export interface SourceDocument {
  readonly uri: string;
  readonly language: Language;
  /** For a notebook: the code cells joined, each ending in a newline; else the whole text. */
  readonly text: string;
  /** Offsets at which the cells of a notebook start; absent for a plain file. */
  readonly cellStarts?: readonly number[];
}

export type Language = 'python' | ScriptLanguage;

/** Languages whose code is JavaScript or TypeScript, at least in part; the names are those of VS Code. */
export type ScriptLanguage = (typeof scriptLanguages)[number];

export const scriptLanguages = [
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'vue',
  'svelte',
  'html',
] as const;

/** Whether a language, by its name in VS Code, is one of those read by the script parser. */
export function isScript(language: string): language is ScriptLanguage {
  return (scriptLanguages as readonly string[]).includes(language);
}

/** Whether a language, by its name in VS Code, is one that is read. */
export function isLanguage(language: string): language is Language {
  return language === 'python' || isScript(language);
}

/** The code cells of a notebook as one text, each ending in a newline, and where each starts. */
export function joinCells(cells: readonly string[]): { text: string; cellStarts: number[] } {
  const cellStarts: number[] = [];
  let text = '';
  for (const cell of cells) {
    cellStarts.push(text.length);
    text += cell.endsWith('\n') ? cell : `${cell}\n`;
  }
  return { text, cellStarts };
}
