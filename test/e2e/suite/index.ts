// Every VS Code test host calls run(); it resolves when all tests pass and rejects otherwise.
import fs from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import * as vscode from 'vscode';

/** What the suite leaves behind for the process that started the host. */
export interface Results {
  readonly passed: number;
  readonly failed: number;
  readonly vscode: string;
  /** One text per test, with the reason where it failed. */
  readonly lines: readonly string[];
}

export function run(): Promise<void> {
  const grep = process.env['E2E_GREP'];
  const reporter = Mocha.reporters.Base;
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 90_000, reporter, grep });
  for (const name of fs.readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  }
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    let passed = 0;
    let failures = 0;
    // Written after each test, so that a host that hangs leaves what it had done.
    const save = (): void => {
      const results: Results = { passed, failed: failures, vscode: vscode.version, lines };
      const file = process.env['E2E_RESULTS'];
      if (file) fs.writeFileSync(file, JSON.stringify(results));
    };
    const runner = mocha.run((failed) => {
      if (failed) reject(new Error(`${failed} tests failed`));
      else resolve();
    });
    runner.on('pass', (test) => {
      passed++;
      lines.push(`✔ ${test.fullTitle()} (${test.duration} ms)`);
      save();
    });
    runner.on('fail', (test, error: Error) => {
      lines.push(`✖ ${test.fullTitle()}\n${error.stack ?? error.message}`);
      failures++;
      save();
    });
  });
}
