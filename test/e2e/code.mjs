#!/usr/bin/env node
// Stands in for the executable that @vscode/test-electron starts: same arguments, same exit code.
import fs from 'node:fs';
import { launchChromium } from '../scripts/chromium.mjs';
import { address, startServer } from './host.mjs';

const args = process.argv.slice(2);
const value = (name) => args.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = args.find((a) => !a.startsWith('-'));
const results = process.env.E2E_RESULTS; // the extension host inherits it from the server

const browser = await launchChromium();
let server;
let code = 99;
try {
  server = await startServer({ driver: true });
  const page = await browser.newPage();
  const verdict = new Promise((resolve) => {
    page.exposeFunction('codeAutomationExit', resolve); // called with 0 or 1 when run() ends
    page.on('crash', () => resolve(98));
    setTimeout(resolve, Number(process.env.E2E_TIMEOUT ?? 480_000), 97);
  });
  // The suite reports through its results file; what the workbench says goes beside it.
  const noise = fs.createWriteStream(`${results ?? 'e2e'}.host.log`);
  await page.exposeFunction('codeAutomationLog', (type, values) =>
    noise.write(`${type}: ${values.join(' ')}\n`),
  );
  page.on('pageerror', (error) => console.error('[page]', error.message));
  const extension = value('extensionDevelopmentPath');
  await page.goto(address(server.port, { folder, extension, tests: value('extensionTestsPath') }));
  code = await verdict;
  if (code === 97) await page.screenshot({ path: `${results ?? 'e2e'}.timeout.png` });
} finally {
  await browser.close();
  await server?.stop();
}
if (code === 0 && results && !fs.existsSync(results)) code = 96; // the suite never finished
process.exit(code);
