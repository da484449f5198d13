import { isScript, type Language } from '../model/document';

/** How comments are written in a language. */
export interface CommentMarks {
  /** What opens a comment, as a regular expression. */
  readonly opening: string;
  /** Whether a comment may hold several parts, each opened by its own mark. */
  readonly several: boolean;
  /** The comment with a text behind code, or on a line of its own within code. */
  inCode(text: string): string;
  /** The comment with a text on the first line of a file. */
  atTop(text: string): string;
}

/** The comments of a language. */
export function markOf(language: Language): CommentMarks {
  if (!isScript(language)) return python;
  return /^(vue|svelte|html)$/.test(language) ? markup : script;
}

const hash = (text: string): string => `# ${text}`;
const slashes = (text: string): string => `// ${text}`;
const python: CommentMarks = { opening: '#', several: true, inCode: hash, atTop: hash };
const script: CommentMarks = {
  opening: '(?://|/\\*+|<!--)',
  several: false,
  inCode: slashes,
  atTop: slashes,
};
const markup: CommentMarks = { ...script, atTop: (text) => `<!-- ${text} -->` };
