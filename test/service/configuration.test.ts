import assert from 'node:assert/strict';
import test from 'node:test';
import type { RuleGroup } from '../../server/model/finding';
import { readConfiguration } from '../../server/service/configuration';
import { createExclusion, defaultExcludes } from '../../server/service/exclusion';
import { checkSettings } from '../../server/service/settings-check';
import { completeSettings } from '../../server/service/settings-complete';

const rules = [
  {
    id: 'extreme-rate',
    group: 'rate' as RuleGroup,
    options: { threshold: { type: 'number' as const, default: 0.9, description: '' } },
  },
  { id: 'stacked-dropout', group: 'placement' as RuleGroup },
];

const toml = (text: string) => readConfiguration('pyproject.toml', text, rules);
const json = (text: string) => readConfiguration('dropout-lens.json', text, rules);

test('both files have the same keys', () => {
  const fromToml = toml(`
[tool.dropout-lens]
select = ["rate", "stacked-dropout"]
exclude = ["vendor/"]
reportUnusedSuppressions = false
rules.severity = { extreme-rate = "hint" }
[tool.dropout-lens.rules.options.extreme-rate]
threshold = 0.95
`);
  const fromJson = json(`{
  "$schema": "any",
  "select": ["rate", "stacked-dropout"],
  "exclude": ["vendor/"],
  "reportUnusedSuppressions": false,
  "rules.severity": { "extreme-rate": "hint" },
  "rules": { "options": { "extreme-rate": { "threshold": 0.95 } } }
}`);
  assert.deepEqual(fromToml.problems, []);
  assert.deepEqual(fromToml, fromJson);
  const settings = completeSettings(fromToml.settings);
  assert.deepEqual(settings.severity, { 'extreme-rate': 'hint' });
  assert.deepEqual(settings.options, { 'extreme-rate': { threshold: 0.95 } });
  assert.deepEqual(settings.select, ['rate', 'stacked-dropout']);
  assert.equal(settings.reportUnusedSuppressions, false);
  assert.equal(settings.enable, true);
});

test('a pyproject.toml of other tools says nothing, even when it is broken', () => {
  assert.deepEqual(toml('[tool.black]\nline-length = 100\n'), {
    settings: {},
    problems: [],
    present: false,
  });
  assert.equal(toml('[tool.black\n').present, false);
  assert.deepEqual(toml('[tool.black\n').problems, []);
});

test('a broken file is told with the place', () => {
  const [problem] = toml('[tool.dropout-lens]\nselect = [\n').problems;
  assert.match(problem ?? '', /^is not TOML: line \d+, column \d+: \S/);
  assert.match(json('{"select": [}').problems[0] ?? '', /^is not JSON: /);
  assert.deepEqual(json('[]').problems, ['the file must hold settings by name.']);
});

test('wrong keys, types and values are told precisely, and the rest holds', () => {
  const { settings, problems } = json(`{
    "slect": [],
    "enable": 1,
    "ignore": ["rate", "stacked-dropuot", 3],
    "hover": { "enable": false },
    "rules": {
      "severity": { "extreme-rat": "off", "extreme-rate": "loud", "stacked-dropout": "off" },
      "options": { "extreme-rate": { "treshold": 1 }, "stacked-dropout": { "x": 1 } }
    },
    "exclude": "vendor"
  }`);
  assert.deepEqual(problems, [
    'There is no setting `slect` (did you mean `select`?).',
    '`enable` must be true or false, not 1.',
    '`ignore` holds 3, which is not a string.',
    '`stacked-dropuot` is neither a rule nor a group (did you mean `stacked-dropout`?).',
    '`hover.enable` is set in the editor only.',
    '`rules.severity` names `extreme-rat`, which is no rule (did you mean `extreme-rate`?).',
    '`rules.severity` of `extreme-rate` must be one of "error", "warning", "information", "hint", "off", not "loud".',
    '`rules.options`: rule `extreme-rate` has no option `treshold`; it has threshold.',
    '`rules.options`: rule `stacked-dropout` has no option `x`; it has none.',
    '`exclude` must be a list of strings, not "vendor".',
  ]);
  assert.deepEqual(settings['rules.severity'], { 'stacked-dropout': 'off' });
  assert.equal(settings.enable, undefined);
});

test('option values of the wrong type are told', () => {
  const given = { 'rules.options': { 'extreme-rate': { threshold: 'high' } } };
  assert.deepEqual(checkSettings(given, rules, 'editor').problems, [
    '`rules.options`: option `threshold` of `extreme-rate` must be a number, not "high".',
  ]);
});

test('later layers win, rules and options add up, excludes and ignores are united', () => {
  const settings = completeSettings(
    {
      select: ['rate'],
      ignore: ['a'],
      exclude: ['x/'],
      'rules.severity': { a: 'off', b: 'hint' },
      'rules.options': { a: { one: 1, two: 2 } },
    },
    {
      select: ['placement'],
      ignore: ['b'],
      exclude: ['y/', 'x/'],
      'rules.severity': { b: 'error' },
      'rules.options': { a: { two: 3 } },
    },
  );
  assert.deepEqual(settings.select, ['placement']);
  assert.deepEqual(settings.ignore, ['a', 'b']);
  assert.deepEqual(settings.exclude, ['x/', 'y/']);
  assert.deepEqual(settings.severity, { a: 'off', b: 'error' });
  assert.deepEqual(settings.options, { a: { one: 1, two: 3 } });
});

test('exclusions use the syntax of .gitignore', () => {
  const { excludes } = createExclusion(['vendor/', '*_pb2.py', '/top.py', '!kept_pb2.py']);
  assert.equal(excludes('vendor', true), true);
  assert.equal(excludes('a/vendor/b.py', false), true);
  assert.equal(excludes('a/x_pb2.py', false), true);
  assert.equal(excludes('a/kept_pb2.py', false), false);
  assert.equal(excludes('top.py', false), true);
  assert.equal(excludes('a/top.py', false), false);
  assert.equal(excludes('../elsewhere.py', false), false);
  assert.equal(createExclusion(defaultExcludes).excludes('.venv', true), true);
  assert.equal(createExclusion(defaultExcludes).excludes('src/env', true), false);
});
