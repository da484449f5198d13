/** A piece of running text. */
export type Inline =
  | { readonly kind: 'text' | 'code' | 'strong' | 'emphasis'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly target: string };

/** Reads the marks inside a line: code, strong, emphasis and links; a backslash takes the next mark literally. */
export function readInline(text: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > end) pieces.push(plain(text.slice(end, match.index)));
    pieces.push(pieceOf(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(plain(text.slice(end)));
  return pieces;
}

/** Running text without its marks. */
export function plainText(content: readonly Inline[]): string {
  return content.map(({ text }) => text).join('');
}

const marks =
  /(?<fence>`+)(?<code>.+?)(?<!`)\k<fence>(?!`)|\*\*(?<strong>[^*]+)\*\*|(?<![\w*\\])\*(?<emphasis>[^*\s](?:[^*]*[^*\s])?)\*(?![\w*])|\[(?<label>[^\]]+)\]\((?<target>[^)\s]+)\)/g;

function pieceOf({ groups = {} }: RegExpMatchArray): Inline {
  const { code, strong, emphasis, label = '', target = '' } = groups;
  if (code !== undefined) return { kind: 'code', text: unescaped(code.trim()) };
  if (strong !== undefined) return { kind: 'strong', text: unescaped(strong) };
  if (emphasis !== undefined) return { kind: 'emphasis', text: unescaped(emphasis) };
  return { kind: 'link', text: unescaped(label), target };
}

function plain(text: string): Inline {
  return { kind: 'text', text: unescaped(text) };
}

function unescaped(text: string): string {
  return text.replace(/\\([\\|*`[\]])/g, '$1');
}
