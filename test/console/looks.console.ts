import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { browserForTests, PLACE, smallFake } from './open-console.ts';
import { liveADay, livelyFake, tellStory } from './picture.ts';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const SHOTS = fileURLToPath(new URL('shots/', import.meta.url));
const open = browserForTests();

/** The findings of axe on a page, in a form that a failure can be read in. */
async function findingsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

const TABS = ['Requests', 'Faults', 'Webhooks', 'Orders'];

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  test.each([
    [1600, 1000],
    [360, 780],
  ])('the accessibility checker finds nothing at %i pixels', async (width, height) => {
    const fake = livelyFake();
    const { page, served } = await open({ fake, scheme, width, height });
    await page.screenshot({ path: `${SHOTS}opening-${width}-${scheme}.png` });
    const key = await liveADay(fake, served.url);
    await fetch(`${served.url}/nowhere`);
    await tellStory(page, key);
    await page.screenshot({ path: `${SHOTS}${width}-${scheme}.png`, fullPage: true });
    const findings: string[] = [];
    for (const tab of TABS) {
      await page.getByRole('tab', { name: tab }).click();
      if (tab === 'Faults') {
        await page.getByRole('button', { name: 'Too many requests' }).click();
        await page.getByRole('button', { name: /^Take back fault/ }).waitFor();
      }
      await page.locator('#traffic').screenshot({
        path: `${SHOTS}${tab.toLowerCase()}-${width}-${scheme}.png`,
      });
      findings.push(...(await findingsOn(page)));
    }

    expect(findings).toEqual([]);
  });

  test('an empty shop says what to do, without findings', async () => {
    const { page } = await open({ fake: smallFake({ seed: {} }), scheme });
    await page.getByText('This shop has no levels yet.').waitFor();
    await page.screenshot({ path: `${SHOTS}empty-${scheme}.png` });

    expect(await findingsOn(page)).toEqual([]);
  });
});

test('nothing is wider than a narrow screen', async () => {
  const { page } = await open({ width: 360, height: 780 });
  await page.locator('[role=row][data-key]').first().click();
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('slider').waitFor();

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('a level that is chosen far above its story brings the story into view', async () => {
  const { page } = await open({ width: 360, height: 780 });
  await page
    .getByRole('button', { name: /show its story/ })
    .first()
    .click();

  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  const box = await page.locator('#story').boundingBox();
  expect(box?.y).toBeLessThan(390);
});

test('the names of the columns are whole on a small desk', async () => {
  const { page } = await open({ width: 1280, height: 800 });
  const cut = await page.locator('.grid-head button').evaluateAll((buttons) => {
    return buttons
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent);
  });

  expect(cut).toEqual([]);
});

test('a screen reader is told nothing of what others do', async () => {
  const { page, fake } = await open();
  await page.evaluate(() => {
    const spoken: string[] = [];
    Object.assign(globalThis, { spoken });
    const regions = document.querySelectorAll('[role=status], [role=alert], [aria-live]');
    for (const region of regions) {
      const watcher = new MutationObserver(() => spoken.push(region.textContent));
      watcher.observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  for (let number = 1; number <= 5; number += 1) {
    fake.orders.place({ orderId: `other-${number}`, lines: [{ ...PLACE, quantity: 1 }] });
  }
  await page.locator('[data-total=committed]', { hasText: '5' }).waitFor();

  const spoken = await page.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken);
  expect(spoken).toEqual([]);
});
