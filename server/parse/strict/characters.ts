/** Codes of the characters that the strict parser tells apart. */
export const codes = {
  tab: 9,
  lineFeed: 10,
  formFeed: 12,
  space: 32,
  exclamation: 33,
  doubleQuote: 34,
  hash: 35,
  quote: 39,
  point: 46,
  equals: 61,
  backslash: 92,
  braceOpen: 123,
  braceClose: 125,
} as const;

/** Whether a word may start with the character: a letter, an underscore, or most that is not ASCII. */
export function isWordStart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= firstForeign
  );
}

/** Whether the character is 0 to 9. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a word may go on with the character. */
export function isWordPart(code: number): boolean {
  return isWordStart(code) || isDigit(code);
}

/** The character behind the no-break space, from which on the tolerant parser takes all for letters too. */
const firstForeign = 0xa1;
