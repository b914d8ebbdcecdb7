// The last units, for two customers, for a day: one orders, one lets it lapse, and one process dies on the
// way. It runs on the embedded fake, and a day takes no time.
import { InventoryClient } from 'genstore-inventory';
import { createHolds } from 'genstore-inventory/holds';
import type { Holds } from 'genstore-inventory/holds';
import { memoryStore } from 'genstore-inventory/store';
import { createInventoryFake, createVirtualClock } from 'genstore-inventory/testing';

const chairs = { variantId: '107362030756584', locationId: '50002' };
const clock = createVirtualClock();
const shop = { shop: 'acme', accessToken: 'test-token', clock };
const fake = createInventoryFake({ ...shop, seed: { levels: [{ ...chairs, available: 6 }] } });

// What outlives a process. In a real shop: sqliteStore('holds.db'), or postgresStore(pool).
const store = memoryStore({ clock });

/** A process of our app; `cut` lets it die before its next request. */
function startProcess(): { holds: Holds; cut: () => void } {
  let isDead = false;
  const client = new InventoryClient({
    ...shop,
    store,
    fetch: (url, init) => (isDead ? new Promise(() => {}) : fake.fetch(url, init)),
  });
  return { holds: createHolds({ client, store }), cut: () => (isDead = true) };
}

const rows: Record<string, string | number>[] = [];
function note(what: string): void {
  const {
    available = 0,
    committed = 0,
    unavailable = 0,
  } = fake.level('107362030756584', '50002') ?? {};
  rows.push({ what, available, committed, unavailable });
}

const until = new Date(clock.now() + 24 * 3_600_000);
const { holds, cut } = startProcess();
note('six chairs');
await clock.run(holds.hold({ ...chairs, key: 'quote-1', quantity: 4, until }));
note('Ada has a quote for 4');
await clock.run(holds.hold({ ...chairs, key: 'quote-2', quantity: 2, until }));
note('Ben has one for 2');

const third = holds.hold({ ...chairs, key: 'quote-3', quantity: 1, until });
const answer = await clock.run(
  third.then(
    () => 'held',
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  ),
);
note(`Cleo wants one: ${answer}`);

// Ada orders, and the process dies before it has told the platform.
cut();
void holds.convertToOrder('quote-1');
await clock.advance(1000);
note('Ada orders, and the process dies');

// Another process takes over: the same key, and the units come back once.
const other = startProcess();
await clock.run(other.holds.convertToOrder('quote-1'));
fake.orders.place({ orderId: '1001', lines: [{ ...chairs, quantity: 4 }] });
note('another process goes on, and her order is placed');

// Ben does not come back.
await clock.advance(24 * 3_600_000);
const { released } = await clock.run(other.holds.releaseExpired());
note(`a day later, ${released.map(({ key }) => key).join(', ')} is released`);

console.table(rows);
