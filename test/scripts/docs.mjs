// Writes everything that is made from the rules and the settings; `--check` only says what is stale.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { rulesIndex } from './docs/rules-index.mjs';
import { loadFacts } from './docs/load.mjs';
import { withConfiguration } from './docs/manifest.mjs';
import { withMaskTable } from './docs/mask-table.mjs';
import { withHead } from './docs/rule-page.mjs';
import { withRuleTable, withSettingsTable } from './docs/readme.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const indexFile = 'server/rules/index.ts';

/** Every generated file with the text it should have, by its path relative to the repository. */
export async function generate() {
  const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');
  const made = new Map([[indexFile, await ruleIndex()]]);
  const { rules, settingRows, reproducedMasks } = await loadFacts(root);
  const results = JSON.parse(read('test/oracle/results.json'));
  for (const rule of rules) made.set(rule.page, withHead(read(rule.page), rule, results));
  made.set('package.json', withConfiguration(read('package.json'), rules, settingRows));
  const readme = withSettingsTable(withRuleTable(read('README.md'), rules), settingRows);
  made.set('README.md', withMaskTable(readme, reproducedMasks, goldens(read)));
  return made;
}

/** Paths of the generated files that do not have the text they should have. */
export async function stale() {
  const made = await generate();
  return [...made].filter(([file, text]) => current(file) !== text).map(([file]) => file);
}

async function ruleIndex() {
  const config = await resolveConfig(path.join(root, indexFile));
  return format(rulesIndex(root), { ...config, filepath: indexFile });
}

/** The masks that the frameworks drew, by the name of their file. */
function goldens(read) {
  const folder = 'test/oracle/golden';
  const files = fs.readdirSync(path.join(root, folder)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [file.replace('.json', ''), JSON.parse(read(`${folder}/${file}`))]),
  );
}

function current(file) {
  const whole = path.join(root, file);
  return fs.existsSync(whole) ? fs.readFileSync(whole, 'utf8') : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const files = await stale();
    for (const file of files) console.error(`${file} is stale; run npm run docs.`);
    process.exitCode = files.length > 0 ? 1 : 0;
  } else {
    // The list of rules comes first: what is loaded next imports it.
    fs.writeFileSync(path.join(root, indexFile), await ruleIndex());
    const made = await generate();
    for (const [file, text] of made) {
      if (current(file) === text) continue;
      fs.writeFileSync(path.join(root, file), text);
      console.log(`Wrote ${file}.`);
    }
  }
}
