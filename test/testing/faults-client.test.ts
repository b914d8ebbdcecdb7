import { describe, expect, test } from 'vitest';
import { InventoryClient, isInventoryError } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { Fault, InventoryFake, VirtualClock } from '../../src/testing/index.ts';
import { openFake } from './shop.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };

interface Scene {
  readonly fake: InventoryFake;
  readonly client: InventoryClient;
  readonly clock: VirtualClock;
}

/** A client of a fake, on one clock, and a fault for one operation. */
function scene(operation: 'query' | 'adjust', fault: Fault): Scene {
  const clock = createVirtualClock();
  const fake = openFake({ clock });
  fake.faults.add({ operation, fault });
  const { shop, accessToken, fetch } = fake;
  const client = new InventoryClient({ shop, accessToken, fetch, clock, timeoutMs: 10_000 });
  return { fake, client, clock };
}

/** What a call comes to: a value, or the code of an error. */
async function outcomeOf<Value>(clock: VirtualClock, call: PromiseLike<Value>): Promise<unknown> {
  try {
    return await clock.run(call);
  } catch (error) {
    if (isInventoryError(error)) return error.code;
    throw error;
  }
}

/** `GET 200`, `PUT -` …, one for each request. */
function storyOf({ requests }: InventoryFake): string {
  return requests.map(({ method, status = '-' }) => `${method} ${status}`).join(', ');
}

describe('an adjustment by -2, whose write meets', () => {
  test.each<[fault: Fault, outcome: unknown, story: string, available: number]>([
    [{ kind: 'status', status: 503 }, 10, 'GET 200, PUT 503, GET 200, PUT 200', 10],
    [{ kind: 'status', status: 503, applied: true }, 10, 'GET 200, PUT 503, GET 200', 10],
    [{ kind: 'status', status: 409 }, 'conflict', 'GET 200, PUT 409', 12],
    [{ kind: 'rate-limited' }, 10, 'GET 200, PUT 429, GET 200, PUT 200', 10],
    [{ kind: 'delay', ms: 9000 }, 10, 'GET 200, PUT 200', 10],
    [{ kind: 'delay', ms: 11_000 }, 10, 'GET 200, PUT -, GET 200, PUT 200', 10],
    [{ kind: 'delay', ms: 11_000, applied: true }, 10, 'GET 200, PUT 200, GET 200', 10],
    [{ kind: 'cut-before' }, 10, 'GET 200, PUT -, GET 200, PUT 200', 10],
    [{ kind: 'cut-after' }, 10, 'GET 200, PUT 200, GET 200', 10],
    [{ kind: 'cut-mid-body' }, 10, 'GET 200, PUT 200, GET 200', 10],
    [{ kind: 'malformed' }, 10, 'GET 200, PUT 200, GET 200', 10],
    [{ kind: 'truncated' }, 10, 'GET 200, PUT 200, GET 200', 10],
    [{ kind: 'empty' }, 10, 'GET 200, PUT 200, GET 200', 10],
    [{ kind: 'wrong-content-type' }, 10, 'GET 200, PUT 200, GET 200', 10],
    [{ kind: 'wrong-variant' }, 10, 'GET 200, PUT 200, GET 200', 10],
    [
      { kind: 'redirect', location: 'https://elsewhere.example/', status: 307 },
      'response',
      'GET 200, PUT 307',
      12,
    ],
  ])('%j', async (fault, outcome, story, available) => {
    const { fake, client, clock } = scene('adjust', fault);
    const call = client
      .adjust({ ...PLACE, by: { available: -2 } })
      .then((level) => level.available);

    expect(await outcomeOf(clock, call)).toEqual(outcome);
    expect(storyOf(fake)).toBe(story);
    expect(fake.level(PLACE.variantId, PLACE.locationId)?.available).toBe(available);
    expect(fake.ledger()).toHaveLength(available === 12 ? 0 : 1);
    fake.assertFaultsConsumed();
  });
});

describe('a query that meets', () => {
  test.each<[fault: Fault, outcome: unknown, story: string]>([
    [{ kind: 'status', status: 503 }, 3, 'GET 503, GET 200'],
    [{ kind: 'status', status: 401 }, 'authentication', 'GET 401'],
    [{ kind: 'rate-limited', retryAfter: null }, 3, 'GET 429, GET 200'],
    [{ kind: 'delay', ms: 9000 }, 3, 'GET 200'],
    [{ kind: 'delay', ms: 11_000 }, 3, 'GET -, GET 200'],
    [{ kind: 'cut-before' }, 3, 'GET -, GET 200'],
    [{ kind: 'cut-after' }, 3, 'GET 200, GET 200'],
    [{ kind: 'cut-mid-body' }, 3, 'GET 200, GET 200'],
    [{ kind: 'malformed' }, 3, 'GET 200, GET 200'],
    [{ kind: 'truncated' }, 3, 'GET 200, GET 200'],
    [{ kind: 'empty' }, 3, 'GET 200, GET 200'],
    [{ kind: 'wrong-content-type' }, 3, 'GET 200, GET 200'],
    [{ kind: 'redirect', location: 'https://elsewhere.example/' }, 'response', 'GET 303'],
  ])('%j', async (fault, outcome, story) => {
    const { fake, client, clock } = scene('query', fault);
    const call = client.query().then(({ levels }) => levels.length);

    expect(await outcomeOf(clock, call)).toEqual(outcome);
    expect(storyOf(fake)).toBe(story);
    fake.assertFaultsConsumed();
  });

  test('a stale read shows what was there before', async () => {
    const { fake, client, clock } = scene('query', { kind: 'stale-read' });
    fake.stock.set({ ...PLACE, quantities: { available: 4 } });
    const { levels } = await clock.run(client.query().then((page) => page));

    expect(levels[0]?.available).toBe(12);
  });
});

test('an adjustment by a stale read overwrites what it did not see, as docs/reliability.md says', async () => {
  const { fake, client, clock } = scene('query', { kind: 'stale-read' });
  fake.orders.place({ orderId: '1001', lines: [{ ...PLACE, quantity: 5 }] });
  const level = await clock.run(client.adjust({ ...PLACE, by: { available: -2 } }));

  expect(level).toMatchObject({ available: 10, committed: 8 });
});
