import { loadSource } from './load-source.mjs';
import { coveredFrameworks } from './coverage.mjs';
import { ruleNames } from './rules-index.mjs';

/** The rules (with the path of their page), the setting rows and what masks are reproduced, read from the sources. */
export async function loadFacts(root) {
  const names = ruleNames(root);
  const exports = names.map(
    (name, index) => `export { default as r${index} } from './rules/${name}';`,
  );
  const entry = `
    ${exports.join('\n')}
    export { unusedSuppression } from './service/unused-suppression';
    export { settingRows } from './service/settings';
    export { reproducedMasks } from '../engine';`;
  const facts = await loadSource(root, entry);
  const ruled = names.map((name, index) => ({
    ...facts[`r${index}`],
    frameworks: coveredFrameworks(name),
    page: `server/rules/${name}.md`,
  }));
  const suppression = { ...facts.unusedSuppression, page: 'server/service/unused-suppression.md' };
  const { settingRows, reproducedMasks } = facts;
  return { rules: [...ruled, suppression], settingRows, reproducedMasks };
}
