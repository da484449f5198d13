import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Edit, Finding } from '../../server/model/finding';
import { parseScript } from '../../server/parse/javascript';
import { rulePages, rules } from '../../server/rules';
import { readDocument } from '../../server/service/read-document';
import { createServiceOf } from '../../server/service/service-core';
import type { Host } from '../../server/service/service-types';
import type { Settings } from '../../server/service/settings';
import type { Example } from './examples';
import { describeFinding, examplesOf } from './examples';

/** `RULE=<id>` narrows the run to one page. */
const wanted = process.env['RULE'];

for (const rule of rules.filter((one) => !wanted || one.id === wanted)) {
  describe(rule.id, () => {
    const examples = examplesOf(rulePages[rule.id] ?? '');
    const faulty = examples.filter((one) => one.state === 'faulty');
    const silent = examples.filter((one) => one.state === 'silent');

    test('has at least two faulty and two silent examples', () => {
      assert.ok(faulty.length >= 2, `${faulty.length} faulty examples`);
      assert.ok(silent.length >= 2, `${silent.length} silent examples`);
    });

    test('speaks about every framework of its examples', () => {
      const shown = new Set([...faulty, ...silent].map((one) => one.framework));
      const half = [...shown].filter((framework) => !rule.frameworks?.includes(framework));
      assert.deepEqual(half, [], 'a faulty and a silent example each, then npm run docs');
    });

    examples.forEach((example, index) => {
      const name = `line ${example.line}: ${example.state}`;
      if (example.state === 'silent') {
        test(name, () => assert.deepEqual(report(example, rule.id), []));
      } else if (example.state === 'faulty') {
        test(name, () => checkMarks(example, rule.id));
        const next = examples[index + 1];
        if (next?.state === 'fixed') {
          test(`line ${next.line}: the fix of line ${example.line}`, () => {
            checkFix(example, next, rule.id);
          });
        }
      }
    });

    test('a safe fix is shown', () => {
      const needs = rule.fixClass.startsWith('S');
      assert.ok(!needs || examples.some((one) => one.state === 'fixed'), 'no `fixed` fence');
    });
  });
}

function checkMarks(example: Example, rule: string): void {
  assert.ok(example.marks.length > 0, 'a faulty example needs a marker');
  const findings = findingsOf(example, rule);
  const missing = example.marks.filter(
    (mark) => !findings.some((one) => matches(one, mark, example.text)),
  );
  const surplus = findings.filter(
    (one) => !example.marks.some((mark) => matches(one, mark, example.text)),
  );
  const shown = (mark: Example['marks'][number]): string =>
    `${JSON.stringify(example.text.slice(mark.start, mark.end))} ${mark.severity}: ${mark.words}`;
  assert.deepEqual(
    {
      missing: missing.map(shown),
      surplus: surplus.map((one) => describeFinding(example.text, one)),
    },
    { missing: [], surplus: [] },
  );
}

function matches(finding: Finding, mark: Example['marks'][number], text: string): boolean {
  const lineEnd = text.indexOf('\n', finding.span.start);
  const end = Math.min(finding.span.end, lineEnd < 0 ? text.length : lineEnd);
  return (
    finding.span.start === mark.start &&
    end === mark.end &&
    finding.severity === mark.severity &&
    finding.message.includes(mark.words)
  );
}

/** Applies the first fix of each finding until nothing changes; the result is the `fixed` text and is clean. */
function checkFix(example: Example, fixed: Example, rule: string): void {
  const once = applyFixes(example, rule);
  assert.equal(once, fixed.text);
  assert.equal(applyFixes({ ...example, text: once }, rule), once, 'the fix is not idempotent');
  assert.deepEqual(report(fixed, rule), []);
}

function applyFixes(example: Example, rule: string): string {
  const edits: Edit[] = [];
  for (const finding of findingsOf(example, rule)) {
    const [fix] = finding.fixes;
    if (!fix) continue;
    const clash = fix.edits.some((edit) =>
      edits.some((one) => edit.span.start < one.span.end && one.span.start < edit.span.end),
    );
    const isNew = (edit: Edit): boolean =>
      !edits.some((one) => one.span.start === edit.span.start && one.text === edit.text);
    if (!clash) edits.push(...fix.edits.filter(isNew));
  }
  return edits
    .sort((one, other) => other.span.start - one.span.start)
    .reduce(
      (result, edit) => result.slice(0, edit.span.start) + edit.text + result.slice(edit.span.end),
      example.text,
    );
}

function report(example: Example, rule: string): readonly string[] {
  const findings = findingsOf(example, rule);
  return findings.map((finding) => describeFinding(example.text, finding));
}

function findingsOf({ text, file, language, versions }: Example, rule: string): readonly Finding[] {
  const failures: string[] = [];
  const host: Host = {
    settings: () => settings,
    versions: () => versions,
    log: (event) => event.level === 'error' && failures.push(event.message),
  };
  const service = createServiceOf(host, {
    rules,
    rulePages: new Map(),
    read: (document, given) => readDocument(document, given, parseScript),
  });
  const uri = `file:///project/${file}`;
  service.update({ uri, language, text });
  const findings = service.findings(uri).filter((one) => one.rule === rule);
  assert.deepEqual(failures, []);
  return findings;
}

/** Every rule runs, so that precedence between rules is tested too; rules that are off are turned on. */
const settings: Settings = {
  enable: true,
  severity: Object.fromEntries(
    rules
      .filter((rule) => rule.severity === 'off')
      .map((rule) => [rule.id, rule.id === 'rate-zero' ? 'hint' : 'information'] as const),
  ),
  options: {},
  select: [],
  ignore: [],
  exclude: [],
  hover: true,
  hoverPicture: true,
  codeLens: false,
  inlayHints: false,
  index: true,
  reportUnusedSuppressions: true,
};
