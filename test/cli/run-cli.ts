import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { buildSync } from 'esbuild';

const built = path.resolve(`out/cli/cli-${process.pid}.js`);
buildSync({
  entryPoints: ['server/cli/main.ts'],
  outfile: built,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  loader: { '.md': 'text' },
  logLevel: 'warning',
});
after(() => rmSync(built, { force: true }));

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder with files in which the command line runs; gone after the tests. */
export interface Project {
  readonly folder: string;
  run(args: string, options?: RunOptions): Outcome;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Writes files into a new folder; a name that ends in `/` is an empty folder. */
export function project(files: Readonly<Record<string, string | Buffer>>): Project {
  const folder = mkdtempSync(path.join(tmpdir(), 'dropout-lens-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(file, content);
  }
  return { folder, run: (args, options = {}) => runIn(folder, args, options) };
}

/** A module whose functional dropout is not tied to training: one error with a safe fix in line 6. */
export const faulty = `import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def forward(self, x):
        return F.dropout(x, 0.3)
`;

/** The same after the fix. */
export const mended = faulty.replace('0.3)', '0.3, training=self.training)');

/** The rule that finds the fault in `faulty`. */
export const rule = 'functional-dropout-always-on';

/** A notebook as Jupyter writes it; text cells start with `#`. */
export function notebook(cells: readonly string[], metadata: object = {}): string {
  const content = {
    cells: cells.map((source) => ({
      cell_type: source.startsWith('#') ? 'markdown' : 'code',
      ...(source.startsWith('#') ? {} : { execution_count: null, outputs: [] }),
      metadata: {},
      source: source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
    })),
    metadata,
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(content, undefined, 1)}\n`;
}

function runIn(folder: string, args: string, options: RunOptions): Outcome {
  const { NO_COLOR: _, FORCE_COLOR: __, ...environment } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [built, ...args.split(' ').filter((arg) => arg !== '')],
    {
      cwd: folder,
      input: options.input ?? '',
      env: { ...environment, ...options.environment },
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  return { code: status, out: stdout, err: stderr };
}
