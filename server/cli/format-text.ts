import type { CheckArguments } from './check-arguments';
import { countFindings, type CheckReport, type FileReport, type ReportedFinding } from './report';
import { painter, type Paint } from './paint';

/** Findings for a person: place, severity, rule, message, and the code with the place underlined. */
export function formatText({ files }: CheckReport, colours: boolean): string {
  const paint = painter(colours);
  return files
    .flatMap((file) => file.findings.map((finding) => formatFinding(file, finding, paint)))
    .join('');
}

/** The last line: how much was looked at and found, and what could be or was mended. */
export function formatSummary(
  report: CheckReport,
  { fix, diff }: Pick<CheckArguments, 'fix' | 'diff'>,
  colours: boolean,
): string {
  const paint = painter(colours);
  const counts = countFindings(report);
  const looked = report.files.filter((file) => file.lookedAt).length;
  const inFiles = `in ${amount(looked, 'file')}`;
  const named = (Object.entries(counts) as [keyof typeof counts, number][])
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => paint[severity](amount(count, nouns[severity])));
  const found =
    named.length > 0
      ? `${named.join(', ')} ${inFiles}.`
      : looked > 0
        ? `${paint.good('No findings')} ${inFiles}.`
        : 'There was nothing to look at.';
  return `${[found, mended(report, fix, diff)].filter((part) => part !== '').join(' ')}\n`;
}

const nouns = { error: 'error', warning: 'warning', information: 'note', hint: 'hint' } as const;

function mended({ files }: CheckReport, fix: boolean, diff: boolean): string {
  const fixed = files.reduce((sum, file) => sum + file.fixed, 0);
  if (fix) return fixed > 0 ? `${amount(fixed, 'fix', 'fixes')} applied.` : '';
  if (diff) return fixed > 0 ? `${amount(fixed, 'fix', 'fixes')} would be applied.` : '';
  const fixable = files
    .flatMap((file) => file.findings)
    .filter((finding) => finding.fixes.some((one) => one.safe)).length;
  return fixable > 0 ? `${fixable} can be mended with --fix.` : '';
}

function formatFinding({ path }: FileReport, finding: ReportedFinding, paint: Paint): string {
  const { place, severity, rule, message } = finding;
  const cell = place.cell === undefined ? '' : `cell ${place.cell + 1}:`;
  const where = `${path}:${cell}${place.line}:${place.column}`;
  const head = `${paint.path(where)} ${paint[severity](severity)} ${paint.quiet(rule)} ${message}`;
  return `${head}\n${excerpt(finding, paint)}${pathTo({ path }, finding, paint)}\n`;
}

/** The places that lead to a finding over several files. */
function pathTo(
  file: Pick<FileReport, 'path'>,
  { related }: ReportedFinding,
  paint: Paint,
): string {
  if (related.every(({ path }) => path === undefined)) return '';
  return related
    .map(({ path = file.path, place, message }) =>
      paint.quiet(`  ${path}:${place.line}:${place.column} ${message}`),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function excerpt({ place, excerpt: lines, severity }: ReportedFinding, paint: Paint): string {
  const width = String(place.line + lines.length - 1).length;
  return lines
    .map((line, index) => {
      const isFirst = index === 0;
      const isLast = place.line + index === place.endLine;
      const start = isFirst ? place.column - 1 : line.length - line.trimStart().length;
      const end = isLast ? place.endColumn - 1 : line.length;
      const number = String(place.line + index).padStart(width);
      const carets = '^'.repeat(Math.max(1, end - start));
      const code = `${paint.quiet(`  ${number} |`)} ${line}\n`;
      const below = `${paint.quiet(`  ${' '.repeat(width)} |`)} ${blanks(line, start)}`;
      return `${code}${below}${paint[severity](carets)}\n`;
    })
    .join('');
}

/** As wide as the start of the line, tabs included. */
function blanks(line: string, length: number): string {
  return line.slice(0, length).replace(/[^\t]/g, ' ').padEnd(length);
}

function amount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
