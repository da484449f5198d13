// Writes everything that is made from the rules and the settings; `--check` only says what is stale.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { coverageTable } from './docs/coverage.mjs';
import { rulesIndex } from './docs/rules-index.mjs';
import { loadFacts } from './docs/load.mjs';
import { withConfiguration } from './docs/manifest.mjs';
import { withMaskTable } from './docs/mask-table.mjs';
import { withHead } from './docs/rule-page.mjs';
import { withRuleTable, withSettingsTable } from './docs/readme.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const indexFile = 'server/rules/index.ts';
const coverageFile = 'server/facts/README.md';

/** Every generated file with the text it should have, by its path relative to the repository. */
export async function generate() {
  const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');
  const made = new Map([[indexFile, await ruleIndex()]]);
  const { rules, settingRows, reproducedMasks } = await loadFacts(root);
  for (const rule of rules) {
    made.set(rule.page, withHead(read(rule.page), rule, resultsOf(rule.id, read)));
  }
  made.set(coverageFile, await formatted(coverageFile, coverageTable(rules)));
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
  return formatted(indexFile, rulesIndex(root));
}

async function formatted(file, text) {
  const config = await resolveConfig(path.join(root, file));
  return format(text, { ...config, filepath: file });
}

/** What the last run of a rule's examples in the real frameworks has shown. */
function resultsOf(rule, read) {
  const file = `test/oracle/results/${rule}.json`;
  return fs.existsSync(path.join(root, file)) ? JSON.parse(read(file)) : undefined;
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
