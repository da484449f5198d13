import { version } from '../../package.json';
import { countFindings, type CheckReport } from './report';

/**
 * Findings for programs, as one JSON object:
 *
 * - `tool`, `version`: the name and version of this program.
 * - `files`: number of files looked at.
 * - `counts`: number of findings by severity: `error`, `warning`, `information`, `hint`.
 * - `findings`: sorted by path and place, each with `path` (relative to the current folder where it lies
 *   below it), `rule`, `severity`, `message`, `place`, `tags` (`unnecessary`, `deprecated`), `related`
 *   (each with `place`, `message`, and `path` where it lies in another file) and `fixes` (each with `title`, `safe` and `edits`, an edit being
 *   a `place` and the `text` to put there).
 * - `problems`: files that could not be looked at or written, each with `path` and `reason`, and sentences
 *   about configuration with `reason` only.
 *
 * A `place` has one-based `line`, `column`, `endLine`, `endColumn`; columns count UTF-16 units and ends are
 * exclusive. In a notebook it also has `cell`, the zero-based index of the cell, and lines count inside it.
 */
export function formatJson(report: CheckReport): string {
  const findings = report.files.flatMap(({ path, findings: own }) =>
    own.map(({ excerpt: _, ...finding }) => ({ path, ...finding })),
  );
  const problems = [
    ...report.files.flatMap(({ path, problems: own }) =>
      own.map(({ reason }) => ({ path, reason })),
    ),
    ...report.problems.map((reason) => ({ reason })),
  ];
  const output = {
    tool: 'dropout-lens',
    version,
    files: report.files.filter((file) => file.lookedAt).length,
    counts: countFindings(report),
    findings,
    problems,
  };
  return `${JSON.stringify(output, undefined, 2)}\n`;
}
