import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run } from '../../src/command/run.ts';
import type { Surroundings } from '../../src/command/surroundings.ts';
import { serveInventoryFake } from '../../src/server/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { InventoryFake, InventoryFakeOptions, SeedLocation } from '../../src/testing/index.ts';

export const TOKEN = 's3cr3t-t0ken';

/** A shop that is served, a folder, and the command in this process. */
export interface Shop {
  readonly fake: InventoryFake;
  readonly url: string;
  readonly folder: string;
  /** Writes a file into the folder, and returns its path. */
  readonly file: (name: string, content: string) => string;
  /** Runs a verb on the shop. */
  readonly run: (words: readonly string[], more?: Partial<Surroundings>) => Promise<Said>;
}

/** What the command said, and the code with which it ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of JSON, without progress. */
  readonly events: () => Readonly<Record<string, unknown>>[];
}

/** Opens a shop with two variants at two warehouses, 10 and 20 units each. */
export async function openShop(
  options: Partial<InventoryFakeOptions> = {},
  locations: readonly SeedLocation[] = [],
): Promise<Shop> {
  const fake = createInventoryFake({
    ...options,
    shop: 'acme',
    accessToken: TOKEN,
    rateLimit: false,
    seed: {
      variants: [
        { variantId: '11', sku: 'P001' },
        { variantId: '12', sku: 'P002' },
        { variantId: '13', sku: 'P002' },
      ],
      locations: [
        { locationId: '50002', name: 'Berlin' },
        { locationId: '50003', name: 'Köln' },
        ...locations,
      ],
      levels: [
        { variantId: '11', locationId: '50002', available: 10 },
        { variantId: '11', locationId: '50003', available: 20 },
        { variantId: '12', locationId: '50002', available: 10 },
        { variantId: '13', locationId: '50003', available: 20 },
      ],
    },
  });
  const served = await serveInventoryFake(fake, { port: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'genstore-inventory-'));
  onTestFinished(async () => {
    rmSync(folder, { recursive: true });
    await served.close();
  });
  return {
    fake,
    url: served.url,
    folder,
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    run: (words, more) => runHere([...words, '--base-url', served.url], folder, more),
  };
}

/** Runs the command in this process. */
export async function runHere(
  words: readonly string[],
  folder: string,
  more: Partial<Surroundings> = {},
): Promise<Said> {
  let [stdout, stderr] = ['', ''];
  const code = await run(words, {
    version: () => '0.0.0',
    print: (text) => (stdout += text),
    complain: (text) => (stderr += text),
    isTerminal: false,
    hasColors: false,
    columns: 80,
    env: { GENSTORE_TOKEN: TOKEN, HOME: folder, XDG_STATE_HOME: join(folder, 'state') },
    input: (async function* () {})(),
    ask: undefined,
    ...more,
  });
  const events = (): Readonly<Record<string, unknown>>[] =>
    stdout
      .split('\n')
      .filter((line) => line !== '' && !line.includes('"event":"progress"'))
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  return { code, stdout, stderr, events };
}
