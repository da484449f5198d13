import type { Finding } from '../model/finding';
import { overlaps, type Span } from '../model/span';
import type { CommentedText } from './directives';
import type { Action } from './service-types';
import { suppressHere, suppressInFile } from './suppression-edits';
import { unusedSuppression } from './unused-suppression';

/** What can be done about the findings at a place: fixes first, then ways to silence, then pages and simulator. */
export function actionsAt(
  findings: readonly Finding[],
  place: Span,
  source: CommentedText,
  simulatedLayer: { readonly title: string; readonly offset: number } | undefined,
): readonly Action[] {
  const touched = findings.filter((finding) => overlaps(finding.span, place));
  const silenceable = touched.filter((finding) => finding.rule !== unusedSuppression.id);
  return [
    ...touched.flatMap(fixes),
    ...silenceable.flatMap((finding) => suppressions(finding, source)),
    ...touched.map((finding) => ({
      kind: 'page' as const,
      title: `Show documentation for ${finding.rule}`,
      rule: finding.rule,
      finding,
    })),
    ...touched.map((finding) => ({
      kind: 'disable' as const,
      title: `Disable ${finding.rule} in settings`,
      rule: finding.rule,
      finding,
    })),
    ...(simulatedLayer
      ? [
          {
            kind: 'simulate' as const,
            title: `Open ${simulatedLayer.title} in the simulator`,
            offset: simulatedLayer.offset,
          },
        ]
      : []),
  ];
}

function fixes(finding: Finding): Action[] {
  return finding.fixes.map((fix, index) => ({
    kind: 'fix' as const,
    title: fix.title,
    rule: finding.rule,
    edits: fix.edits,
    preferred: index === 0 && fix.safe,
    finding,
  }));
}

function suppressions(finding: Finding, source: CommentedText): Action[] {
  const { rule } = finding;
  const whole = source.document.cellStarts ? 'this notebook' : 'this file';
  return [
    {
      kind: 'suppress',
      title: `Suppress ${rule} for this line`,
      rule,
      edits: suppressHere(rule, finding.span, source),
      finding,
    },
    {
      kind: 'suppress',
      title: `Suppress ${rule} for ${whole}`,
      rule,
      edits: suppressInFile(rule, source),
      finding,
    },
  ];
}
