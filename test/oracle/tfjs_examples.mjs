// Runs the examples of the rule pages that are written for TensorFlow.js, and records what they show, as examples.py
// does for Python. The package is resolved from the folder given as the first argument; rules may follow.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSource } from '../scripts/docs/load-source.mjs';
import * as checks from './tfjs_checks.mjs';
import { loaderFrom, subjectOf } from './tfjs_subjects.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [home, ...wanted] = process.argv.slice(2);
console.warn = () => undefined;
const loader = loaderFrom(path.resolve(home));
await loader.tf.setBackend('cpu');
const { runnable } = await loadSource(root, "export { runnable } from '../test/oracle/digests';");

let wrong = 0;
let total = 0;
for (const name of fs.readdirSync(path.join(root, 'server/rules')).sort()) {
  const rule = name.replace(/\.md$/, '');
  const isWanted = name.endsWith('.md') && (wanted.length === 0 || wanted.includes(rule));
  if (isWanted) runPage(rule);
}
console.log(`${total} examples in TensorFlow.js, ${wrong} of them not as their pages say.`);
process.exitCode = wrong > 0 ? 1 : 0;

function runPage(rule) {
  const page = fs.readFileSync(path.join(root, `server/rules/${rule}.md`), 'utf8');
  const examples = runnable(page);
  if (!examples.some(({ framework }) => framework === 'tfjs')) return;
  const file = path.join(root, `test/oracle/results/${rule}.json`);
  const known = fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : { versions: {}, examples: [] };
  const rows = new Map(known.examples.map((row) => [row.digest, row]));
  const made = examples.flatMap((example) => {
    if (example.framework !== 'tfjs') return rows.get(example.digest) ?? [];
    total++;
    const row = verdictOf(example);
    if (/^(failed|contradicts)$/.test(row.verdict)) {
      wrong++;
      console.log(
        `${rule}: line ${example.line} (${row.state}) ${row.verdict}: ${row.reason ?? ''}`,
      );
      for (const one of row.runs ?? []) {
        console.log(`    ${one.run}: ${one.found} by ${one.check}: ${one.measured}`);
      }
    }
    return row;
  });
  const versions = { ...known.versions, '@tensorflow/tfjs': loader.tf.version.tfjs };
  const results = { ...known, versions, examples: made };
  fs.writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);
}

function verdictOf(example) {
  const row = { digest: example.digest, state: example.state, framework: 'tfjs' };
  if (example.reason) return { ...row, verdict: 'not run', reason: example.reason };
  try {
    const stated = example.runs.map((line) => [line, example.state === 'faulty']);
    const meant = example.meant.map((line) => [line, true]);
    const runs = [...stated, ...meant].flatMap(([line, expected]) =>
      example.checks.map((check) => asked(example, line, check, expected)),
    );
    if (runs.length === 0) return { ...row, verdict: 'failed', reason: 'found nothing to run' };
    const right = runs.every(({ expected }) => expected === undefined);
    return { ...row, verdict: right ? 'holds' : 'contradicts', runs };
  } catch (problem) {
    const text = String(problem.message).split('\n')[0].slice(0, 200);
    return { ...row, verdict: 'failed', reason: `${problem.constructor.name}: ${text}` };
  }
}

function asked(example, line, general, expected) {
  const [model, call, own] = line.split(/ ?\| ?/);
  const check = own ?? general;
  const [name, ...words] = check.split(' ');
  const options = Object.fromEntries(
    words
      .map((word) => word.split('='))
      .map(([key, value]) => [key, Number.isNaN(Number(value)) ? value : Number(value)]),
  );
  const ask = checks[name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())];
  const [harm, measured] = ask(subjectOf(loader, example, `${model}|${call}`), options);
  const shown = (is) => (is ? 'harm' : 'no harm');
  const meant = harm === expected ? {} : { expected: shown(expected) };
  return { run: `${model} | ${call}`, check, found: shown(harm), ...meant, measured };
}
