import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { keptUnits, standardDeviationOfKept, trainingVariance } from '../../engine';
import { reluOfStandardNormal } from '../../engine/closed-forms';
import { maskBits } from '../../engine/experiments';
import { formatNumber } from '../../webview/format';
import { violations } from './checks';
import { startHarness, themes, type Harness } from './harness';
import { library, openExplainer, own } from './library';

let harness: Harness;

before(async () => {
  harness = await startHarness();
});

afterEach(() => harness?.closePages());

after(() => harness?.close());

test('what the first frame needs stays within the budget, and so does what is loaded later', () => {
  const sizeOf = (names: readonly string[]): readonly [number, number] => {
    const files = names.map((name) => fs.readFileSync(`dist/${name}`));
    const sum = (of: (file: Buffer) => number): number =>
      files.reduce((total, file) => total + of(file), 0);
    return [sum((file) => file.length), sum((file) => gzipSync(file, { level: 9 }).length)];
  };
  const [bytes, packed] = sizeOf(['explainer.js', 'explainer-chunk.js', 'explainer.css']);
  assert.ok(bytes <= 120 * 1024, `${bytes} bytes`);
  assert.ok(packed <= 45 * 1024, `${packed} bytes packed`);
  for (const name of ['explainer-cards.js', 'laboratory.js']) {
    const [later, laterPacked] = sizeOf([name]);
    assert.ok(later <= 30 * 1024 && laterPacked <= 12 * 1024, `${name}: ${later}, ${laterPacked}`);
  }
});

for (const theme of themes) {
  test(`axe finds nothing in ${theme}`, async () => {
    for (const id of ['what-dropout-is', 'placement', 'flashcards', 'stacked-dropout']) {
      const opened = await openExplainer(harness, id, { theme });
      for (const summary of await opened.page.locator('summary:visible').all())
        await summary.click();
      assert.deepEqual(await violations(opened.page), [], id);
      assert.deepEqual(opened.complaints, [], id);
      await opened.page.context().close();
    }
  });
}

const figured = library.pages.filter(({ kind, id }) => kind !== 'rule' && id !== 'flashcards');

test('every page with a figure has its numbers, and axe finds nothing in it', async () => {
  const opened = await openExplainer(harness, 'scaling');
  const { page } = opened;
  for (const { id } of figured) {
    await opened.send({ kind: 'open', page: id });
    await page.locator('.live').waitFor();
    assert.deepEqual(await violations(page), [], id);
    const pictures = await page.locator('.live svg[role="img"]').all();
    for (const picture of pictures) assert.ok(await picture.getAttribute('aria-label'), id);
    const numbers = page.locator('.live :is(.numbers, pre, .progress, .gallery)');
    assert.ok((await numbers.count()) > 0, `${id} has no numbers`);
  }
  assert.deepEqual(opened.complaints, []);
});

test('the first figure holds the engine’s numbers for the reader’s own layer', async () => {
  const { page } = await openExplainer(harness, 'what-dropout-is');
  const { rate = 0, width = 0 } = own.layer ?? {};
  const mask = maskBits({ kind: 'dropout', rate, units: width, seed: 42 }, 1);
  const kept = mask.reduce((sum, bit) => sum + bit, 0);
  const point = (await page.locator('.point').textContent()) ?? '';
  assert.ok(point.includes(`keeps ${kept} of ${width}`), point);
  const expected = `${formatNumber(keptUnits(width, rate))} ± ${formatNumber(standardDeviationOfKept(width, rate))}`;
  assert.ok(point.includes(expected), point);
  await page.getByRole('button', { name: 'Next pass' }).click();
  await page.locator('.point', { hasText: 'Pass 2 keeps' }).waitFor();
});

test('a slider moves the numbers, the formula follows, and its symbols lead back to the slider', async () => {
  const { page } = await openExplainer(harness, 'mathematics');
  const slider = page.getByLabel('Rate p');
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.locator('.point', { hasText: 'p = 0.39' }).waitFor();
  await page.locator('.moved-h').first().dispatchEvent('click');
  assert.equal(
    await page.evaluate(() =>
      document.activeElement?.closest('[data-symbol]')?.getAttribute('data-symbol'),
    ),
    'h',
  );
});

test('networks are really trained, can be paused and cancelled', async () => {
  const { page, complaints } = await openExplainer(harness, 'overfitting-and-co-adaptation');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Train again' }).waitFor();
  const [own, other] = await page.locator('.headline strong').allTextContents();
  assert.ok(Number(own) < Number(other), `${own} against ${other}`);
  await page.getByRole('button', { name: 'Train again' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.progress', { hasText: /^0/ }).waitFor();
  assert.deepEqual(complaints, []);
});

test('the shift into BatchNorm is the closed form’s', async () => {
  const { page } = await openExplainer(harness, 'batch-normalisation');
  const unit = { ...reluOfStandardNormal, rate: 0.4 };
  const point = (await page.locator('.point').textContent()) ?? '';
  assert.ok(point.includes(formatNumber(trainingVariance(unit))), point);
});

test('the reader’s own model is judged, place by place', async () => {
  const { page } = await openExplainer(harness, 'placement');
  await page.getByText('nn.Dropout(p=0.4) stands where it does harm').waitFor();
  await page.getByRole('button', { name: /^Between nn.BatchNorm1d\(96\)/ }).click();
  await page.locator('.place-words.good').waitFor();
});

test('links inside a text, the list and Back lead from page to page, and the host hears of it', async () => {
  const { page, sent } = await openExplainer(harness, 'placement');
  await page
    .locator('article')
    .getByRole('link', { name: 'Dropout and batch normalisation' })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Dropout and batch normalisation' }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { level: 1, name: 'Where to put dropout' }).waitFor();
  assert.ok(
    (await sent()).some(({ kind, page: at }) => kind === 'at' && at === 'batch-normalisation'),
  );
});

test('a search finds topics, variants, rules and flashcards; Enter opens the first', async () => {
  const { page } = await openExplainer(harness, 'rate');
  const field = page.getByRole('searchbox');
  await field.fill('monte-carlo');
  await page
    .locator('.hits')
    .getByRole('link', { name: 'Monte-Carlo dropout', exact: true })
    .waitFor();
  await page.locator('.hits').getByRole('link', { name: 'What is Monte-Carlo dropout?' }).waitFor();
  await field.fill('stacked-dropout');
  await field.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'stacked-dropout' }).waitFor();
  assert.equal(await field.inputValue(), '');
});

