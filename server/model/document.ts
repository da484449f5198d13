/** One text that the service looks at, with all that it may know about where it comes from. */
export interface SourceDocument {
  readonly uri: string;
  readonly language: Language;
  /** For a notebook: the code cells joined, each ending in a newline; else the whole text. */
  readonly text: string;
  /** Offsets at which the cells of a notebook start; absent for a plain file. */
  readonly cellStarts?: readonly number[];
}

/** Identifiers of languages as editors name them. */
export type Language =
  | 'python'
  | 'javascript'
  | 'javascriptreact'
  | 'typescript'
  | 'typescriptreact'
  | 'vue'
  | 'svelte'
  | 'html';

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
