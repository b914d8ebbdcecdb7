// Four things that go wrong in every shop, and what comes of them here. Run it with `npm start`: it needs
// no account and no network. Each number that it prints is asked of the platform, which is the fake, and
// each claim is asserted: where one does not hold, the tour ends with an error.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { InventoryClient, StockRejectedError } from 'genstore-inventory';
import { serveInventoryFake } from 'genstore-inventory/server';
import { sqliteStore } from 'genstore-inventory/sqlite';
import { createInventoryFake, createMovingClock } from 'genstore-inventory/testing';
import { createOrderProjector, createWebhookReceiver } from 'genstore-inventory/webhooks';

const shirt = { variantId: '107362030756584', locationId: '50002' };
const LINES = ['1', '2', '3', '4', '5', '6'];

/** What a worker does, in a process of its own: it takes a shirt for each line of a list. */
async function work(baseUrl: string, path: string): Promise<void> {
  const store = sqliteStore(path);
  // In a shop, leave the times as they are: 60, 5, 10 and 30 seconds.
  const times = { inFlightMs: 1_500, sendDeadlineMs: 300, leaseMs: 500, timeoutMs: 1_000 };
  const client = new InventoryClient({ baseUrl, accessToken: 'test-token', store, ...times });
  for (const line of LINES) {
    // The key is the same whenever the line comes again, whoever carries it out.
    await client.adjust({ ...shirt, by: { onHand: -1 } }, { idempotencyKey: `list-17/${line}` });
  }
  await store.close();
}

const scene = (title: string): void => console.log(`\n${title}\n`);
/** Prints a text in lines of at most 80 columns. */
const say = (text: string): void =>
  console.log(
    text
      .replaceAll('\n', ' ')
      .replaceAll(/(.{1,76})(?: |$)/g, '   $1\n')
      .trimEnd(),
  );
/** Prints a row of a table. */
const row = (...cells: unknown[]): void =>
  console.log(`   ${cells.map((cell) => String(cell).padEnd(15)).join('')}`.trimEnd());

async function tour(folder: string): Promise<void> {
  // The platform: a shop with 20 shirts. With a real one, leave it out, and give a client your shop and token.
  const clock = createMovingClock();
  const seed = { levels: [{ ...shirt, available: 20 }] };
  const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', clock, seed });
  const level = () => fake.level(shirt.variantId, shirt.locationId) ?? assert.fail('no level');
  const writes = () => fake.requests.filter(({ method }) => method === 'PUT').length;
  const inventory = new InventoryClient(fake.clientOptions);

  scene('1. More is taken than there is: refused');
  fake.orders.place({ orderId: '1001', lines: [{ ...shirt, quantity: 3 }] });
  const { onHand, committed } = level();
  say(`${onHand} shirts are here, ${committed} of them ordered. A script takes all but 2:`);
  const change = { ...shirt, by: { onHand: 2 - onHand } };
  const refusal = await inventory.adjust(change).catch((error: unknown) => error);
  assert(refusal instanceof StockRejectedError);
  say(`"${refusal.message}"`);
  say(`Writes that were sent: ${writes()}. On hand: ${level().onHand}.`);
  assert.deepEqual([writes(), level().onHand], [0, 20]);

  scene('2. An answer is lost: nothing is done twice');
  say('Two shirts are torn. The platform takes them off, but its answer is lost.');
  fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
  const sentBefore = fake.requests.length;
  await inventory.adjust({ ...shirt, by: { onHand: -2 } });
  const sent = fake.requests.slice(sentBefore).map(({ method }) => method);
  say(`The client does not write again, but reads: ${sent.join(', ')}.`);
  say(`On hand: ${level().onHand}.`);
  assert.deepEqual([sent, level().onHand], [['GET', 'PUT', 'GET'], 18]);

  scene('3. A worker is killed: another one ends its work');
  say(`Two processes share a list of ${LINES.length} lines, a shirt each, and a store in SQLite.
The first is killed while a write is under way. The second begins anew, finds out
what became of that write, and does the rest.`);
  console.log();
  const server = await serveInventoryFake(fake, { port: 0 });
  const program = [import.meta.filename, server.url, join(folder, 'inventory.db')];
  const start = () => spawn(process.execPath, program, { stdio: 'inherit' });
  // The fourth write is carried out, and its answer is long in coming.
  const late = { kind: 'delay', ms: 60_000, applied: true } as const;
  fake.faults.add({ operation: 'adjust', after: 3, fault: late });
  const writesBefore = writes();
  const first = start();
  const killed = once(first, 'exit');
  while (level().onHand > 14 && first.exitCode === null) await wait(10);
  first.kill('SIGKILL');
  await killed;
  const ofFirst = [writes() - writesBefore, level().onHand];
  // A new process with the same list: nobody has to know which lines are done.
  const [exitCode] = (await once(start(), 'exit')) as [number | null];
  const ofBoth = [writes() - writesBefore, level().onHand];
  await server.close();
  row('', 'writes sent', 'on hand then');
  row('the first', ...ofFirst);
  row('both', ...ofBoth);
  assert.deepEqual([exitCode, ofFirst, ofBoth], [0, [4, 14], [6, 12]]);

  scene('4. Webhooks come twice and in the wrong order: the numbers end right');
  const projector = createOrderProjector();
  projector.observe(fake.levels(), { at: new Date(clock.now()) });
  const secret = 'client-secret';
  const receiver = createWebhookReceiver({ secret, onEvent: (event) => void projector.add(event) });
  const topics = ['orders/create', 'orders/partiallyFulfilled', 'orders/cancelled'];
  fake.webhooks.subscribe(receiver, { secret, topics });
  await clock.advance(60_000);
  fake.orders.place({ orderId: '1002', lines: [{ ...shirt, quantity: 5 }] });
  await clock.advance(60_000);
  fake.orders.fulfill({ orderId: '1002', lines: [{ ...shirt, quantity: 2 }] });
  await clock.advance(60_000);
  fake.orders.cancel({ orderId: '1002' });
  fake.webhooks.faults.add({ fault: { kind: 'reorder' } });
  fake.webhooks.faults.add({ fault: { kind: 'duplicate' } });
  const told = (await fake.webhooks.deliver()).map(({ topic }) => topic);
  const { ordered, fulfilled } = fake.orders.get('1002')?.lines[0] ?? assert.fail('no order');
  say(`${ordered} are ordered, ${fulfilled} shipped, and the rest is cancelled. The app hears:`);
  for (const topic of told) say(`  ${topic}`);
  console.log();
  row('', 'available', 'committed', 'on hand');
  const projected = projector.level(shirt.variantId, shirt.locationId) ?? assert.fail('no level');
  const names = ['available', 'committed', 'onHand'] as const;
  const app = names.map((name) => projected[name]);
  const shop = names.map((name) => level()[name]);
  row('the app has', ...app);
  row('the shop has', ...shop);
  assert.deepEqual([told.length, told.at(-1), app], [4, 'orders/create', shop]);

  console.log(`
All of it held. Next:

   npx genstore-inventory fake --control   a shop to click at and to call
   npx genstore-inventory sync --help      counts and moves out of files
   docs/quickstart.md                      the first calls, in your own code
   docs/README.md                          everything else, by question`);
}

const [baseUrl, path] = process.argv.slice(2);
if (baseUrl !== undefined && path !== undefined) await work(baseUrl, path);
else {
  const folder = mkdtempSync(join(tmpdir(), 'genstore-tour-'));
  try {
    await tour(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
