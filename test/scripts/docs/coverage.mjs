import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSource } from './load-source.mjs';
import { table } from './markers.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { frameworkTraits } = await loadSource(
  root,
  "export { frameworkTraits } from './facts/frameworks';",
);

/** Names of the frameworks as people write them, by their names in data, in the order of columns. */
export const frameworkTitles = Object.fromEntries(
  Object.entries(frameworkTraits).map(([framework, { title }]) => [framework, title]),
);

const FENCE = /^```(?:py|jsx?|tsx?|vue|svelte|html)((?: +\S+)*)\s*$/gm;

/** The frameworks for which a rule page has a faulty and a silent example, in the order of the columns. */
export function coveredFrameworks(name) {
  const page = fs.readFileSync(path.join(root, `server/rules/${name}.md`), 'utf8');
  const shown = { faulty: new Set(), silent: new Set() };
  for (const [, words = ''] of page.matchAll(FENCE)) {
    const all = words.trim().split(/\s+/);
    const state = ['fixed', 'silent'].find((one) => all.includes(one)) ?? 'faulty';
    const framework = Object.keys(frameworkTitles).find((one) => all.includes(one)) ?? 'pytorch';
    shown[state]?.add(framework);
  }
  return Object.keys(frameworkTitles).filter(
    (framework) => shown.faulty.has(framework) && shown.silent.has(framework),
  );
}

/** The page that says which rule speaks about which framework. */
export function coverageTable(rules) {
  const columns = Object.keys(frameworkTitles).filter((framework) =>
    rules.some(({ frameworks }) => frameworks?.includes(framework)),
  );
  const rows = rules
    .filter(({ frameworks }) => frameworks)
    .map(({ id, frameworks }) => [
      `[${id}](../rules/${id}.md)`,
      ...columns.map((framework) => (frameworks.includes(framework) ? '●' : '')),
    ]);
  const head = ['Rule', ...columns.map((framework) => frameworkTitles[framework])];
  return `# Rules and frameworks

A dot says that the rule speaks about the framework: its page has at least one faulty and one silent example for it, which the tests run.

${table(head, rows)}
`;
}
