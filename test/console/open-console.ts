import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { serveInventoryFake } from '../../src/server/index.ts';
import type { ServedInventoryFake } from '../../src/server/index.ts';
import { createInventoryFake, generateSeed } from '../../src/testing/index.ts';
import type { InventoryFake, InventoryFakeOptions } from '../../src/testing/index.ts';
import { launchOptions } from '../browser/chromium.ts';

const TOKEN = 'test-token';
export const PLACE = { variantId: '107362030756584', locationId: '50002' };
export const OTHER = { variantId: '107362030756585', locationId: '50003' };
const SEED = {
  levels: [
    { ...PLACE, available: 10 },
    { ...OTHER, available: 3 },
  ],
};

/** How a console is opened. */
interface Opening {
  readonly fake?: InventoryFake;
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  /** Looks at the page before it goes anywhere. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** A console that is open, and what stands behind it. */
export interface OpenConsole {
  readonly page: Page;
  readonly fake: InventoryFake;
  readonly served: ServedInventoryFake;
  /** What the page asked of anybody but its own server. */
  readonly foreign: readonly string[];
  /** What the browser complained about: errors in scripts, and broken policies. */
  readonly complaints: readonly string[];
}

/** A fake with two levels, whose rate limit is in nobody's way. */
export function smallFake(options: Partial<InventoryFakeOptions> = {}): InventoryFake {
  return createInventoryFake({
    shop: 'acme',
    accessToken: TOKEN,
    seed: SEED,
    rateLimit: false,
    ...options,
  });
}

/** A fake with a shop that is made up. */
export function largeFake(levels: number): InventoryFake {
  return smallFake({ seed: generateSeed({ variants: levels / 2, locations: 2, seed: 1 }) });
}

/** The client of the other terminal. */
export function clientOf(
  { url }: ServedInventoryFake,
  options: { readonly maxRetries?: number } = {},
): InventoryClient {
  return new InventoryClient({ baseUrl: url, accessToken: TOKEN, ...options });
}

/** Gives the tests of a file a browser, and closes after each test what it opened. */
export function browserForTests(): (opening?: Opening) => Promise<OpenConsole> {
  let browser: Browser;
  let closing: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    browser = await chromium.launch(launchOptions());
  });
  afterEach(async () => {
    for (const close of closing.toReversed()) await close();
    closing = [];
  });
  afterAll(() => browser.close());

  return async ({ fake = smallFake(), width = 1600, height = 1000, scheme, prepare } = {}) => {
    const served = await serveInventoryFake(fake, { control: true });
    closing.push(() => served.close({ timeoutMs: 0 }));
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: scheme ?? 'light',
      reducedMotion: 'reduce',
    });
    closing.push(() => context.close());
    const page = await context.newPage();
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${served.url}/`) && !url.startsWith('data:')) foreign.push(url);
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // The browser tells of every answer above 399 and of every lost connection by itself.
      const isKnown = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isKnown) complaints.push(message.text());
    });
    await prepare?.(page);
    await page.goto(`${served.url}/__fake/`);
    await page.getByText('● live').waitFor();
    return { page, fake, served, foreign, complaints };
  };
}

/** The row of a level. */
export function rowOf(page: Page, at: { variantId: string; locationId: string }) {
  return page.locator(`[role=row][data-key="${at.variantId}/${at.locationId}"]`);
}
