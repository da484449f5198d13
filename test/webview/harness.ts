import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { explainerPage } from '../../client/explainer-page';
import { simulatorPage } from '../../client/simulator-page';
import type { SimulationInput } from '../../engine/simulation-input';
import { launchChromium } from '../scripts/chromium.mjs';

/** The folder of the project, from which the unit tests are run. */
const root = process.cwd();

/** The body's class and attributes and the variables of a colour theme, taken from the editor. */
interface Theme {
  readonly class: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, string>>;
}

export const themes = [
  'dark-modern',
  'light-modern',
  'hc-dark',
  'hc-light',
  'dark-reduced',
] as const;

export type ThemeName = (typeof themes)[number];

/** A browser and a server with the built page; `open` gives a page as the editor would show it. */
export interface Harness {
  open(options: OpenOptions): Promise<Opened>;
  /** Closes all pages that are open. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Which page is opened; the simulator where nothing is said. */
  readonly view?: 'simulator' | 'explainer';
  readonly input?: SimulationInput;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  readonly state?: unknown;
}

export interface Opened {
  readonly page: Page;
  /** Complaints of the console and of the policy. */
  readonly complaints: readonly string[];
  /** What the page has sent to its host. */
  sent(): Promise<Record<string, unknown>[]>;
  /** What the page has asked the editor to keep. */
  state(): Promise<unknown>;
  /** Sends a message as the host would. */
  send(message: unknown): Promise<void>;
}

/** Builds the programs of the view once, starts a server and a browser. */
export async function startHarness(): Promise<Harness> {
  const programs = ['webview', 'workshop', 'streams', 'explainer', 'laboratory'];
  const built = spawnSync(process.execPath, ['esbuild.mjs', ...programs], { cwd: root });
  if (built.status !== 0) throw new Error(`The webview does not build: ${String(built.stderr)}`);
  // First of all, since a server that listens would keep the run alive where there is no browser.
  const browser = await launchChromium();
  const pages = new Map<string, string>();
  const server = http.createServer((request, response) =>
    answer(request.url ?? '/', pages, response),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    open: (options) => openPage(browser, `http://127.0.0.1:${port}`, pages, options),
    closePages: async () =>
      void (await Promise.all(browser.contexts().map((each) => each.close()))),
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(url: string, pages: Map<string, string>, response: http.ServerResponse): void {
  const page = pages.get(url);
  if (page !== undefined) {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    return;
  }
  const name = path.basename(url);
  if (name === 'favicon.ico') return void response.writeHead(204).end();
  const file = path.join(root, 'dist', name);
  const type = { '.js': 'text/javascript', '.css': 'text/css' }[path.extname(name)];
  if (!type || !fs.existsSync(file)) response.writeHead(404).end();
  else response.writeHead(200, { 'Content-Type': type }).end(fs.readFileSync(file));
}

async function openPage(
  browser: Browser,
  origin: string,
  pages: Map<string, string>,
  options: OpenOptions,
): Promise<Opened> {
  const theme = readTheme(options.theme ?? 'dark-modern');
  const address = `/page-${pages.size}`;
  const nonce = `nonce${pages.size}`;
  const { view = 'simulator' } = options;
  const bundle = view === 'simulator' ? 'webview' : 'explainer';
  const parts = { script: `/${bundle}.js`, style: `/${bundle}.css`, cspSource: origin, nonce };
  const plain = view === 'simulator' ? simulatorPage(parts) : explainerPage(parts);
  pages.set(address, dressed(plain, theme, nonce, options));
  const context = await browser.newContext({
    viewport: { width: options.width ?? 760, height: options.height ?? 900 },
    deviceScaleFactor: options.scale ?? 1,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(origin + address);
  const send = (message: unknown): Promise<void> =>
    page.evaluate((data) => window.postMessage(data, '*'), message);
  const read = <T>(name: string): Promise<T> =>
    page.evaluate((key) => (globalThis as unknown as Record<string, T>)[key] as T, name);
  if (options.input) await send({ kind: 'show', input: options.input });
  return {
    page,
    complaints,
    send,
    sent: () => read('sentMessages'),
    state: () => read('keptState'),
  };
}

/** The page with the theme as the editor applies it, and with an editor that records. */
function dressed(page: string, theme: Theme, nonce: string, { state }: OpenOptions): string {
  const variables = Object.entries(theme.vars)
    .filter(([name]) => !name.includes('.'))
    .map(([name, value]) => `${name}: ${value};`)
    .join('\n');
  const attributes = Object.entries(theme.attrs)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
  const editor = `globalThis.sentMessages = [];
globalThis.keptState = ${JSON.stringify(state ?? null)};
globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => void globalThis.sentMessages.push(message),
  getState: () => globalThis.keptState,
  setState: (kept) => { globalThis.keptState = JSON.parse(JSON.stringify(kept)); return kept; },
});`;
  return page
    .replace('<link', `<style nonce="${nonce}">${editorStyles}</style><link`)
    .replace('</head>', `<style nonce="${nonce}">:root {\n${variables}\n}</style></head>`)
    .replace('<body>', `<body ${attributes}><script nonce="${nonce}">${editor}</script>`);
}

/** The rules that the editor puts before the page's own, as far as they touch what the page uses. */
const editorStyles = `
body { margin: 0; padding: 0 20px; background-color: transparent; color: var(--vscode-editor-foreground);
  font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
a, a code { color: var(--vscode-textLink-foreground); }
a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
code { font-family: monospace; color: var(--vscode-textPreformat-foreground);
  background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
pre code { padding: 0; }`;

function readTheme(name: ThemeName): Theme {
  return JSON.parse(
    fs.readFileSync(path.join(root, `test/webview/themes/${name}.json`), 'utf8'),
  ) as Theme;
}
