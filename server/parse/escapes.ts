/**
 * The value of the text between the quotes of a string: escapes decoded unless it is raw, line ends
 * as `\n`.
 */
export function decodeEscapes(written: string, isRaw: boolean): string {
  const text = written.includes('\r') ? written.replace(/\r\n?/g, '\n') : written;
  if (isRaw || !text.includes('\\')) return text;
  return text.replace(escape, (whole: string, body: string) => decodeEscape(whole, body));
}

const escape = /\\([0-7]{1,3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|N\{[^}]*\}|[^])/g;

const plainEscapes: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Names of characters would need their table: a named character becomes the replacement character.
 */
const unnamed = '\uFFFD';

function decodeEscape(whole: string, body: string): string {
  const plain = plainEscapes[body];
  if (plain !== undefined) return plain;
  if (body.startsWith('N{')) return unnamed;
  if (/^[0-7]/.test(body)) return String.fromCodePoint(parseInt(body, 8));
  const isHexadecimal = /^[xuU]./.test(body);
  if (!isHexadecimal) return whole;
  const point = parseInt(body.slice(1), 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : unnamed;
}
