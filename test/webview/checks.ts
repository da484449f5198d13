import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** What axe finds on a page; `only` narrows it to some rules. */
export async function violations(page: Page, only?: readonly string[]): Promise<string[]> {
  await page.evaluate(`globalThis.axe || (() => { ${axe} })()`);
  return page.evaluate(
    async (rules) => {
      const runner = (globalThis as unknown as { axe: typeof import('axe-core') }).axe;
      const { violations: found } = await runner.run(rules ? { runOnly: rules } : {});
      return found.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
      );
    },
    only && [...only],
  );
}

/** What a theme may spoil; all else is the same in every theme. */
export const colourRules = ['color-contrast', 'link-in-text-block'] as const;

/** Controls inside `within` that the Tab key does not reach, and those that it reaches without a ring. */
export async function unreachable(page: Page, within: string): Promise<string[]> {
  const count = await page.evaluate((selector) => {
    const controls = 'a[href], button:not(:disabled), input, select, summary, [tabindex="0"]';
    const found = [...document.querySelectorAll<HTMLElement>(`${selector} :is(${controls})`)];
    const wanted = found.filter((one) => one.checkVisibility() && one.tabIndex >= 0);
    const left = new Set(wanted.filter((one) => !one.matches('[type=radio]:not(:checked)')));
    const ringless = new Set<HTMLElement>();
    Object.assign(globalThis, { left, ringless });
    addEventListener('focusin', ({ target }) => {
      if (!(target instanceof HTMLElement)) return;
      left.delete(target);
      const shown = target.matches('[type=radio]') ? target.nextElementSibling : target;
      if (getComputedStyle(shown ?? target).outlineStyle === 'none') ringless.add(target);
    });
    wanted[0]?.focus();
    wanted[0]?.blur();
    (document.activeElement as HTMLElement | null)?.blur();
    return document.querySelectorAll(controls).length;
  }, within);
  for (let i = 0; i <= count; i++) await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const { left, ringless } = globalThis as unknown as Record<string, Set<HTMLElement>>;
    const name = (one: HTMLElement): string => one.outerHTML.slice(0, 120);
    return [
      ...[...(left ?? [])].map((one) => `not reached: ${name(one)}`),
      ...[...(ringless ?? [])].map((one) => `no ring: ${name(one)}`),
    ];
  });
}
