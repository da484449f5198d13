import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { rules } from '../../server/rules';

const SEVERITIES = ['error', 'warning', 'information'];
const VERDICTS = ['true', 'debatable', 'false'];

interface Repository {
  readonly repository: string;
  readonly commit: string;
  readonly kind: string;
  readonly files: number;
  readonly lines: number;
}

interface Judged {
  readonly repository: string;
  readonly path: string;
  readonly cell?: number;
  readonly line: number;
  readonly rule: string;
  readonly severity: string;
  readonly verdict: string;
  readonly reason: string;
}

const { repositories, findings } = read();
const shown = findings.filter(({ severity }) => severity !== 'information');

test('repositories are named once, each with its commit and size', () => {
  const names = repositories.map(({ repository }) => repository);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
  const wrong = repositories.filter(
    ({ repository, commit, kind, files, lines }) =>
      !/^[\w.-]+\/[\w.-]+$/.test(repository) ||
      !/^[0-9a-f]{40}$/.test(commit) ||
      kind === '' ||
      !(Number.isInteger(files) && files > 0) ||
      !(Number.isInteger(lines) && lines > 0),
  );
  assert.deepEqual(wrong, []);
});

test('verdicts name a repository, a place, a rule that exists and a reason', () => {
  const names = new Set(repositories.map(({ repository }) => repository));
  const ids = new Set(rules.map(({ id }) => id));
  const wrong = findings.filter(
    (one) =>
      !names.has(one.repository) ||
      !/^[^/\\].*\.(py|ipynb|jsx?|mjs|tsx?|vue|svelte|html)$/.test(one.path) ||
      one.path.endsWith('.ipynb') !== (one.cell !== undefined) ||
      !(Number.isInteger(one.line) && one.line > 0) ||
      !ids.has(one.rule) ||
      !SEVERITIES.includes(one.severity) ||
      !VERDICTS.includes(one.verdict) ||
      !/^\S.+\.$/.test(one.reason),
  );
  assert.deepEqual(wrong, []);
});

test('no place is judged twice for one rule', () => {
  const keys = findings.map(
    ({ repository, path, cell, line, rule }) => `${repository} ${path}#${cell}:${line} ${rule}`,
  );
  assert.deepEqual(
    keys.filter((key, index) => keys.indexOf(key) !== index),
    [],
  );
});

test('at most one of ten errors and warnings is false', () => {
  assert.ok(shown.length >= 30, `only ${shown.length} errors and warnings are judged`);
  const wrong = shown.filter(({ verdict }) => verdict === 'false');
  assert.ok(wrong.length * 10 <= shown.length, list(wrong));
});

test('fewer than two errors and warnings per 100,000 lines are false', () => {
  const lines = repositories.reduce((sum, one) => sum + one.lines, 0);
  const wrong = shown.filter(({ verdict }) => verdict === 'false');
  assert.ok(lines >= 1_000_000, `only ${lines} lines were read`);
  assert.ok((wrong.length / lines) * 100_000 < 2, list(wrong));
});

test('at most one of ten informations is false', () => {
  const sample = findings.filter(({ severity }) => severity === 'information');
  const wrong = sample.filter(({ verdict }) => verdict === 'false');
  assert.ok(wrong.length * 10 <= sample.length, list(wrong));
});

function read(): { repositories: readonly Repository[]; findings: readonly Judged[] } {
  const folder = 'test/field/verdicts';
  const judged: (Repository & { readonly findings: readonly Omit<Judged, 'repository'>[] })[] = fs
    .readdirSync(folder)
    .map((name) => JSON.parse(fs.readFileSync(`${folder}/${name}`, 'utf8')));
  return {
    repositories: judged,
    findings: judged.flatMap(({ repository, findings: inside }) =>
      inside.map((one) => ({ repository, ...one })),
    ),
  };
}

function list(wrong: readonly Judged[]): string {
  return wrong.map((one) => `${one.repository} ${one.path}:${one.line} ${one.rule}`).join('\n');
}
