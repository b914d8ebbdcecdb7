import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { serveInventoryFake } from '../../src/server/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import { randomFrom } from '../processes/shop.ts';

const COMMAND = join(import.meta.dirname, '../../src/command/main.ts');
const TOKEN = 'test-token';
const LEVELS = 200;
const KILLS = 25;
const placeOf = (index: number): { variantId: string; locationId: string } => {
  return { variantId: String(1_000 + index), locationId: '50002' };
};

/** Runs a command line again and again, kills it at random moments, and then lets it come to its end. */
async function endAfterKills(
  verb: readonly string[],
  numberOf: (index: number) => number,
): Promise<{ kills: number; code: unknown; said: string; onHand: number[] }> {
  const seed = Date.now() % 100_000;
  console.log(`${verb.join(' ')}, seed ${seed}`);
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'genstore-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: TOKEN,
    rateLimit: { capacity: 40, refillPerSecond: 10 },
    seed: { levels: Array.from({ length: LEVELS }, (_, i) => ({ ...placeOf(i), available: 100 })) },
  });
  const served = await serveInventoryFake(fake, { port: 0 });
  onTestFinished(() => served.close());
  const file = join(folder, 'lines.csv');
  const rows = Array.from({ length: LEVELS }, (_, index) => {
    const { variantId, locationId } = placeOf(index);
    return `${variantId},${locationId},${numberOf(index)}\n`;
  });
  writeFileSync(file, `variantId,locationId,onHand\n${rows.join('')}`);
  const words = [...verb, file, '--base-url', served.url, '--yes'];
  const env = { ...process.env, GENSTORE_TOKEN: TOKEN };
  const start = () =>
    spawn(process.execPath, [COMMAND, ...words, '--state', join(folder, 'state.db')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  let kills = 0;
  for (let tries = 0; kills < KILLS && tries < 3 * KILLS; tries += 1) {
    const child = start();
    child.stdout.resume();
    const ended = once(child, 'exit');
    // From before it has opened its state to far into its work.
    await Promise.race([ended, sleep(100 + random() * 1_500)]);
    child.kill('SIGKILL');
    const [, signal] = (await ended) as [unknown, NodeJS.Signals | null];
    if (signal === 'SIGKILL') kills += 1;
    // Orders come in meanwhile, which on hand knows nothing of.
    const lines = [{ ...placeOf(Math.floor(random() * LEVELS)), quantity: 1 }];
    fake.orders.place({ orderId: `${2_000 + tries}`, lines });
  }
  const last = start();
  let said = '';
  last.stdout.on('data', (chunk: Buffer) => void (said += String(chunk)));
  const [code] = (await once(last, 'close')) as [unknown];
  return { kills, code, said, onHand: fake.levels().map((level) => level.onHand) };
}

test('moves that are killed at random moments and run again are each carried out once', async () => {
  const numberOf = (index: number): number => -1 - (index % 3);
  const end = await endAfterKills(['adjust', '--batch-id', 'bins'], numberOf);
  expect(end).toMatchObject({ kills: KILLS, code: 0 });
  expect(end.onHand).toEqual(Array.from({ length: LEVELS }, (_, i) => 100 + numberOf(i)));
});

test('counts that are killed at random moments and run again are what the shop has', async () => {
  const numberOf = (index: number): number => 60 + (index % 30);
  const end = await endAfterKills(
    ['sync', '--max-changed', '100%', '--max-drop', '100%'],
    numberOf,
  );
  expect(end).toMatchObject({ kills: KILLS, code: 0 });
  expect(end.onHand).toEqual(Array.from({ length: LEVELS }, (_, i) => numberOf(i)));
});
