import type { ScriptLanguage } from '../model/document';
import type { Span } from '../model/span';

/** A stretch of script code in a document. */
export interface ScriptBlock {
  readonly span: Span;
  /** Types are written in it, so that `<T>value` is no element. */
  readonly types: boolean;
  /** Elements may stand among expressions. */
  readonly elements: boolean;
}

/** Where the code of a document stands: all of it, or the script blocks of its markup. */
export function scriptBlocks(text: string, language: ScriptLanguage): readonly ScriptBlock[] {
  if (language === 'vue' || language === 'svelte' || language === 'html') return inMarkup(text);
  const types = language === 'typescript' || language === 'typescriptreact';
  return [{ span: { start: 0, end: text.length }, types, elements: language !== 'typescript' }];
}

/** The comments of the markup around the script blocks. */
export function markupComments(text: string): readonly Span[] {
  return [...text.matchAll(markup)]
    .filter(([whole]) => whole.startsWith('<!--'))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** A comment, or a script element, open to the end where its end tag is not typed yet. */
const markup =
  /<!--[^]*?(?:-->|$)|(?<open><script\b(?<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>)(?<code>[^]*?)(?:<\/script\s*>|$(?![^]))/gi;

function inMarkup(text: string): readonly ScriptBlock[] {
  return [...text.matchAll(markup)].flatMap((match) => {
    const { open, attributes = '', code = '' } = match.groups ?? {};
    if (open === undefined || !isCode(attributes)) return [];
    const start = match.index + open.length;
    const language = attributeOf(attributes, 'lang')?.toLowerCase() ?? '';
    return [
      {
        span: { start, end: start + code.length },
        types: /^(ts|tsx|typescript)$/.test(language),
        elements: language !== 'ts' && language !== 'typescript',
      },
    ];
  });
}

/** Templates, shaders and data stand in script elements of another type. */
function isCode(attributes: string): boolean {
  const type = attributeOf(attributes, 'type');
  return type === undefined || /^$|^module$|script|^text\/babel$|^text\/jsx$/i.test(type);
}

function attributeOf(attributes: string, name: string): string | undefined {
  const pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i');
  const match = pattern.exec(attributes);
  return match ? (match[1] ?? match[2] ?? match[3]) : undefined;
}
