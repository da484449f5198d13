import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { rulePages, rules } from '../../server/rules';
import { packagesOf, rulesWithPackages } from '../rules/packages';
import { identified } from './digests';

interface Row {
  readonly digest: string;
  readonly state: string;
  /** PyTorch where nothing is said. */
  readonly framework?: string;
  readonly verdict: 'holds' | 'contradicts' | 'failed' | 'not run';
  readonly reason?: string;
  readonly runs?: readonly { readonly check: string; readonly found: 'harm' | 'no harm' }[];
}

interface PackageRow extends Row {
  readonly name: string;
}

const folder = 'test/oracle/results';
const results: Readonly<Record<string, readonly Row[]>> = Object.fromEntries(
  fs.readdirSync(folder).map((file) => {
    const text = fs.readFileSync(`${folder}/${file}`, 'utf8');
    return [file.replace('.json', ''), (JSON.parse(text) as { examples: Row[] }).examples];
  }),
);
/** The rows of examples of several files, by the rule. */
const packages: Readonly<Record<string, readonly PackageRow[]>> = Object.fromEntries(
  fs.readdirSync(folder).map((file) => {
    const text = fs.readFileSync(`${folder}/${file}`, 'utf8');
    return [
      file.replace('.json', ''),
      (JSON.parse(text) as { packages?: PackageRow[] }).packages ?? [],
    ];
  }),
);
const rows = Object.entries(results).flatMap(([rule, all]) =>
  [...all, ...(packages[rule] ?? [])].map((row) => ({ rule, ...row })),
);

test('every example of every rule page was run as it stands now', () => {
  const stale = rules.flatMap(({ id }) => {
    const known = results[id] ?? [];
    const examples = identified(rulePages[id] ?? '');
    const changed = examples.filter(({ digest }, place) => known[place]?.digest !== digest);
    const places = changed.map(({ line, state }) => `${id}.md:${line} (${state})`);
    return known.length > examples.length ? [...places, `${id}.md: examples are gone`] : places;
  });
  assert.deepEqual(stale, [], 'run RULE=<id> npm run oracle -- examples');
});

test('every example of several files was run as it stands now', () => {
  const expected = rulesWithPackages().flatMap((rule) =>
    packagesOf(rule).flatMap(({ name, digest, state, fixed }) =>
      [state, ...(fixed.size > 0 ? ['fixed'] : [])].map(
        (one) => `${rule}/${name} ${one} ${digest}`,
      ),
    ),
  );
  const known = Object.entries(packages).flatMap(([rule, all]) =>
    all.map(({ name, state, digest }) => `${rule}/${name} ${state} ${digest}`),
  );
  assert.deepEqual(known.sort(), expected.sort(), 'run RULE=<id> npm run oracle -- examples');
});

test('there are no results for rules that do not exist', () => {
  const ids = new Set(rules.map(({ id }) => id));
  assert.deepEqual(
    Object.keys(results).filter((id) => !ids.has(id)),
    [],
  );
});

test('no example contradicts its page', () => {
  const wrong = rows.filter(({ verdict }) => verdict === 'contradicts' || verdict === 'failed');
  assert.deepEqual(wrong, []);
});

test('every rule shows its harm, or its page says why it cannot', () => {
  const unproven = Object.entries(results).filter(([, all]) => {
    const faulty = all.filter(({ state }) => state === 'faulty');
    const shows = faulty.some(({ runs }) => runs?.some(({ found }) => found === 'harm'));
    return !shows && !faulty.every(({ verdict, reason }) => verdict === 'not run' && reason);
  });
  assert.deepEqual(
    unproven.map(([rule]) => rule),
    [],
  );
});

test('at least 90 % of the examples are proven by execution', () => {
  const proven = rows.filter(({ verdict }) => verdict === 'holds').length;
  assert.ok(proven >= 0.9 * rows.length, `${proven} of ${rows.length}`);
});

test('at least 90 % of the cells of the matrix are proven, and the others say why not', () => {
  const cells = rules.flatMap(({ id, frameworks = [] }) =>
    frameworks.map((framework) => ({
      cell: `${id}, ${framework}`,
      own: (results[id] ?? []).filter((row) => (row.framework ?? 'pytorch') === framework),
    })),
  );
  const unproven = cells.filter(({ own }) => !isProven(own));
  assert.ok(unproven.length <= 0.1 * cells.length, unproven.map(({ cell }) => cell).join('; '));
  const silent = unproven.filter(({ own }) => !own.some(({ reason }) => reason));
  assert.deepEqual(
    silent.map(({ cell }) => cell),
    [],
  );
});

test('every check that pages use is seen to find harm, and to find none', () => {
  const runs = rows.flatMap((row) => row.runs ?? []);
  const nameOf = (check: string): string => check.split(' ')[0]!;
  const onlyOne = [...new Set(runs.map(({ check }) => nameOf(check)))].filter((name) => {
    const found = runs.filter(({ check }) => nameOf(check) === name).map((run) => run.found);
    return new Set(found).size < 2;
  });
  assert.deepEqual(onlyOne, []);
});

/** A faulty example has shown the harm, and one that is right or mended has shown none. */
function isProven(examples: readonly Row[]): boolean {
  const held = examples.filter(({ verdict }) => verdict === 'holds');
  return (
    held.some(({ state }) => state !== 'faulty') &&
    held.some(({ state, runs = [] }) => state === 'faulty' && runs.some(isHarm))
  );
}

function isHarm({ found }: { readonly found: string }): boolean {
  return found === 'harm';
}
