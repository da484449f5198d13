import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { Ajv } from 'ajv';
import { faulty, notebook, project, rule } from './run-cli';

// One pattern of the schema is no regular expression in Unicode mode.
const options = { strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true };
const validate = new Ajv(options).compile(schemaForAjv());

function sarif(out: string) {
  const log = JSON.parse(out);
  const isValid: boolean = validate(log);
  assert.ok(isValid, JSON.stringify(validate.errors, undefined, 2));
  return log.runs[0];
}

test('a run with findings, related places and fixes fits the schema', () => {
  const { run } = project({ 'a b/net.py': faulty, 'dropout-lens.json': '{"slect": []}' });
  const { tool, results, invocations } = sarif(run('check --format sarif').out);
  const [result] = results;
  assert.equal(result.ruleId, rule);
  assert.equal(tool.driver.rules[result.ruleIndex].id, rule);
  assert.match(tool.driver.rules[result.ruleIndex].help.markdown, /## What it finds/);
  assert.ok(!tool.driver.rules[result.ruleIndex].help.text.includes('`'));
  assert.equal(result.level, 'error');
  assert.match(result.message.text, /^F\.dropout drops 30 %/);
  const { artifactLocation, region } = result.locations[0].physicalLocation;
  assert.deepEqual(artifactLocation, { uri: 'a%20b/net.py', uriBaseId: '%SRCROOT%' });
  assert.deepEqual(region, { startLine: 6, startColumn: 16, endLine: 6, endColumn: 33 });
  const [change] = result.fixes[0].artifactChanges;
  assert.equal(change.replacements[0].insertedContent.text, ', training=self.training');
  assert.equal(invocations[0].executionSuccessful, false);
});

test('an empty run fits the schema', () => {
  const { results, invocations } = sarif(project({}).run('check --format sarif').out);
  assert.deepEqual(results, []);
  assert.equal(invocations[0].executionSuccessful, true);
});

test('in a notebook the cell is a property and the region counts inside it', () => {
  const { run } = project({ 'net.ipynb': notebook(['# Title', 'x = 1', faulty]) });
  const [result] = sarif(run('check --format sarif').out).results;
  assert.equal(result.locations[0].physicalLocation.artifactLocation.uri, 'net.ipynb');
  assert.equal(result.locations[0].physicalLocation.region.startLine, 6);
  assert.deepEqual(result.properties, { cell: 2 });
  assert.equal(result.fixes, undefined);
});

test('fingerprints tell equal lines apart and survive lines added above', () => {
  const twice = `${faulty}\n    def other(self, x):\n        return F.dropout(x, 0.3)\n`;
  const prints = (text: string): string[] =>
    sarif(project({ 'net.py': text }).run('check --format sarif').out).results.map(
      (result: { partialFingerprints: Record<string, string> }) =>
        Object.values(result.partialFingerprints)[0],
    );
  const [one, other] = prints(twice);
  assert.notEqual(one, other);
  assert.deepEqual(prints(`# new\n\n${twice}`), [one, other]);
});

/** The schema is of draft 4, whose only difference that matters here is the name of its id. */
function schemaForAjv(): object {
  const {
    id: _,
    $schema: __,
    ...schema
  } = JSON.parse(readFileSync('test/cli/fixtures/sarif-2.1.0.schema.json', 'utf8'));
  return schema;
}
