import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../server/model/finding';
import { rulePages, rules } from '../../server/rules';
import type { Example } from './examples';
import { compareMarks, describeFinding, examplesOf } from './examples';
import { applyFixes, findingsIn } from './run-rules';

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
  assert.deepEqual(compareMarks(example, findingsOf(example, rule)), { missing: [], surplus: [] });
}

/** Applies the first fix of each finding until nothing changes; the result is the `fixed` text and is clean. */
function checkFix(example: Example, fixed: Example, rule: string): void {
  const once = applyFixes(example.text, findingsOf(example, rule));
  assert.equal(once, fixed.text);
  const twice = applyFixes(once, findingsOf({ ...example, text: once }, rule));
  assert.equal(twice, once, 'the fix is not idempotent');
  assert.deepEqual(report(fixed, rule), []);
}

function report(example: Example, rule: string): readonly string[] {
  const findings = findingsOf(example, rule);
  return findings.map((finding) => describeFinding(example.text, finding));
}

function findingsOf({ text, file, language, versions }: Example, rule: string): readonly Finding[] {
  const uri = `file:///project/${file}`;
  const found = findingsIn([{ uri, language, text }], versions).get(uri) ?? [];
  return found.filter((one) => one.rule === rule);
}
