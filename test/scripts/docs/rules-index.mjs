import fs from 'node:fs';
import path from 'node:path';
import { coveredFrameworks } from './coverage.mjs';

/** Names of the rules: the TypeScript files of server/rules that have a page beside them, sorted. */
export function ruleNames(root) {
  const folder = path.join(root, 'server/rules');
  const files = new Set(fs.readdirSync(folder));
  return [...files]
    .filter((file) => file.endsWith('.ts') && files.has(file.replace(/\.ts$/, '.md')))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
}

/** The text of server/rules/index.ts. */
export function rulesIndex(root) {
  const names = ruleNames(root);
  const imports = names.flatMap((name) => [
    `import ${variable(name)} from './${name}';`,
    `import ${variable(name)}Page from './${name}.md';`,
  ]);
  const list = names
    .map((name) => {
      const frameworks = JSON.stringify(coveredFrameworks(name));
      return `  { ...${variable(name)}, frameworks: ${frameworks} },\n`;
    })
    .join('');
  const pages = names.map((name) => `  '${name}': ${variable(name)}Page,\n`).join('');
  return `// Generated from the files of this folder by \`npm run docs\`; not edited by hand.
${[...imports, "import type { Rule } from './rule';"].join('\n')}

/** All rules, in the order of their ids, each with the frameworks that it speaks about. */
export const rules: readonly Rule[] = [${list && `\n${list}`}];

/** The page of each rule as Markdown, by rule id. */
export const rulePages: Readonly<Record<string, string>> = {${pages && `\n${pages}`}};
`;
}

function variable(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}
