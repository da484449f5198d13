/** The outer parts of a written string. */
export interface Quotes {
  /** The letters before the opening quote, in lower case. */
  readonly prefix: string;
  readonly quote: string;
  /** Length of the prefix with the opening quote. */
  readonly opening: number;
  /** Whether the closing quote is there, and not escaped. */
  readonly isClosed: boolean;
}

/** Reads prefix and quotes of the text of a string. */
export function readQuotes(text: string): Quotes {
  const [start = '', letters = '', quote = ''] = stringStart.exec(text) ?? [];
  const opening = start.length;
  const content = text.slice(opening, Math.max(opening, text.length - quote.length));
  const backslashes = /\\*$/.exec(content)?.[0].length ?? 0;
  const hasRoom = text.length >= opening + quote.length;
  const isClosed = hasRoom && text.endsWith(quote) && backslashes % 2 === 0;
  return { prefix: letters.toLowerCase(), quote, opening, isClosed };
}

const stringStart = /^([a-zA-Z]*)("""|'''|"|')/;
