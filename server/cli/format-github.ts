import type { CheckReport, ReportedFinding } from './report';

/** Findings as workflow commands, which GitHub Actions turns into annotations. */
export function formatGithub({ files }: CheckReport): string {
  return files
    .flatMap(({ path, findings }) => findings.map((finding) => command(path, finding)))
    .join('');
}

const levels = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
} as const;

function command(path: string, { place, rule, severity, message }: ReportedFinding): string {
  const inCell = place.cell !== undefined;
  // Lines of a cell are no lines of the file, so an annotation stands at its top and says where to look.
  const lines: [string, number][] = inCell
    ? [['line', 1]]
    : [
        ['line', place.line],
        ['endLine', place.endLine],
        // GitHub takes columns only for annotations within one line.
        ...(place.line === place.endLine
          ? ([
              ['col', place.column],
              ['endColumn', place.endColumn],
            ] as [string, number][])
          : []),
      ];
  const properties = [
    `file=${escapeProperty(path)}`,
    ...lines.map(([name, value]) => `${name}=${value}`),
    `title=${escapeProperty(`Dropout Lens (${rule})`)}`,
  ];
  const prefix = inCell ? `cell ${(place.cell ?? 0) + 1}, line ${place.line}: ` : '';
  return `::${levels[severity]} ${properties.join(',')}::${escapeData(prefix + message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
