import type { Browser } from 'playwright-core';

/** A headless Chromium of the system; nothing is downloaded. */
export function launchChromium(): Promise<Browser>;
