// Builds everything and packs the VSIX that ships; fails when it has grown beyond its limits.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { createVSIX, listFiles } from '@vscode/vsce';

const root = fileURLToPath(new URL('../..', import.meta.url));
// The script parser is loaded only for scripts, and does not count.
const limits = { bytes: 1_000_000, files: 50 };

/** Where the VSIX lies after `packExtension`. */
export const vsix = path.join(root, 'out/dropout-lens.vsix');

/** Builds and packs; returns what came out, and a sentence about it. */
export async function packExtension() {
  const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
  fs.mkdirSync(path.dirname(vsix), { recursive: true });
  // Everything is bundled, and the pictures of the README travel inside.
  const options = { cwd: root, dependencies: false, rewriteRelativeLinks: false };
  await createVSIX({
    ...options,
    packagePath: vsix,
    allowMissingRepository: true,
    skipLicense: false,
  });
  const files = (await listFiles({ ...options, packageManager: 0 })).length;
  const parser = zlib.deflateRawSync(fs.readFileSync(path.join(root, 'dist/script-parser.js')));
  const whole = fs.statSync(vsix).size;
  const bytes = whole - parser.length;
  const kilobytes = [whole, parser.length].map((size) => `${Math.round(size / 1000)} kB`);
  const sentence = `${path.relative(root, vsix)}: ${files} files, ${kilobytes[0]}, of which the script parser ${kilobytes[1]}`;
  return { files, bytes, sentence };
}

async function main() {
  const { files, bytes, sentence } = await packExtension();
  console.log(sentence);
  if (bytes > limits.bytes || files > limits.files) {
    throw new Error(`The limits are ${limits.files} files and ${limits.bytes / 1000} kB.`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
