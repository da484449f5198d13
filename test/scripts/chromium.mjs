// The one way in which tests and scripts start a browser.
import fs from 'node:fs';
import { chromium } from 'playwright-core';

/** A headless Chromium of the system; nothing is downloaded. */
export function launchChromium() {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = process.env.CHROMIUM_PATH ?? known.find((file) => fs.existsSync(file));
  if (!executablePath) throw new Error('No Chromium: install it, or set CHROMIUM_PATH.');
  const quietly = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...quietly];
  return chromium.launch({ executablePath, headless: true, args });
}
