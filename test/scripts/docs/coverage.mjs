import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSource } from './load-source.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { frameworkTraits } = await loadSource(
  root,
  "export { frameworkTraits } from './facts/frameworks';",
);

/** Names of the frameworks as people write them, by their names in data, in the order of columns. */
export const frameworkTitles = Object.fromEntries(
  Object.entries(frameworkTraits).map(([framework, { title }]) => [framework, title]),
);

/** What the examples of a framework are computed by, where it leaves that to another package. */
const backends = { keras: ['tensorflow'] };

/** The packages whose versions a run in a framework names, its own first. */
export const frameworkPackages = Object.fromEntries(
  Object.entries(frameworkTraits).map(([framework, traits]) => {
    const below = traits.on ? [frameworkTraits[traits.on].package] : [];
    return [framework, [traits.package, ...below, ...(backends[framework] ?? [])]];
  }),
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
