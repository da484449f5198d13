import assert from 'node:assert/strict';
import test from 'node:test';
import { Worker as Thread } from 'node:worker_threads';
import { build } from 'esbuild';
import { launchChromium } from '../../scripts/chromium.mjs';
import { digests } from './digests';

type Digests = Readonly<Record<string, string>>;

const here = digests();

test('a second run gives the same bits', () => {
  assert.ok(Object.keys(here).length >= 30);
  assert.deepEqual(digests(), here);
});

test('a worker gives the bits of the main thread', async () => {
  const code = await bundled();
  const source = `${code}; require('node:worker_threads').parentPort.postMessage(engineDigests.digests());`;
  const worker = new Thread(source, { eval: true });
  const there = await new Promise<Digests>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  assert.deepEqual(there, here);
});

test('Chromium gives the bits of Node, on its page and in a worker', async () => {
  const code = await bundled();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const onPage = await page.evaluate<Digests>(`${code}; engineDigests.digests()`);
    assert.deepEqual(onPage, here);
    const inWorker = await page.evaluate<Digests, string>(async (script) => {
      const url = URL.createObjectURL(
        new Blob([`${script}; postMessage(engineDigests.digests());`]),
      );
      const worker = new Worker(url);
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data as Digests);
        worker.onerror = ({ message }) => reject(new Error(message));
      });
    }, code);
    assert.deepEqual(inWorker, here);
  } finally {
    await browser.close();
  }
});

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['test/engine/platforms/digests.ts'],
    bundle: true,
    format: 'iife',
    globalName: 'engineDigests',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
