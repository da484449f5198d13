import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../package.json';
import { pageOf, ruleEntries, type RuleEntry } from '../service/catalogue';
import type { CheckReport, ReportedFinding, ReportedFix, ReportedPlace } from './report';

const baseId = '%SRCROOT%';

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;

/**
 * Findings as SARIF 2.1.0. Paths are relative to the current folder, `%SRCROOT%`. For a notebook the uri is
 * the `.ipynb`, `result.properties.cell` is the cell's zero-based index and the region counts lines inside
 * the cell; fixes are given for plain files only, since their regions would not fit the file on disk.
 */
export function formatSarif(report: CheckReport): string {
  const fingerprints = new Map<string, number>();
  const results = report.files.flatMap((file) =>
    file.findings.map((finding) => result(file.path, finding, fingerprints)),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Dropout Lens', version, semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [baseId]: { description: { text: 'The folder in which the check was run.' } },
        },
        invocations: [invocation(report)],
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const rules = ruleEntries.map((rule) => {
  const page = pageOf(rule.id)?.markdown ?? rule.summary;
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: `${rule.summary}.` },
    help: { text: plainText(page), markdown: page },
    defaultConfiguration: configuration(rule),
    properties: { group: rule.group, tags: ['dropout', rule.group] },
  };
});

function configuration({ severity }: RuleEntry): object {
  return severity === 'off' ? { enabled: false, level: 'note' } : { level: levels[severity] };
}

function result(file: string, finding: ReportedFinding, fingerprints: Map<string, number>): object {
  const { rule, severity, message, place, related, fixes, tags } = finding;
  const inFile = place.cell === undefined ? fixes.filter((fix) => fix.edits.length > 0) : [];
  return {
    ruleId: rule,
    ruleIndex: ruleEntries.findIndex((entry) => entry.id === rule),
    level: levels[severity],
    message: { text: message },
    locations: [location(file, place)],
    ...(related.length > 0 && {
      relatedLocations: related.map((one, index) => ({
        id: index + 1,
        ...location(one.path ?? file, one.place),
        message: { text: one.message },
      })),
    }),
    ...(inFile.length > 0 && { fixes: inFile.map((fix) => fixOf(file, fix)) }),
    partialFingerprints: { 'dropoutLensFinding/v1': fingerprint(file, finding, fingerprints) },
    ...propertiesOf(place, tags),
  };
}

function propertiesOf({ cell }: ReportedPlace, tags: ReportedFinding['tags']): object {
  if (cell === undefined && tags.length === 0) return {};
  return { properties: { ...(cell !== undefined && { cell }), ...(tags.length > 0 && { tags }) } };
}

function location(file: string, place: ReportedPlace): object {
  return { physicalLocation: { artifactLocation: artifact(file), region: region(place) } };
}

function artifact(file: string): object {
  if (path.isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: baseId };
}

function region({ line, column, endLine, endColumn }: ReportedPlace): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function fixOf(file: string, { title, edits }: ReportedFix): object {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: artifact(file),
        replacements: edits.map(({ place, text }) => ({
          deletedRegion: region(place),
          insertedContent: { text },
        })),
      },
    ],
  };
}

/** Stays the same when lines are added elsewhere: made of rule, file, the code itself and its count in the file. */
function fingerprint(
  file: string,
  { rule, excerpt, place }: ReportedFinding,
  seen: Map<string, number>,
): string {
  const code = excerpt.map((line) => line.trim()).join('\n');
  const key = [rule, file, place.cell === undefined ? '' : 'cell', code].join('\0');
  const count = (seen.get(key) ?? 0) + 1;
  seen.set(key, count);
  return createHash('sha256').update(`${key}\0${count}`).digest('hex').slice(0, 32);
}

function invocation({ files, problems }: CheckReport): object {
  const notifications = [
    ...problems.map((text) => ({ level: 'error', message: { text } })),
    ...files.flatMap((file) =>
      file.problems.map(({ reason, serious }) => ({
        level: serious ? 'error' : 'warning',
        message: { text: reason },
        locations: [{ physicalLocation: { artifactLocation: artifact(file.path) } }],
      })),
    ),
  ];
  return {
    executionSuccessful: notifications.every(({ level }) => level !== 'error'),
    ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
  };
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A page for readers without Markdown: no generated marks and no code quotes. */
function plainText(markdown: string): string {
  return markdown
    .replace(/^<!--.*-->\n?/gm, '')
    .replaceAll('`', '')
    .trim();
}
