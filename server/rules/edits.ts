import type { Edit } from '../model/finding';
import type { Arg, Call, FileModel } from '../model/model';
import type { Span } from '../model/span';

/** Removes an argument from a call together with the comma that belongs to it. */
export function argumentRemoval(
  call: Pick<Call, 'callee' | 'span'>,
  arg: Arg,
  file: FileModel,
): Edit {
  const start = arg.keyword?.start ?? arg.span.start;
  const before = file.text.slice(call.callee.end, start);
  const comma = /,\s*$/.exec(before);
  if (comma) return { span: { start: start - comma[0].length, end: arg.span.end }, text: '' };
  const after = /^\s*,\s*/.exec(file.text.slice(arg.span.end, call.span.end));
  return { span: { start, end: arg.span.end + (after?.[0].length ?? 0) }, text: '' };
}

/** The place behind the last argument, before a trailing comma. */
export function lastArgumentEnd(call: Call): Span {
  const end = Math.max(...Object.values(call.args).map((arg) => arg.span.end));
  return { start: end, end };
}
