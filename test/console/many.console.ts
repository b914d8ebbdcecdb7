import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { browserForTests, largeFake } from './open-console.ts';

const LEVELS = 10_000;
const ROUNDS = 5;
const open = browserForTests();

const rows = '[role=row][data-key]';
const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;

/** A page that reads the same levels and shows but their number: what nobody can be faster than. */
const BARE = `<!doctype html><title>bare</title><input id=filter><p id=count></p><script>
  let levels = [];
  const show = (word) => { count.textContent = levels.filter((level) => (level.variantId + '/' + level.locationId).includes(word)).length; };
  filter.addEventListener('input', () => show(filter.value));
  fetch('/__fake/levels?limit=10000').then((answer) => answer.json()).then((answer) => { levels = answer.levels; show(''); });
</script>`;

/** The milliseconds until something is there, from when the page was asked for. */
async function timeTo(page: Page, url: string, selector: string): Promise<number> {
  await page.goto(url);
  return page.evaluate(async (what) => {
    while (
      document.querySelector(what)?.textContent === undefined ||
      !document.querySelector(what)?.textContent
    ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now();
  }, selector);
}

/** The milliseconds from a word in the filter to the frame that shows what is left. */
function timeToFilter(page: Page, input: string, seen: string): Promise<number> {
  return page.evaluate(
    async ([field, what]) => {
      const text = (): string => document.querySelector(what ?? '')?.textContent ?? '';
      const box = document.querySelector<HTMLInputElement>(field ?? '');
      if (box === null) throw new Error('There is no filter');
      const times: number[] = [];
      for (const word of ['77', '', '99', '', '55', '', '33', '', '11', '']) {
        const before = text();
        const start = performance.now();
        box.value = word;
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        // Until the frame that shows it is drawn, and the next one begins.
        do {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        } while (text() === before);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        times.push(performance.now() - start);
      }
      return times.toSorted((one, other) => one - other)[5] ?? Number.NaN;
    },
    [input, seen],
  );
}

test('10,000 levels are drawn as far as they are seen, however far they are scrolled', async () => {
  const { page } = await open({ fake: largeFake(LEVELS) });
  await page.locator(rows).first().waitFor();
  const grid = page.getByRole('grid');
  expect(await grid.getAttribute('aria-rowcount')).toBe(String(LEVELS + 1));
  const counts = await grid.evaluate(async (box, selector) => {
    const found: number[] = [];
    for (const part of [0, 0.25, 0.5, 0.75, 1]) {
      box.scrollTop = (box.scrollHeight - box.clientHeight) * part;
      await new Promise((resolve) => setTimeout(resolve, 60));
      found.push(box.querySelectorAll(selector).length);
    }
    return found;
  }, rows);
  expect(Math.max(...counts)).toBeLessThan(60);
  expect(Math.min(...counts)).toBeGreaterThan(10);

  await grid.focus();
  await page.keyboard.press('End');
  await page.locator(`[aria-rowindex="${LEVELS + 1}"][aria-selected=true]`).waitFor();
});

test('10,000 levels are there, and filtered, within a few times what a bare page takes', async () => {
  const { page, served } = await open({ fake: largeFake(LEVELS) });
  await page.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: BARE }));
  const bare: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await timeTo(page, `${served.url}/bare`, '#count'));
    whole.push(await timeTo(page, `${served.url}/__fake/`, rows));
  }
  const filtered = await timeToFilter(page, 'input[type=search]', '.levels .pane-head .muted');
  await timeTo(page, `${served.url}/bare`, '#count');
  const bareFiltered = await timeToFilter(page, '#filter', '#count');
  const ratios = { paint: median(whole) / median(bare), filter: filtered / bareFiltered };
  console.log(`10,000 levels, ratio to a bare page: ${JSON.stringify(ratios)}`);

  expect(ratios.paint).toBeLessThan(4);
  expect(ratios.filter).toBeLessThan(4);
});
