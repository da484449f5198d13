import fs from 'node:fs';
import path from 'node:path';
import { frameworkTitles } from './coverage.mjs';

const catalogueFile = 'server/facts/catalogue.json';
const openFile = 'test/house/open-cells.json';

/** What the catalogue promises: for each rule the frameworks that it speaks about, and why not about others. */
export function readCatalogue(root) {
  const rows = JSON.parse(fs.readFileSync(path.join(root, catalogueFile), 'utf8'));
  return Object.fromEntries(
    Object.entries(rows).map(([rule, { frameworks, elsewhere }]) => [
      rule,
      { frameworks: frameworks.split(' '), elsewhere },
    ]),
  );
}

/**
 * What holds for a rule in each framework: proven by a run of its examples, shown but not run, promised by the
 * catalogue and missing, or none where the pattern does not exist.
 */
export function cellsOf(promised, shown, results) {
  return Object.keys(frameworkTitles).map((framework) => {
    const examples = (results?.examples ?? []).filter((row) => frameworkOf(row) === framework);
    if (!shown.includes(framework)) {
      return { framework, state: promised.includes(framework) ? 'missing' : 'none' };
    }
    if (isProven(examples)) return { framework, state: 'proven' };
    const reasons = new Set(examples.map(({ reason }) => reason).filter(Boolean));
    return { framework, state: 'shown', reasons: [...reasons] };
  });
}

/** The list of promised cells that are still open, without those that have been filled; nothing is ever added. */
export function openCells(root, cells) {
  const file = path.join(root, openFile);
  if (!fs.existsSync(file)) return undefined;
  const left = Object.entries(JSON.parse(fs.readFileSync(file, 'utf8'))).flatMap(
    ([rule, frameworks]) => {
      const missing = cells(rule).filter(({ state }) => state === 'missing');
      const open = missing.filter(({ framework }) => frameworks.split(' ').includes(framework));
      return open.length > 0 ? [[rule, open.map(({ framework }) => framework).join(' ')]] : [];
    },
  );
  return { file: openFile, text: `${JSON.stringify(Object.fromEntries(left), undefined, 2)}\n` };
}

/** The framework of a row of results. */
export function frameworkOf({ framework = 'pytorch' }) {
  return framework;
}

/** A faulty example has shown the harm, and one that is right or mended has shown none. */
function isProven(examples) {
  const held = examples.filter(({ verdict }) => verdict === 'holds');
  const harmful = held.some(
    ({ state, runs = [] }) => state === 'faulty' && runs.some(({ found }) => found === 'harm'),
  );
  return harmful && held.some(({ state }) => state !== 'faulty');
}
