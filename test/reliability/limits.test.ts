import { describe, expect, test } from 'vitest';
import type { AtLeastOneQuantity } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { FakeEvent, InventoryFake } from '../../src/testing/index.ts';
import { silence } from './broken-answers.ts';
import { pick } from './faults.ts';
import { isByRequest } from './ledger-oracle.ts';
import { settle } from './run.ts';
import type { Outcome } from './run.ts';
import { openClient, openFake, PLACE, START } from './shop.ts';

// What no client can guarantee on a platform without compare-and-set, shown as it is. The guarantees
// of docs/reliability.md hold but for these cases.

const ORDER: FakeEvent = {
  type: 'order.placed',
  orderId: '1001',
  lines: [{ ...PLACE, quantity: 5 }],
};
const FULFILMENT: FakeEvent = { type: 'order.fulfilled', orderId: '1001' };

interface Ending {
  readonly fake: InventoryFake;
  readonly outcome: Outcome<unknown>;
}

/** Adjusts the level, and lets something happen at the moment of each request's answer. */
async function adjust(
  by: AtLeastOneQuantity,
  happen: (
    fake: InventoryFake,
    request: Request,
    answer: () => Promise<Response>,
  ) => Promise<Response>,
  prepare: readonly FakeEvent[] = [],
): Promise<Ending> {
  const clock = createVirtualClock(START);
  const fake = openFake(clock);
  for (const event of prepare) fake.apply(event);
  const client = openClient(clock, async (input, init) => {
    const request = new Request(input, init);
    const { url, method, headers } = request;
    const body = method === 'GET' ? {} : { body: await request.clone().text() };
    // Without its signal, a request goes on when the client has given it up.
    return happen(fake, request, () => fake.fetch(url, { method, headers, ...body }));
  });
  const outcome = await clock.run(settle(client.adjust({ ...PLACE, by })));
  return { fake, outcome };
}

/** Lets an event happen after the level was read, and before it is written. */
function betweenReadAndWrite(event: FakeEvent): Parameters<typeof adjust>[1] {
  return async (fake, { method }, answer) => {
    const response = await answer();
    if (method === 'GET') fake.apply(event);
    return response;
  };
}

function unitsOf({ fake }: Ending): object | undefined {
  const { available, committed, onHand } = fake.level(PLACE.variantId, PLACE.locationId) ?? {};
  return { available, committed, onHand };
}

describe('between the reading and the write', () => {
  test('an order is overwritten where available is sent: its units can be sold twice', async () => {
    const ending = await adjust({ available: -2 }, betweenReadAndWrite(ORDER));

    expect(unitsOf(ending)).toEqual({ available: 18, committed: 8, onHand: 28 });
  });

  test('an order is kept where onHand is sent', async () => {
    const ending = await adjust({ onHand: -2 }, betweenReadAndWrite(ORDER));

    expect(unitsOf(ending)).toEqual({ available: 13, committed: 8, onHand: 23 });
  });

  test('a fulfilment is overwritten where onHand is sent: what left is counted again', async () => {
    const ending = await adjust({ onHand: -2 }, betweenReadAndWrite(FULFILMENT), [ORDER]);

    expect(unitsOf(ending)).toEqual({ available: 18, committed: 3, onHand: 23 });
  });

  test('a fulfilment is kept where available is sent', async () => {
    const ending = await adjust({ available: -2 }, betweenReadAndWrite(FULFILMENT), [ORDER]);

    expect(unitsOf(ending)).toEqual({ available: 13, committed: 3, onHand: 18 });
  });
});

describe('while a write is in doubt', () => {
  const [cut] = pick('the connection is cut, nothing done');

  test('other changes that add up to the very same numbers pass for it', async () => {
    const ordered: FakeEvent = { ...ORDER, lines: [{ ...PLACE, quantity: 2 }] };
    const ending = await adjust({ available: -2 }, (fake, { method, signal }, answer) => {
      if (method === 'GET') return answer();
      fake.apply(ordered);
      fake.apply(FULFILMENT);
      return Promise.resolve(cut?.show(new Response(), { signal, now: START }) ?? answer());
    });

    expect(ending.outcome).toMatchObject({ kind: 'value', value: { available: 18, onHand: 23 } });
    expect(ending.fake.ledger().filter(isByRequest)).toEqual([]);
  });
});

describe('a write that arrives when the client has given it up', () => {
  /** Keeps the first write back until just before or after the answer to a later request. */
  function keepBack(
    when: 'before' | 'after',
    request: number,
    first?: FakeEvent,
  ): Parameters<typeof adjust>[1] {
    let arrive: (() => Promise<Response>) | undefined;
    let later = 0;
    return async (fake, { method, signal }, answer) => {
      if (method === 'PUT' && arrive === undefined) {
        arrive = answer;
        return silence(signal);
      }
      if (arrive !== undefined) later += 1;
      if (later === request && when === 'before') await arrive?.();
      const response = await answer();
      if (later === request && when === 'after') {
        if (first !== undefined) fake.apply(first);
        await arrive?.();
      }
      return response;
    };
  }

  test('is harmless after it was sent again: it carries the same values', async () => {
    const ending = await adjust({ available: -2 }, keepBack('after', 2));

    expect(ending.fake.ledger().filter(isByRequest)).toHaveLength(2);
    expect(ending.outcome).toMatchObject({ kind: 'value', value: { available: 18 } });
    expect(unitsOf(ending)).toEqual({ available: 18, committed: 3, onHand: 23 });
  });

  test('is found, if it comes before the level is read back', async () => {
    const ending = await adjust({ available: -2 }, keepBack('before', 1));

    expect(ending.fake.ledger().filter(isByRequest)).toHaveLength(1);
    expect(ending.outcome).toMatchObject({ kind: 'value', value: { available: 18 } });
    expect(unitsOf(ending)).toEqual({ available: 18, committed: 3, onHand: 23 });
  });

  test('overwrites an order that was placed before it arrived', async () => {
    const ending = await adjust({ available: -2 }, keepBack('after', 2, ORDER));

    expect(ending.outcome).toMatchObject({ kind: 'value', value: { available: 18 } });
    expect(unitsOf(ending)).toEqual({ available: 18, committed: 8, onHand: 28 });
  });
});
