// Shows the product on the samples: findings in the terminal, then in an editor until Ctrl+C.
// `--no-open` ends after the terminal.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installHost, installPackages } from './install.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const samples = path.join(root, 'samples');

installPackages();
const { packExtension, vsix } = await import('./package.mjs');
console.log(`Built ${(await packExtension()).sentence}\n`);
spawnSync(process.execPath, ['dist/cli.js', 'check', 'samples'], { cwd: root, stdio: 'inherit' });
if (!process.argv.includes('--no-open')) await openEditor();

async function openEditor() {
  const code = desktopCode();
  if (code) {
    console.log('\nOpening the samples in VS Code.');
    const development = `--extensionDevelopmentPath=${root}`;
    spawnSync(code, ['--new-window', development, samples, firstSample()], { stdio: 'inherit' });
  } else {
    await serveEditor();
  }
}

/** The command of a desktop VS Code that can show a window here. */
function desktopCode() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return undefined;
  }
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0 ? name : undefined;
}

/** VS Code in the browser, from this machine only. */
async function serveEditor() {
  installHost();
  const { address, startServer } = await import('../e2e/host.mjs');
  const server = await startServer({ vsix });
  const url = address(server.port, { folder: samples, files: [firstSample()] });
  console.log(`\nVS Code shows the samples at\n\n  ${url}\n\nCtrl+C ends it.`);
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  if (process.env.DISPLAY) spawn(opener, [url], { stdio: 'ignore' }).on('error', () => undefined);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
  await server.stop();
}

function firstSample() {
  const python = fs.readdirSync(samples).filter((name) => name.endsWith('.py'));
  return path.join(samples, python.sort()[0] ?? '');
}
