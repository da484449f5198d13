/** Prints a title and rows of cells: the first column is text, the others are aligned to the right. */
export function printTable(title, head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join('   ')
      .trimEnd();
  console.log(`\n${title}\n`);
  console.log(`  ${line(head)}`);
  console.log(`  ${widths.map((width) => '─'.repeat(width)).join('───')}`);
  for (const row of rows) console.log(`  ${line(row)}`);
}

export function milliseconds(value) {
  if (value === undefined) return '–';
  return `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

export function seconds(value) {
  return value === undefined ? '–' : `${value.toFixed(2)} s`;
}

export function megabytes(value) {
  return value === undefined ? '–' : `${value.toFixed(0)} MB`;
}

export function times(value) {
  return value === undefined || !Number.isFinite(value)
    ? '–'
    : `${value.toFixed(value < 10 ? 1 : 0)} ×`;
}
