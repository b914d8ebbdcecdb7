import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepSale } from '../../examples/offline-till.ts';
import { serveInventoryFake } from '../../src/server/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';

const SALES = 500;
const LEVELS = 10;
const KILLS = 12;
const START = 60;
/** Nearly sold out: the web shop was faster. */
const SCARCE = 9;
const LEFT = 20;
const LOCATION = '50002';
/** How wrong the till's clock is, in hours; when its battery is empty, by 25 years. */
const WRONG = [0, -2, 1, -219_000, 2];

const folder = mkdtempSync(join(tmpdir(), 'till-'));
afterAll(() => rmSync(folder, { recursive: true }));
const sales = join(folder, 'sales.jsonl');
const keys = join(folder, 'keys.db');

/** Sells one of each level in turn. */
function sell(from: number, to: number): void {
  for (let sale = from; sale < to; sale += 1) {
    const place = { variantId: String(sale % LEVELS), locationId: LOCATION };
    keepSale(sales, { ...place, receipt: `till-7/${sale + 1}`, quantity: 1 });
  }
}

/** Opens a shop whose answers take up to 80 ms, so that writes of the same moment do not end together. */
function openShop(): InventoryFake {
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: 'test-token',
    rateLimit: false,
    seed: {
      levels: Array.from({ length: LEVELS }, (_, level) => {
        const available = level === SCARCE ? LEFT : START;
        return { variantId: String(level), locationId: LOCATION, available };
      }),
    },
  });
  for (let write = 0; write < 400; write += 1) {
    const delay = { kind: 'delay', ms: 20 * (write % 5), applied: write % 2 === 0 } as const;
    fake.faults.add({ operation: 'adjust', fault: delay });
  }
  return fake;
}

const writes = (fake: InventoryFake): number => {
  return fake.requests.filter(({ operation }) => operation === 'adjust').length;
};

interface Sender {
  /** Ends with what the sender tells, or with nothing where it was killed. */
  readonly told: Promise<string>;
  readonly kill: () => void;
}

/** Sends what is in the file, by a clock that is wrong by so many hours. */
function send(baseUrl: string, hours: number): Sender {
  const script = join(import.meta.dirname, 'till-process.ts');
  const args = [script, baseUrl, sales, keys, String(hours)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.on('data', (text: Buffer) => (told += text.toString()));
  return {
    told: once(child, 'close').then(() => told),
    kill: () => child.kill('SIGKILL'),
  };
}

test('a day of 500 sales arrives once, though the sender is killed and its clock is wrong', async () => {
  const fake = openShop();
  const served = await serveInventoryFake(fake);
  for (let kill = 0; kill < KILLS; kill += 1) {
    sell(kill * 40, (kill + 1) * 40);
    const deadly = writes(fake) + 1 + (kill % 4);
    const sender = send(served.url, WRONG[kill % WRONG.length] ?? 0);
    // The platform has carried a write out, and its sender will never read the answer.
    const unwatch = fake.watch(() => {
      if (writes(fake) === deadly) sender.kill();
    });
    expect(await sender.told).toBe('');
    unwatch();
  }
  sell(KILLS * 40, SALES);
  // The power goes in the middle of a sale, for which no receipt was printed.
  appendFileSync(sales, '\n{"receipt":"till-7/');
  const first = JSON.parse(await send(served.url, 1).told) as unknown[];
  const sent = writes(fake);
  const again = JSON.parse(await send(served.url, -1).told) as [receipt: string, error: string][];
  await served.close({ timeoutMs: 0 });

  const sold = SALES / LEVELS;
  expect(fake.levels().map((level) => level.onHand)).toEqual(
    Array.from({ length: LEVELS }, (_, level) => (level === SCARCE ? 0 : START - sold)),
  );
  expect(writes(fake)).toBe(sent);
  expect(again).toHaveLength(sold - LEFT);
  expect(first).toHaveLength(again.length);
  for (const [receipt, error] of again) {
    expect(Number(receipt.replace('till-7/', '')) % LEVELS).toBe(0);
    expect(error).toContain('available');
  }
});
