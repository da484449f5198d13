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
  const args = others.every((row) => isSame(row.args, first.args)) ? first.args : [];
  const { framework, form, kind } = first;
  return { ...shared, framework, form, kind, names, args };
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
