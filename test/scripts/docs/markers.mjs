/** Puts text between `<!-- name -->` and `<!-- /name -->`; undefined where the markers are missing. */
export function between(page, name, text) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = page.indexOf(open);
  const end = page.indexOf(close);
  if (start < 0 || end < start) return undefined;
  return `${page.slice(0, start)}${block(name, text)}${page.slice(end + close.length)}`;
}

/** Text with its markers. */
export function block(name, text) {
  return `<!-- ${name} -->\n\n${text.trim()}\n\n<!-- /${name} -->`;
}

/** A Markdown table. */
export function table(head, rows) {
  const line = (cells) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
