const byteOrderMark = '\uFEFF';

/**
 * The text as the parser wants it, of equal length: a byte order mark and NUL characters become
 * spaces, and every line ends in `\n` (of `\r\n` the `\r` becomes a space, behind which a backslash
 * moves).
 */
export function prepareText(text: string): string {
  const marked = text.startsWith(byteOrderMark) ? ` ${text.slice(1)}` : text;
  const visible = marked.includes('\0') ? marked.replaceAll('\0', ' ') : marked;
  if (!visible.includes('\r')) return visible;
  return visible.replaceAll('\\\r\n', ' \\\n').replaceAll('\r\n', ' \n').replaceAll('\r', '\n');
}
