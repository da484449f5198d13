import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { Ajv } from 'ajv';
import { unifiedDiff } from '../../server/cli/diff';
import { formatGithub } from '../../server/cli/format-github';
import { formatSarif } from '../../server/cli/format-sarif';
import { formatSummary, formatText } from '../../server/cli/format-text';
import { helpOf } from '../../server/cli/help';
import type { CheckReport, ReportedFinding } from '../../server/cli/report';

const place = { line: 2, column: 1, endLine: 2, endColumn: 4 };

function finding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: 'unused-suppression',
    severity: 'hint',
    message: 'Two\nlines, 50 % of it',
    tags: ['unnecessary'],
    place,
    excerpt: ['abc'],
    related: [{ place: { ...place, line: 7, endLine: 7 }, message: 'here' }],
    fixes: [],
    ...changes,
  };
}

function report(...findings: ReportedFinding[]): CheckReport {
  const file = { path: 'net.py', findings, problems: [], fixed: 0, lookedAt: true };
  return { files: [file], problems: [] };
}

test('SARIF has related places, tags, problems and absolute paths, and fits the schema', () => {
  const { files, problems } = report(finding({ severity: 'information' }));
  const broken = {
    path: '/elsewhere/broken.ipynb',
    findings: [],
    problems: [{ reason: 'is not a valid notebook', serious: false }],
    fixed: 0,
    lookedAt: false,
  };
  const log = JSON.parse(formatSarif({ files: [...files, broken], problems }));
  const {
    id: _,
    $schema: __,
    ...schema
  } = JSON.parse(readFileSync('test/cli/fixtures/sarif-2.1.0.schema.json', 'utf8'));
  const options = { strict: false, validateFormats: false, unicodeRegExp: false };
  const validate = new Ajv(options).compile(schema);
  const isValid: boolean = validate(log);
  assert.ok(isValid, JSON.stringify(validate.errors, undefined, 2));
  const [run] = log.runs;
  assert.equal(run.results[0].level, 'note');
  assert.equal(run.results[0].relatedLocations[0].physicalLocation.region.startLine, 7);
  assert.deepEqual(run.results[0].properties, { tags: ['unnecessary'] });
  const [notification] = run.invocations[0].toolExecutionNotifications;
  assert.equal(notification.level, 'warning');
  assert.match(
    notification.locations[0].physicalLocation.artifactLocation.uri,
    /^file:\/\/\/(?:\w:\/)?elsewhere\/broken\.ipynb$/,
  );
  assert.equal(run.invocations[0].executionSuccessful, true);
});

test('a workflow command keeps its line whatever the message holds', () => {
  assert.equal(
    formatGithub(report(finding())),
    '::notice file=net.py,line=2,endLine=2,col=1,endColumn=4,title=Dropout Lens (unused-suppression)::Two%0Alines, 50 %25 of it\n',
  );
});

test('the summary counts what was found and what can be done', () => {
  const say = (given: CheckReport, options = { fix: false, diff: false }) =>
    formatSummary(given, options, false);
  const fixable = finding({
    severity: 'error',
    fixes: [{ title: '', safe: true, edits: [{ place, text: '' }] }],
  });
  assert.equal(
    say(report(fixable, fixable, finding())),
    '2 errors, 1 hint in 1 file. 2 can be mended with --fix.\n',
  );
  assert.equal(say({ files: [], problems: [] }), 'There was nothing to look at.\n');
});

test('a place of no width is marked with one caret', () => {
  const empty = finding({ message: 'm', place: { ...place, endColumn: 1 } });
  assert.equal(
    formatText(report(empty), false),
    'net.py:2:1 hint unused-suppression m\n  2 | abc\n    | ^\n\n',
  );
});

test('a diff has hunks with three lines of context and knows a missing last newline', () => {
  const before = Array.from({ length: 20 }, (_, i) => `line ${i + 1}`).join('\n');
  const after = before.replace('line 2\n', 'line two\n').replace('line 20', 'line 20\n');
  assert.equal(
    unifiedDiff('a.py', before, after),
    `--- a/a.py
+++ b/a.py
@@ -1,5 +1,5 @@
 line 1
-line 2
+line two
 line 3
 line 4
 line 5
@@ -17,4 +17,4 @@
 line 17
 line 18
 line 19
-line 20
\\ No newline at end of file
+line 20
`,
  );
  assert.equal(unifiedDiff('a.py', before, before), '');
  assert.match(unifiedDiff('a.py', '', 'x\n'), /@@ -0,0 \+1 @@\n\+x\n$/);
});

test('the help of each command names options that exist', () => {
  const named = [...(helpOf('check') ?? '').matchAll(/--([a-z-]+)/g)].map(([, name]) => name ?? '');
  const known = new Set([
    ...['format', 'output', 'fix', 'diff', 'select', 'ignore', 'config'],
    ...['stdin-filename', 'jobs', 'exit-zero', 'help'],
  ]);
  assert.deepEqual(new Set(named), known);
  assert.equal(helpOf('nonsense'), undefined);
});
