import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../server/model/finding';
import { rules } from '../../server/rules';
import { compareMarks, describeFinding } from './examples';
import { documentOf, packagesOf, rulesWithPackages, uriOf, type PackageExample } from './packages';
import { applyFixes, findingsIn } from './run-rules';

/** `RULE=<id>` narrows the run to one rule. */
const wanted = process.env['RULE'];
const all = rulesWithPackages().flatMap(packagesOf);

for (const one of all.filter(({ rule }) => !wanted || rule === wanted)) {
  describe(`${one.rule}/${one.name}`, () => {
    const found = findingsOf(textsOf(one));

    test(`finds what is marked (${one.state})`, () => {
      for (const { file, text, marks } of one.files) {
        const own = (found.get(uriOf(file)) ?? []).filter(({ rule }) => rule === one.rule);
        assert.deepEqual(compareMarks({ text, marks }, own), { missing: [], surplus: [] }, file);
      }
    });

    test('no other rule raises an error or a warning', () => {
      const others = one.files.flatMap(({ file, text }) =>
        (found.get(uriOf(file)) ?? [])
          .filter(({ rule, severity }) => rule !== one.rule && /error|warning/.test(severity))
          .map((each) => `${file} ${each.rule} ${describeFinding(text, each)}`),
      );
      assert.deepEqual(others, []);
    });

    if (one.files.some(({ leads }) => leads.length > 0)) {
      test('names the places that lead to the finding', () => checkLeads(one, found));
    }
    if (one.fixed.size > 0) test('the fix', () => checkFix(one, found));
  });
}

test('rules of packages exist', () => {
  const ids = rules.map(({ id }) => id);
  assert.deepEqual(
    rulesWithPackages().filter((rule) => !ids.includes(rule)),
    [],
  );
});

test('packages have three to eight files, and the last one is the script that is run', () => {
  const wrong = all.filter(({ files }) => files.length < 3 || files.length > 8);
  assert.deepEqual(
    wrong.map(({ rule, name, files }) => `${rule}/${name}: ${files.length}`),
    [],
  );
});

test('there are at least 25 faulty and 35 silent packages', () => {
  const count = (state: string): number => all.filter((one) => one.state === state).length;
  assert.ok(count('faulty') >= 25, `${count('faulty')} faulty ones`);
  assert.ok(count('silent') >= 35, `${count('silent')} silent ones`);
});

function checkLeads(one: PackageExample, found: ReadonlyMap<string, readonly Finding[]>): void {
  const named = [...found].flatMap(([uri, findings]) =>
    findings
      .filter(({ rule }) => rule === one.rule)
      .flatMap(({ related }) => related.map((each) => ({ ...each, uri: each.uri ?? uri }))),
  );
  const expected = one.files.flatMap(({ file, leads }) =>
    leads.map((lead) => ({ ...lead, uri: uriOf(file) })),
  );
  const missing = expected.filter(
    ({ uri, start, words }) =>
      !named.some(
        (each) => each.uri === uri && each.span.start === start && each.message.includes(words),
      ),
  );
  const surplus = named.filter(
    ({ uri, span }) => !expected.some((each) => each.uri === uri && each.start === span.start),
  );
  assert.deepEqual({ missing, surplus }, { missing: [], surplus: [] });
}

/** Fixes in all files give the texts of the `fixed` fences, and those are clean. */
function checkFix(one: PackageExample, found: ReadonlyMap<string, readonly Finding[]>): void {
  const texts = textsOf(one);
  const fixed = new Map(
    [...texts].map(([file, text]) => {
      const own = (found.get(uriOf(file)) ?? []).filter(({ rule }) => rule === one.rule);
      return [file, applyFixes(text, own)] as const;
    }),
  );
  for (const [file, text] of texts)
    assert.equal(fixed.get(file), one.fixed.get(file) ?? text, file);
  const left = [...findingsOf(fixed)].flatMap(([uri, findings]) =>
    findings.filter(({ rule }) => rule === one.rule).map(({ message }) => `${uri} ${message}`),
  );
  assert.deepEqual(left, []);
}

function textsOf(one: PackageExample): ReadonlyMap<string, string> {
  return new Map(one.files.map(({ file, text }) => [file, text]));
}

function findingsOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Finding[]> {
  return findingsIn(
    [...texts].map(([file, text]) => documentOf(file, text)),
    undefined,
  );
}
