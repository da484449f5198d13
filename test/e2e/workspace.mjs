// The files that the end-to-end tests open, in a folder of their own: the tests write into it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const fixtures = fileURLToPath(new URL('./workspace', import.meta.url));

/** Copies the fixtures, and adds what a repository of ours could not hold: ignored and installed files. */
export function copyWorkspace(folder) {
  fs.cpSync(fixtures, folder, { recursive: true });
  fs.writeFileSync(path.join(folder, '.gitignore'), 'generated/\n');
  fs.mkdirSync(path.join(folder, '.git'));
  const block = path.join(folder, 'package/blocks.py');
  for (const name of ['generated/skipped.py', '.venv/lib/site-packages/other.py']) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.copyFileSync(block, path.join(folder, name));
  }
}
