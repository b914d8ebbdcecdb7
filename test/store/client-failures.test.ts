import { expect, test } from 'vitest';
import { AuthenticationError, InventoryClient, OutcomeUnknownError } from '../../src/index.ts';
import type { AdjustInput, CallOptions } from '../../src/index.ts';
import { memoryStore } from '../../src/store/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';

const PLACE = { variantId: '1', locationId: '7' };
const take = { ...PLACE, by: { onHand: -1 } } as const;

/** What becomes of a request: it is answered as usual, or not at all, or with a status. */
type Fate = 'answered' | 'cut' | number;

/** A shop whose requests meet their fates; each PUT that is not answered was not carried out. */
function scene(writes: readonly Fate[], reads: (index: number) => Fate = () => 'answered') {
  const clock = createVirtualClock();
  const shop = { shop: 'acme', accessToken: 'test-token' };
  const fake = createInventoryFake({
    ...shop,
    clock,
    seed: { levels: [{ ...PLACE, available: 9 }] },
  });
  const sent: { method: string; at: number }[] = [];
  const inventory = new InventoryClient({
    ...shop,
    accessToken: () => shop.accessToken,
    clock,
    store: memoryStore({ clock }),
    fetch: async (url, init) => {
      const method = init?.method ?? 'GET';
      const index = sent.filter((each) => each.method === method).length;
      sent.push({ method, at: clock.now() });
      const fate = method === 'PUT' ? (writes[index] ?? writes.at(-1)) : reads(index);
      if (fate === 'cut') throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      return typeof fate === 'number' ? new Response('', { status: fate }) : fake.fetch(url, init);
    },
  });
  const adjust = (input: AdjustInput, options?: CallOptions): Promise<unknown> =>
    clock.run(
      inventory
        .adjust(input, { deadlineMs: Infinity, ...options })
        .catch((error: unknown) => error),
    );
  return { clock, fake, sent, adjust };
}

test('a token that may read and not write ends the call, and is not sent for ever', async () => {
  const { adjust, sent } = scene([401]);
  const error = await adjust(take);

  expect(error).toBeInstanceOf(AuthenticationError);
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET', 'PUT']);
});

test('of a lost answer the error tells how it was lost, and how the level was not read', async () => {
  const { adjust } = scene([503], (index) => (index === 0 ? 'answered' : 'cut'));
  const error = await adjust(take, { maxRetries: 0 });

  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error).toMatchObject({
    before: { onHand: 9 },
    target: { onHand: 8 },
    cause: { code: 'server' },
    readFailure: { code: 'connection' },
  });
});

test('of a doubt the error tells how the answer was lost', async () => {
  const { adjust, fake } = scene([503], (index) => {
    // Somebody counts the shelf before anybody reads.
    if (index === 1) fake.stock.set({ ...PLACE, quantities: { onHand: 4 } });
    return 'answered';
  });

  expect(await adjust(take)).toMatchObject({
    code: 'outcome-unknown',
    observed: { onHand: 4 },
    cause: { code: 'server' },
  });
});

test('a second attempt that the platform slows down leaves the first in doubt, with its numbers', async () => {
  const { adjust } = scene([503, 429]);
  const error = await adjust(take, { maxRetries: 0 });

  expect(error).toMatchObject({
    code: 'outcome-unknown',
    before: { onHand: 9 },
    target: { onHand: 8 },
    cause: { code: 'server' },
  });
});

test('after a second attempt that was not carried out, the level is looked at within seconds', async () => {
  const { adjust, clock } = scene(['cut', 429, 'answered']);
  const startedAt = clock.now();

  expect(await adjust(take)).toMatchObject({ onHand: 8 });
  expect(clock.now() - startedAt).toBeLessThanOrEqual(5_000);
});

test('what a reading shows not to be applied is planned anew, however its answer was lost', async () => {
  const { adjust, fake } = scene([303, 303, 303, 'answered']);

  expect(await adjust(take)).toMatchObject({ onHand: 8 });
  expect(fake.levels()).toMatchObject([{ onHand: 8 }]);
});

test.each([429, 503])(
  'a call that ends leaves no timer behind, after answers of %i',
  async (status) => {
    const { adjust, clock } = scene([status]);
    await adjust(take, { deadlineMs: 1_000 });

    expect(clock.timers).toBe(0);
  },
);
