// Times the views in Chromium: the first frame, frames while they work, and the size of their bundles.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { median } from './measure.mjs';
import { milliseconds, printTable } from './table.mjs';

const bundles = [
  { name: 'simulator, first frame', files: ['webview.js', 'webview.css'], limit: [120, 45] },
  {
    name: 'explainer, first frame',
    files: ['explainer.js', 'explainer-chunk.js', 'explainer.css'],
    limit: [120, 45],
  },
  { name: 'later: training, code, export', files: ['workshop.js'], limit: [60, 24] },
  { name: 'later: streams of all frameworks', files: ['streams.js'], limit: [60, 24] },
  { name: 'later: cards of the variants', files: ['explainer-cards.js'], limit: [30, 12] },
  { name: 'later: experiments of the explainer', files: ['laboratory.js'], limit: [30, 12] },
];

/** Prints both tables; the views are built and shown by the harness of their tests. */
export async function benchView(root) {
  const { startHarness, inputs, untouched } = await loadHarness(root);
  const harness = await startHarness();
  try {
    sizes(root);
    const rows = [await firstFrame(harness, inputs, untouched)];
    const wide = { ...inputs.general, width: 4096 };
    rows.push(await frames(harness, wide, 'frames at 4,096 units, a new mask each frame', redraw));
    rows.push(await frames(harness, inputs.general, 'frames while two networks train', train));
    printTable('Views in Chromium', ['', 'measured', 'target'], rows);
  } finally {
    await harness.close();
  }
}

async function loadHarness(root) {
  const outfile = path.join(root, 'out/bench/view.mjs');
  await build({
    stdin: {
      contents: `export { startHarness } from './test/webview/harness'; export { inputs } from './test/webview/inputs';
export { untouched } from './server/webview-messages';`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

function sizes(root) {
  const kilobytes = (bytes) => bytes / 1024;
  const rows = bundles.map(({ name, files, limit: [most, mostPacked] }) => {
    const texts = files.map((file) => fs.readFileSync(path.join(root, 'dist', file)));
    const sum = (of) => kilobytes(texts.reduce((total, text) => total + of(text), 0));
    const [plain, packed] = [
      sum((text) => text.length),
      sum((text) => gzipSync(text, { level: 9 }).length),
    ];
    const met = plain <= most && packed <= mostPacked;
    return [
      name,
      `${plain.toFixed(0)} KB`,
      `${packed.toFixed(0)} KB`,
      `${met ? '✔' : '✖'} ≤ ${most} KB, ${mostPacked} KB`,
    ];
  });
  printTable('Bundles of the views', ['', 'minified', 'gzip', 'target'], rows);
}

async function firstFrame(harness, inputs, untouched) {
  const state = { version: 1, input: inputs['before-batchnorm'], settings: untouched };
  const times = [];
  for (let run = 0; run < 9; run++) {
    const { page } = await harness.open({ state });
    await page.locator('.comparison').waitFor();
    times.push(
      await page.evaluate(() => performance.getEntriesByName('first view').at(-1).startTime),
    );
    await page.context().close();
  }
  const time = median(times);
  return ['first frame of the simulator', milliseconds(time), `${mark(time <= 300)} ≤ 300 ms`];
}

/** Counts the frames of two seconds while something goes on in the page. */
async function frames(harness, input, name, begin) {
  const { page } = await harness.open({ input });
  await page.locator('.code').waitFor();
  await begin(page);
  const { rate, longest } = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const stamps = [];
        const count = (now) => {
          globalThis.eachFrame?.();
          stamps.push(now);
          if (now - stamps[0] < 2000) return requestAnimationFrame(count);
          const gaps = stamps.slice(1).map((stamp, index) => stamp - stamps[index]);
          const seconds = (now - stamps[0]) / 1000;
          resolve({ rate: gaps.length / seconds, longest: Math.max(...gaps) });
        };
        requestAnimationFrame(count);
      }),
  );
  await page.context().close();
  return [
    name,
    `${rate.toFixed(0)} a second, longest ${milliseconds(longest)}`,
    `${mark(rate >= 57)} 60 a second`,
  ];
}

/** Goes on to the next pass in every frame, as fast as nobody clicks. */
function redraw(page) {
  return page.evaluate(() => {
    const next = [...document.querySelectorAll('.pass button')].find(
      ({ textContent }) => textContent === 'Next pass',
    );
    globalThis.eachFrame = () => next.click();
  });
}

async function train(page) {
  await page.locator('section.training').getByRole('button', { name: 'Train' }).click();
  await page.locator('section.training .headline').first().waitFor();
}

function mark(met) {
  return met ? '✔' : '✖';
}
