import { describe, expect, test } from 'vitest';
import type { InventoryFake } from '../../src/testing/index.ts';
import { API, openFake, send, testClock } from './shop.ts';

const HEADERS = {
  'X-Genstore-Access-Token': 'test-token',
  'Content-Type': 'application/json',
};

function write(fake: InventoryFake, available: number, init: RequestInit = {}): Promise<Response> {
  const body = `{"inventory":{"locationId":"50002","available":${available}}}`;
  const url = `${API}/inventory/107362030756584`;
  return fake.fetch(url, { method: 'PUT', body, headers: HEADERS, ...init });
}

const unitsOf = (fake: InventoryFake): number | undefined =>
  fake.level('107362030756584', '50002')?.available;

describe('a late request', () => {
  test('breaks off at once, and is carried out a second later', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'late' } });

    await expect(write(fake, 7)).rejects.toThrow(new TypeError('fetch failed'));
    await clock.advance(999);
    expect([unitsOf(fake), fake.requests[0]?.status]).toEqual([12, undefined]);
    await clock.advance(1);
    expect([unitsOf(fake), clock.timers]).toEqual([7, 0]);
    expect(fake.requests).toMatchObject([{ status: 200, fault: 'late' }]);
    expect(fake.ledger()).toMatchObject([{ at: '2026-03-01T10:00:01.000Z' }]);
  });

  test('overwrites what was written meanwhile', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'late', ms: 5000 } });
    await write(fake, 7).catch(() => {});
    await write(fake, 3);
    expect(unitsOf(fake)).toBe(3);
    await clock.advance(5000);

    expect(unitsOf(fake)).toBe(7);
  });

  test('is on its way when its sender gives up, and arrives after that', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'delay', ms: 60_000 } });
    fake.faults.add({ fault: { kind: 'late', ms: 200 } });
    const controller = new AbortController();
    const request = write(fake, 7, { signal: controller.signal });
    await clock.advance(30_000);
    const reason = new Error('too long');
    controller.abort(reason);

    await expect(request).rejects.toBe(reason);
    await clock.advance(199);
    expect(unitsOf(fake)).toBe(12);
    await clock.advance(1);
    expect([unitsOf(fake), clock.timers]).toEqual([7, 0]);
  });

  test.each([false, true])(
    'lets a sender who waits wait as long as a delay says (applied: %j)',
    async (applied) => {
      const clock = testClock();
      const fake = openFake({ clock });
      fake.faults.add({ fault: { kind: 'delay', ms: 700, applied } });
      fake.faults.add({ fault: { kind: 'late', ms: 0 } });
      const begin = clock.now();

      await expect(clock.run(write(fake, 7))).rejects.toThrow('fetch failed');
      expect([clock.now() - begin, unitsOf(fake)]).toEqual([700, 12]);
      await clock.advance(0);
      expect(unitsOf(fake)).toBe(7);
    },
  );

  test('is checked when it arrives, by what there is then', async () => {
    const clock = testClock();
    const fake = openFake({ clock, rateLimit: { capacity: 1 } });
    fake.faults.add({ fault: { kind: 'late' } });
    await write(fake, 7).catch(() => {});
    await clock.advance(999);
    expect((await send(fake, 'GET', '/inventory')).status).toBe(200);
    await clock.advance(1);

    expect(fake.requests.map(({ status }) => status)).toEqual([429, 200]);
    expect(unitsOf(fake)).toBe(12);
  });

  test('from before a reset writes nothing', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'late' } });
    await write(fake, 7).catch(() => {});
    fake.reset();
    await clock.advance(1000);

    expect([unitsOf(fake), fake.ledger(), fake.requests]).toEqual([12, [], []]);
  });
});
