// Runs the steps of a script one after another and counts what their tests say.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Test counts as the runners of this repository print them. */
const counts = [
  { passed: /^[#ℹ] pass (\d+)$/m, failed: /^[#ℹ] fail (\d+)$/m },
  { passed: /: (\d+) passed, \d+ failed$/m, failed: /: \d+ passed, (\d+) failed$/m },
];

/** A list of steps; `run` shows what a step prints and counts its tests, `finish` prints the totals. */
export function createSteps() {
  const totals = { passed: 0, failed: 0 };
  return {
    /** Runs a program. A step without tests of its own counts as one. Resolves with whether it succeeded. */
    async run(title, command, ...args) {
      const start = Date.now();
      console.log(`\n▶ ${title}`);
      const { code, output } = await execute(command, args);
      const told = testCounts(output);
      const broken = code !== 0 && told.failed === 0;
      totals.passed += told.passed + (told.silent && code === 0 ? 1 : 0);
      totals.failed += told.failed + (broken ? 1 : 0);
      const seconds = ((Date.now() - start) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✔' : '✖'} ${title} (${seconds} s)`);
      return code === 0;
    },
    /** Counts something that is not a program. */
    fail(sentence) {
      totals.failed++;
      console.error(`✖ ${sentence}`);
    },
    finish() {
      console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
      process.exitCode = totals.failed > 0 ? 1 : 0;
    },
  };
}

function testCounts(output) {
  const sum = (pattern) =>
    [...output.matchAll(new RegExp(pattern, 'gm'))].reduce((all, [, n]) => all + Number(n), 0);
  const passed = counts.reduce((all, kind) => all + sum(kind.passed), 0);
  const failed = counts.reduce((all, kind) => all + sum(kind.failed), 0);
  return { passed, failed, silent: passed + failed === 0 };
}

function execute(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
      process.stdout.write(data);
    });
    child.stderr.on('data', (data) => process.stderr.write(data));
    child.on('error', (error) => {
      console.error(error.message);
      resolve({ code: 1, output });
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
