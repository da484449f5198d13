import { parseArgs } from 'node:util';
import { ruleEntries } from '../service/catalogue';
import { UsageError } from './usage-error';
import type { World } from './world';

/** `dropout-lens rules`: lists all rules. */
export function listRules(args: readonly string[], world: World): number {
  const format = readFormat(args);
  const rows = ruleEntries.map(({ id, severity, fixClass, group, summary }) => ({
    id,
    severity,
    fix: fixWords[fixClass],
    group,
    summary,
  }));
  if (format === 'json') world.out(`${JSON.stringify({ rules: rows }, undefined, 2)}\n`);
  else world.out(table(rows.map((row) => Object.values(row))));
  return 0;
}

const fixWords = { S: 'safe', G: 'offered', 'S or G': 'safe or offered', '-': 'none' } as const;

function readFormat(args: readonly string[]): string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { format: { type: 'string', default: 'text' } },
    });
    if (values.format === 'text' || values.format === 'json') return values.format;
  } catch {
    // The same sentence serves unknown options and unknown formats.
  }
  throw new UsageError('`rules` takes only `--format text` or `--format json`.', 'rules');
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
