import assert from 'node:assert/strict';
import test from 'node:test';
import { completeSettings } from '../../server/service/settings-complete';
import { documentOf, packagesOf } from '../rules/packages';
import { findingsIn } from '../rules/run-rules';

/** Each use that may be meant, with a package that is silent for it and the rule that speaks without it. */
const uses = [
  ['intent.monteCarlo', 'missing-eval-mode', 'silent-monte-carlo'],
  ['intent.sideModels', 'missing-eval-mode', 'silent-moving-average'],
  ['intent.stoppedDropout', 'train-mode-not-restored', 'silent-attack-in-eval-mode'],
  ['intent.preparation', 'missing-eval-mode', 'silent-batchnorm-recalibration'],
] as const;

for (const [setting, rule, name] of uses) {
  test(`${setting} keeps ${rule} silent about ${name}, and lets it speak when it is off`, () => {
    assert.deepEqual(findingsOf(rule, name, {}), []);
    assert.deepEqual(findingsOf(rule, name, { [setting]: false }), [rule]);
  });
}

function findingsOf(rule: string, name: string, given: Readonly<Record<string, boolean>>) {
  const example = packagesOf(rule).find((one) => one.name === name);
  assert.ok(example, `no package ${rule}/${name}`);
  const documents = example.files.map(({ file, text }) => documentOf(file, text));
  const found = [...findingsIn(documents, undefined, completeSettings(given)).values()].flat();
  return [...new Set(found.map((one) => one.rule).filter((id) => id === rule))];
}