test('flashcards are studied by the keyboard alone, and progress goes to the host', async () => {
  const { page, sent } = await openExplainer(harness, 'flashcards');
  await page.locator('.card').focus();
  await page.keyboard.press('Space');
  await page.getByText('It zeroes a random share p').waitFor();
  await page.keyboard.press('k');
  await page.getByText('1 of 35 known').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('a');
  const last = (await sent()).at(-1) as { kind: string; cards: Record<string, string> };
  assert.equal(last.kind, 'progress');
  assert.deepEqual(Object.values(last.cards), ['known', 'again']);
});

test('page, search and figures come back after a reload; a damaged state is left', async () => {
  const first = await openExplainer(harness, 'scaling');
  await first.page.getByLabel('Rate p').fill('0.2');
  const state = await first.state();
  const again = await harness.open({ view: 'explainer', state });
  await again.send(library);
  await again.page.getByRole('heading', { level: 1, name: 'Scaling' }).waitFor();
  assert.equal(await again.page.getByLabel('Rate p').inputValue(), '0.2');
  const damaged = await harness.open({ view: 'explainer', state: { version: 9 } });
  await damaged.send(library);
  await damaged.page.getByRole('heading', { level: 1, name: 'What dropout is' }).waitFor();
});

test('hostile messages change nothing', async () => {
  const opened = await openExplainer(harness, 'scaling');
  const before = await opened.page.locator('article').first().innerHTML();
  for (const message of [
    { kind: 'open', page: '"><img src=x onerror=alert(1)>' },
    { kind: 'library', pages: [{ id: 'scaling', title: 'x', kind: 'topic' }] },
    { kind: 'own', layer: { rate: 7 } },
    { kind: 'nothing' },
    'text',
  ]) {
    await opened.send(message);
  }
  await opened.page.waitForTimeout(100);
  assert.equal(await opened.page.locator('article').first().innerHTML(), before);
  assert.deepEqual(opened.complaints, []);
});

test('text of a page never becomes markup', async () => {
  const opened = await openExplainer(harness, 'scaling');
  const markdown =
    '# Scaling\n\n<img src=x onerror=alert(1)> `<b>` [x](javascript:alert(1))\n\nRest.\n';
  await opened.send({
    kind: 'library',
    pages: [{ id: 'scaling', title: 'Scaling', kind: 'topic', markdown }],
  });
  await opened.page.getByText('<img src=x onerror=alert(1)>').waitFor();
  assert.equal(
    await opened.page.locator('article img, article b, article a[href^="javascript"]').count(),
    0,
  );
});

test('every control is reached by the keyboard with a visible ring', async () => {
  const { page } = await openExplainer(harness, 'what-dropout-is');
  const names: string[] = [];
  for (let i = 0; i < 70; i++) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : '';
      const name = element.getAttribute('aria-label') ?? (label || element.textContent || '');
      return { name: name.trim(), ring: getComputedStyle(element).outlineStyle };
    });
    if (!place) break;
    assert.notEqual(place.ring, 'none', place.name);
    names.push(place.name);
  }
  for (const wanted of [
    'Search all pages',
    'Scaling',
    'Rate p',
    'Units',
    'Seed',
    'Next pass',
    'Play',
    'Numbers',
  ]) {
    assert.ok(names.includes(wanted), `${wanted} is not among ${names.join(', ')}`);
  }
});

test('with reduced motion nothing plays by itself', async () => {
  const { page } = await openExplainer(harness, 'what-dropout-is', { theme: 'dark-reduced' });
  assert.equal(await page.getByRole('button', { name: 'Play' }).count(), 0);
  await page.getByRole('button', { name: 'Next pass' }).waitFor();
});

test('it fits a width of 320 pixels, with the list folded away', async () => {
  for (const id of ['what-dropout-is', 'placement', 'flashcards', 'l1-and-l2', 'stacked-dropout']) {
    const { page } = await openExplainer(harness, id, { width: 320 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(overflow <= 0, `${id}: ${overflow} px too wide`);
    assert.equal(
      await page.locator('nav').getByRole('link', { name: 'The rate' }).isVisible(),
      false,
    );
    await page.getByRole('button', { name: 'Pages' }).click();
    assert.equal(
      await page.locator('nav').getByRole('link', { name: 'The rate' }).isVisible(),
      true,
    );
    await page.context().close();
  }
});
