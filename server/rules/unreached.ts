import type { Call, FileModel } from '../model/model';

/** How a layer is called that no code can reach: it is a statement, or under a name that occurs once. */
export function unusedName(call: Call, file: FileModel): string | undefined {
  const { fact, context, written, span } = call;
  if (fact.form !== 'module' || fact.options === undefined) return undefined;
  if (context.result === 'discarded') return written;
  const { target = '', result, statement } = context;
  // What stands at the top of a script may be used by another one.
  if (result !== 'assigned' || context.function < 0 || !/^[\w$]+$/.test(target)) return undefined;
  const before = file.text.slice(0, statement.start);
  const isDirect = /^[^=]*=\s*$/.test(file.text.slice(statement.start, span.start));
  if (!isDirect || /export\s+(const|let|var)\s*$/.test(before)) return undefined;
  const places = file.text.split(
    new RegExp(`(?<![\\w$])${target.replaceAll('$', '\\$')}(?![\\w$])`),
  );
  return places.length === 2 ? target : undefined;
}
