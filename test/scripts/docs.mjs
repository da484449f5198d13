// Writes everything that is made from the rules and the settings; `--check` only says what is stale.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { cellsOf, openCells, readCatalogue } from './docs/cells.mjs';
import { rulesIndex } from './docs/rules-index.mjs';
import { loadFacts } from './docs/load.mjs';
import { withConfiguration } from './docs/manifest.mjs';
import { withMaskTable } from './docs/mask-table.mjs';
import { matrixPage } from './docs/matrix.mjs';
import { withHead } from './docs/rule-page.mjs';
import { withRuleTable, withSettingsTable } from './docs/readme.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const indexFile = 'server/rules/index.ts';
const matrixFile = 'server/facts/README.md';

/** Every generated file with the text it should have, by its path relative to the repository. */
export async function generate() {
  const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');
  const made = new Map([[indexFile, await ruleIndex()]]);
  const { rules, settingRows, reproducedMasks } = await loadFacts(root);
  for (const rule of rules) {
    made.set(rule.page, withHead(read(rule.page), rule, resultsOf(rule.id, read)));
  }
  const { page, open } = matrix(rules, read);
  made.set(matrixFile, await formatted(matrixFile, page));
  if (open) made.set(open.file, open.text);
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

/** The page of the matrix of rules and frameworks, and what is left of the list of its open cells. */
function matrix(rules, read) {
  const catalogue = readCatalogue(root);
  const rows = Object.keys(catalogue)
    .sort()
    .map((id) => {
      const { frameworks, elsewhere } = catalogue[id];
      const rule = rules.find((one) => one.id === id);
      const cells = cellsOf(frameworks, rule?.frameworks ?? [], resultsOf(id, read));
      return { id, elsewhere, cells, exists: rule !== undefined };
    });
  const results = rows.flatMap(({ id }) => resultsOf(id, read) ?? []);
  const open = openCells(root, (id) => rows.find((row) => row.id === id)?.cells ?? []);
  return { page: matrixPage(rows, results), open };
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
