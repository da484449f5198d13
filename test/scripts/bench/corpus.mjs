import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { modelSource } from './model-source.mjs';

/** The folder that is scanned: the one named, else an installed package of model code, else generated files. */
export function findCorpus(named) {
  if (named !== undefined)
    return { folder: path.resolve(named), what: path.basename(path.resolve(named)) };
  const installed = installedPackage();
  if (installed)
    return { folder: installed, what: `the installed package ${path.basename(installed)}` };
  return { folder: generateCorpus(), what: 'generated files' };
}

/** Large packages of model code, the largest first. */
const packages = ['transformers', 'torch', 'timm', 'torch_geometric', 'torchvision'];

function installedPackage() {
  const code = 'import sysconfig; print(sysconfig.get_paths()["purelib"])';
  for (const python of ['python3', 'python']) {
    const { status, stdout } = spawnSync(python, ['-c', code], { encoding: 'utf8' });
    if (status !== 0) continue;
    const found = packages
      .map((name) => path.join(stdout.trim(), name))
      .find((one) => fs.existsSync(one));
    if (found) return found;
  }
  return undefined;
}

const generatedFiles = 1_000;

function generateCorpus() {
  const folder = path.join(os.tmpdir(), 'dropout-lens-bench', 'corpus');
  for (let number = 0; number < generatedFiles; number++) {
    const below = path.join(folder, `package_${number % 40}`);
    fs.mkdirSync(below, { recursive: true });
    const lines = 60 + ((number * 97) % 900);
    fs.writeFileSync(path.join(below, `module_${number}.py`), modelSource(lines, number + 1));
  }
  return folder;
}
