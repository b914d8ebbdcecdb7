import { describe, expect, test } from 'vitest';
import type { InventoryFake } from '../../src/testing/index.ts';
import { API, openFake, send, testClock } from './shop.ts';

const BODY = '{"inventory":{"locationId":"50002","available":7}}';
const HEADERS = {
  'X-Genstore-Access-Token': 'test-token',
  'Content-Type': 'application/json',
};

function write(fake: InventoryFake, signal?: AbortSignal): Promise<Response> {
  const init = { method: 'PUT', body: BODY, headers: HEADERS };
  return fake.fetch(`${API}/inventory/107362030756584`, signal ? { ...init, signal } : init);
}

const unitsOf = (fake: InventoryFake): number | undefined =>
  fake.level('107362030756584', '50002')?.available;

describe('a delay', () => {
  test('holds a request up before it is carried out, by the clock of the fake', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'delay', ms: 5000 } });
    let isAnswered = false;
    const request = write(fake).then(() => {
      isAnswered = true;
    });
    await clock.advance(4999);
    expect([isAnswered, unitsOf(fake), clock.timers]).toEqual([false, 12, 1]);
    await clock.advance(1);
    await request;

    expect([isAnswered, unitsOf(fake), clock.timers]).toEqual([true, 7, 0]);
  });

  test('holds up the answer alone, where the request is applied', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'delay', ms: 5000, applied: true } });
    let isAnswered = false;
    const request = write(fake).then(() => {
      isAnswered = true;
    });
    await clock.advance(4999);
    expect([isAnswered, unitsOf(fake)]).toEqual([false, 7]);
    await clock.advance(1);
    await request;

    expect(isAnswered).toBe(true);
  });

  test('lets other requests pass meanwhile', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ operation: 'adjust', fault: { kind: 'delay', ms: 5000 } });
    const late = write(fake);
    const other = '{"inventory":{"locationId":"50002","available":99}}';
    await send(fake, 'PUT', '/inventory/107362030756584', other);
    expect(unitsOf(fake)).toBe(99);
    await clock.run(late);

    expect(unitsOf(fake)).toBe(7);
  });

  test.each([false, true])(
    'ends with the reason of a signal, and leaves no timer (applied: %j)',
    async (applied) => {
      const clock = testClock();
      const fake = openFake({ clock });
      fake.faults.add({ fault: { kind: 'delay', ms: 5000, applied } });
      const controller = new AbortController();
      const request = write(fake, controller.signal);
      await clock.advance(1000);
      const reason = new Error('too long');
      controller.abort(reason);

      await expect(request).rejects.toBe(reason);
      expect([clock.timers, unitsOf(fake)]).toEqual([0, applied ? 7 : 12]);
      await clock.advance(9000);
      expect(unitsOf(fake)).toBe(applied ? 7 : 12);
    },
  );

  test('comes together with the next other fault, which it does not push back', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'delay', ms: 100 }, times: 3 });
    fake.faults.add({ fault: { kind: 'delay', ms: 900 } });
    fake.faults.add({ fault: { kind: 'status', status: 503 } });
    fake.faults.add({ fault: { kind: 'status', status: 500 } });
    const story = [];
    for (let i = 0; i < 5; i += 1) {
      const before = clock.now();
      const { status } = await clock.run(write(fake));
      story.push([status, clock.now() - before]);
    }

    expect(story).toEqual([
      [503, 100],
      [500, 100],
      [200, 100],
      [200, 900],
      [200, 0],
    ]);
  });

  test('comes before a cut', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'cut-before' } });
    fake.faults.add({ fault: { kind: 'delay', ms: 700 } });
    const begin = clock.now();

    await expect(clock.run(write(fake))).rejects.toThrow('fetch failed');
    expect(clock.now() - begin).toBe(700);
  });

  test('of nothing is one turn of the clock', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'delay', ms: 0 } });

    expect((await clock.run(write(fake))).status).toBe(200);
  });

  test('of a request from before a reset writes nothing', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'delay', ms: 100 } });
    const late = write(fake);
    await clock.advance(50);
    fake.reset();
    await clock.run(late);

    expect([unitsOf(fake), fake.ledger(), fake.requests]).toEqual([12, [], []]);
  });
});
