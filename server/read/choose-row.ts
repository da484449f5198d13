import type { ApiFact } from '../model/fact';
import { mayLieIn, type Versions } from '../model/versions';
import type { ReadArguments } from './arguments';
import { commonRow } from './common-row';

/**
 * The row that a call means, of several under one name, the oldest first: of those that hold in the project's
 * versions the one whose parameters take the arguments. Where several do, what they have in common;
 * where none does, the newest.
 */
export function chooseRow(
  rows: readonly ApiFact[],
  read: ReadArguments,
  versions: Versions,
): ApiFact | undefined {
  if (rows.length < 2) return rows[0];
  const current = rows.filter((row) => mayLieIn(versions[row.package], row.since, row.until));
  const recent = current.filter(({ legacy }) => !legacy);
  const held = recent.length > 0 ? recent : current.length > 0 ? current : rows;
  const fitting = held.filter((row) => takes(row, read));
  return fitting.length > 0 ? commonRow(fitting) : held.at(-1);
}

/** Whether a signature has a parameter for each argument. */
function takes({ args, openKeywords }: ApiFact, { list }: ReadArguments): boolean {
  const places = args.filter((one) => !one.keywordOnly && !one.variadic).length;
  const isOpen = args.some((one) => one.variadic);
  return list.every((arg) =>
    arg.position === 'keyword'
      ? openKeywords || args.some((one) => one.name === arg.name || one.aliases?.includes(arg.name))
      : isOpen || arg.position < places,
  );
}
