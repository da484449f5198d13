import type { ApiFact } from '../model/fact';

/**
 * The row of a callee that may be one of several: what all of them have in common.
 * Rows of different kinds or forms have nothing in common that a reader could use.
 */
export function commonRow(rows: readonly ApiFact[]): ApiFact | undefined {
  const [first, ...others] = rows;
  if (!first || others.every((row) => row === first)) return first;
  const alike = others.every((row) => row.kind === first.kind && row.form === first.form);
  if (!alike) return undefined;
  const shared = Object.fromEntries(
    Object.entries(first).filter(([column, value]) =>
      others.every((row) => isSame(row[column as keyof ApiFact], value)),
    ),
  );
  const names = first.names.filter((name) => others.every((row) => row.names.includes(name)));
  const { framework, form, kind, package: source } = first;
  return { ...shared, framework, form, kind, package: source, names, args: commonArguments(rows) };
}

/** Parameters that all have at one place under one name; where the names differ, a parameter that is called by both. */
function commonArguments(rows: readonly ApiFact[]): ApiFact['args'] {
  const length = Math.min(...rows.map(({ args }) => args.length));
  return Array.from({ length }, (_, place) => {
    const each = rows.map(({ args }) => args[place]!);
    const names = [...new Set(each.map(({ name }) => name))];
    const isOne = names.length === 1;
    return isOne
      ? (each.find((one) => !one.keywordOnly) ?? each[0]!)
      : { name: names.join(' or ') };
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
