// Four processes take units from the same shelves, and one is killed in the middle. They share a store in
// a file of SQLite, so each line is carried out once. It runs on the embedded fake, served on this machine.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InventoryClient } from 'genstore-inventory';
import { serveInventoryFake } from 'genstore-inventory/server';
import { sqliteStore } from 'genstore-inventory/sqlite';
import { unknownOutcomes } from 'genstore-inventory/store';
import { createInventoryFake } from 'genstore-inventory/testing';

const PROCESSES = 4;
const LINES = 25;
const SHELVES = 5;
const shelf = (line: number): { variantId: string; locationId: string } => {
  return { variantId: String(1000 + (line % SHELVES)), locationId: '50002' };
};

/** A client of a process. In a real shop, leave the times as they are: 60, 5, 10 and 30 seconds. */
function openClient(baseUrl: string, path: string): InventoryClient {
  const times = { inFlightMs: 1_500, sendDeadlineMs: 300, leaseMs: 500, timeoutMs: 500 };
  return new InventoryClient({
    baseUrl,
    accessToken: 'test-token',
    store: sqliteStore(path),
    ...times,
  });
}

/** A worker: takes one unit for each line, by a key that is the same whenever the line comes again. */
async function work(name: string, baseUrl: string, path: string): Promise<void> {
  const client = openClient(baseUrl, path);
  for (let line = 0; line < LINES; line += 1) {
    const idempotencyKey = `${name}/${line}`;
    await client.adjust({ ...shelf(line), by: { onHand: -1 } }, { idempotencyKey });
    process.send?.(line);
  }
  process.disconnect();
}

async function watch(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'many-workers-'));
  const path = join(folder, 'inventory.db');
  const levels = Array.from({ length: SHELVES }, (_, index) => ({
    ...shelf(index),
    available: 100,
  }));
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: 'test-token',
    // A plan of four times the smallest, so that the example takes seconds.
    rateLimit: { capacity: 160, refillPerSecond: 8 },
    seed: { levels },
  });
  const served = await serveInventoryFake(fake, { port: 0 });
  const start = (name: string): ChildProcess =>
    fork(import.meta.filename, [name, served.url, path]);

  const names = Array.from({ length: PROCESSES }, (_, index) => `till-${index + 1}`);
  const children = names.map(start);
  const [victim] = children;
  victim?.on('message', (line) => {
    if (line === 5) victim.kill('SIGKILL');
  });
  await Promise.all(children.map((child) => once(child, 'exit')));
  console.log('till-1 was killed in the middle; the other three are done');

  // Started again with all its lines: nobody has to know which of them were done.
  await once(start('till-1'), 'exit');
  const client = openClient(served.url, path);
  const doubts = await unknownOutcomes(client);
  const refused = fake.requests.filter(({ status }) => status === 429).length;
  console.table(fake.levels().map(({ variantId, onHand }) => ({ variantId, onHand })));
  const taken = fake.levels().reduce((sum, { onHand }) => sum + 100 - onHand, 0);
  console.log(`${PROCESSES * LINES} lines, ${taken} units taken, ${doubts.length} in doubt`);
  console.log(`${refused} answers 429`);
  await served.close();
  rmSync(folder, { recursive: true });
}

const [name, baseUrl, path] = process.argv.slice(2);
if (name !== undefined && baseUrl !== undefined && path !== undefined) {
  await work(name, baseUrl, path);
} else await watch();
