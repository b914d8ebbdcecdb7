import { expect, test } from 'vitest';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import { openFake, send } from './shop.ts';

const place = { variantId: '107362030756584', locationId: '50002' };

/** The first level of the first page. */
async function firstOf(fake: InventoryFake): Promise<unknown> {
  const { body } = await send(fake, 'GET', '/inventory');
  return (body as { inventories: unknown[] }).inventories[0];
}

test('a page shows a level as every change leaves it', async () => {
  const fake = openFake();
  const seen: unknown[] = [await firstOf(fake)];
  fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 2 }] });
  seen.push(await firstOf(fake), await firstOf(fake));
  fake.orders.cancel({ orderId: '1001' });
  seen.push(await firstOf(fake));

  expect(seen).toMatchObject([
    { available: '12' },
    { available: '10' },
    { available: '10' },
    { available: '12' },
  ]);
});

test('a page that was shown before shows the time of a reset after it', async () => {
  const clock = createVirtualClock(Date.parse('2026-03-01T10:00:00Z'));
  const fake = openFake({ clock });
  const before = await firstOf(fake);
  await clock.advance(60_000);
  fake.reset();

  expect(before).toMatchObject({ ...place, updateTime: '2026-03-01T10:00:00.000Z' });
  expect(await firstOf(fake)).toMatchObject({ ...place, updateTime: '2026-03-01T10:01:00.000Z' });
});
