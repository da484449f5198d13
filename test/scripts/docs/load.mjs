import path from 'node:path';
import { build } from 'esbuild';
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
  const bundle = await build({
    absWorkingDir: root,
    stdin: { contents: entry, resolveDir: path.join(root, 'server'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    write: false,
    loader: { '.md': 'text' },
    logLevel: 'error',
  });
  const code = Buffer.from(bundle.outputFiles[0].contents).toString('base64');
  const facts = await import(`data:text/javascript;base64,${code}`);
  const ruled = names.map((name, index) => ({
    ...facts[`r${index}`],
    page: `server/rules/${name}.md`,
  }));
  const suppression = { ...facts.unusedSuppression, page: 'server/service/unused-suppression.md' };
  const { settingRows, reproducedMasks } = facts;
  return { rules: [...ruled, suppression], settingRows, reproducedMasks };
}
