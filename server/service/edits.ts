import type { Edit, Finding, Fix } from '../model/finding';

/** The safe fixes of a file that can be applied together: of two that overlap the first in the text wins. */
export function compatibleSafeFixes(findings: readonly Finding[]): readonly Edit[] {
  const accepted: Edit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find((one: Fix) => one.safe);
    if (!fix) continue;
    const news = fix.edits.filter((edit) => !accepted.some((other) => isSame(edit, other)));
    if (!news.some((edit) => accepted.some((other) => collide(edit, other))))
      accepted.push(...news);
  }
  return accepted.sort((one, other) => one.span.start - other.span.start);
}

/** The text after edits that do not overlap; their order does not matter. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort(
    (one, other) => one.span.start - other.span.start || one.span.end - other.span.end,
  );
  let result = '';
  let done = 0;
  for (const { span, text: replacement } of sorted) {
    result += text.slice(done, span.start) + replacement;
    done = span.end;
  }
  return result + text.slice(done);
}

function isSame(one: Edit, other: Edit): boolean {
  return (
    one.span.start === other.span.start &&
    one.span.end === other.span.end &&
    one.text === other.text
  );
}

/** Edits that touch collide too: which of two insertions at one place comes first would be chance. */
function collide(one: Edit, other: Edit): boolean {
  return one.span.start <= other.span.end && other.span.start <= one.span.end;
}
