// Runs the check over a checkout of a judged repository and compares with the recorded verdicts.
// Usage: node test/field/replay.mjs <owner/name> <path of the checkout>
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const cli = path.resolve(here, '../../dist/cli.js');
const folder = path.join(here, 'verdicts');

const [name, checkout] = process.argv.slice(2);
const repository = judgedRepositories().find((one) => one.repository === name);
if (!repository || !checkout || !fs.existsSync(checkout)) {
  console.error('Usage: node test/field/replay.mjs <owner/name> <path of the checkout>');
  for (const one of judgedRepositories()) console.error(`  ${one.repository} at ${one.commit}`);
  process.exit(2);
}

const found = check(fs.realpathSync(checkout));
const judged = repository.findings;
const verdicts = new Map(judged.map((one) => [key(one), one]));
const count = { true: 0, debatable: 0, false: 0, unjudged: 0 };
for (const one of found) {
  const verdict = verdicts.get(key(one));
  // Informations are judged by sample, so one without a verdict is no news.
  if (!verdict && one.severity === 'information') continue;
  count[verdict?.verdict ?? 'unjudged']++;
  if (!verdict) console.log(`unjudged  ${key(one)}  ${one.message}`);
  else if (verdict.verdict === 'false') console.log(`false     ${key(one)}  ${verdict.reason}`);
}
const seen = new Set(found.map(key));
const missing = judged.filter((one) => one.verdict === 'true' && !seen.has(key(one)));
for (const one of missing) console.log(`missing   ${key(one)}  ${one.reason}`);
console.log(
  `${name}: ${count.true} true, ${count.debatable} debatable, ${count.false} false, ` +
    `${count.unjudged} unjudged, ${missing.length} true ones no longer found.`,
);
process.exit(count.false + count.unjudged + missing.length > 0 ? 1 : 0);

function judgedRepositories() {
  return fs
    .readdirSync(folder)
    .map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')));
}

function check(root) {
  // The checkout is the working folder, so that its own settings and the paths are read from there.
  const run = spawnSync(process.execPath, [cli, 'check', '.', '--format', 'json', '--exit-zero'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) {
    console.error(run.stderr || String(run.error));
    process.exit(2);
  }
  return JSON.parse(run.stdout)
    .findings.filter(({ severity }) => severity !== 'hint')
    .map(({ rule, severity, message, path: file, place }) => ({
      ...{ rule, severity, message, line: place.line, cell: place.cell },
      path: path.relative(root, path.resolve(root, file)).split(path.sep).join('/'),
    }));
}

function key({ path: file, cell, line, rule }) {
  return `${file}${cell === undefined ? '' : `#${cell}`}:${line} ${rule}`;
}
