import { afterEach, describe, expect, test, vi } from 'vitest';
import { InventoryClient, RateLimitError } from '../../src/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFakeOptions } from '../../src/testing/index.ts';
import { jumpingClock } from '../base/jumping-clock.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };
const SEED = { levels: [{ ...PLACE, available: 10 }] };

function open(options: Partial<InventoryFakeOptions> = {}) {
  const clock = createVirtualClock();
  const access = { shop: 'acme', accessToken: 'test-token', seed: SEED, clock };
  return { clock, fake: createInventoryFake({ ...access, ...options }) };
}

function statuses({ requests }: ReturnType<typeof createInventoryFake>): unknown[] {
  return [...new Set(requests.map(({ status }) => status))];
}

async function queries(inventory: InventoryClient, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => inventory.query()));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the options that a fake has for clients', () => {
  test('reach it, with its names and its time', async () => {
    const wire = { available: 'stock.free' };
    const { fake, clock } = open({ wire, apiVersion: '202501' });
    const inventory = new InventoryClient(fake.clientOptions);
    const level = await clock.run(inventory.adjust({ ...PLACE, by: { available: -1 } }));

    expect(level.available).toBe(9);
    expect(inventory.clock).toBe(clock);
  });

  test.each([-86_400_000, -3_600_000])(
    'pause after a 429 as long as it asks for where the clock is set by %i ms meanwhile',
    async (byMs) => {
      const { clock, virtual, jump } = jumpingClock();
      const { fake } = open({ clock });
      fake.faults.add({ fault: { kind: 'rate-limited', retryAfter: 2 } });
      const inventory = new InventoryClient(fake.clientOptions);
      const startedAt = virtual.now();
      virtual.setTimer(() => jump(byMs), 1000);
      await virtual.run(inventory.query());

      expect(virtual.now() - startedAt).toBeLessThan(5000);
    },
  );

  test('can be spread, and something else be said', () => {
    const { fake } = open();

    expect(new InventoryClient({ ...fake.clientOptions, maxRetries: 0 }).baseUrl).toBe(fake.origin);
  });

  test('let as many requests through as the bucket holds, and no more than the fake takes', async () => {
    const { fake, clock } = open();
    const inventory = new InventoryClient(fake.clientOptions);
    const start = clock.now();
    await clock.run(queries(inventory, 40));
    expect(clock.now() - start).toBe(0);

    await clock.run(queries(inventory, 40));
    expect(clock.now() - start).toBe(20_000);
    expect(statuses(fake)).toEqual([200]);
  });

  test('let clients that share them never be refused, where each alone would be', async () => {
    const { fake, clock } = open();
    const clients = Array.from({ length: 8 }, () => new InventoryClient(fake.clientOptions));
    await clock.run(Promise.all(clients.map((each) => queries(each, 10))));

    expect(fake.requests).toHaveLength(80);
    expect(statuses(fake)).toEqual([200]);
  });

  test.each(['reset', 'restore'] as const)('wait for nothing after a %s', async (how) => {
    const { fake, clock } = open();
    const before = fake.snapshot();
    const inventory = new InventoryClient(fake.clientOptions);
    await clock.run(queries(inventory, 40));
    if (how === 'reset') fake.reset();
    else fake.restore(before);
    const start = clock.now();
    await clock.run(queries(inventory, 40));

    expect(clock.now() - start).toBe(0);
    expect(statuses(fake)).toEqual([200]);
  });

  test('let those who wait go at once when the fake is reset', async () => {
    const { fake, clock } = open();
    const inventory = new InventoryClient(fake.clientOptions);
    await clock.run(queries(inventory, 40));
    const waiting = queries(inventory, 5);
    fake.reset();
    await clock.run(waiting);

    expect(fake.requests).toHaveLength(5);
  });

  test('forget the pause of a 429 when the fake is reset', async () => {
    const { fake, clock } = open();
    const inventory = new InventoryClient({ ...fake.clientOptions, maxRetries: 0 });
    fake.faults.add({ fault: { kind: 'rate-limited', retryAfter: 50 } });
    await clock.run(inventory.query().catch(() => {}));
    fake.reset();
    const start = clock.now();
    await clock.run(queries(inventory, 1));

    expect(clock.now() - start).toBe(0);
  });

  test('have a call that cannot wait that long end in a RateLimitError, as with a limiter of its own', async () => {
    const { fake, clock } = open({ rateLimit: { capacity: 1, refillPerSecond: 0.1 } });
    const inventory = new InventoryClient(fake.clientOptions);
    await clock.run(queries(inventory, 1));
    const call = inventory.query({}, { deadlineMs: 500 });
    const error: unknown = await clock.run(call.catch((thrown: unknown) => thrown));

    expect(error).toBeInstanceOf(RateLimitError);
  });

  test('let interactive calls go before those of the background', async () => {
    const { fake, clock } = open({ rateLimit: { capacity: 1, refillPerSecond: 1 } });
    const inventory = new InventoryClient(fake.clientOptions);
    await clock.run(queries(inventory, 1));
    const ended: string[] = [];
    const calls = (['background', 'interactive'] as const).map(async (priority) => {
      await inventory.query({}, { priority });
      ended.push(priority);
    });
    await clock.run(Promise.all(calls));

    expect(ended).toEqual(['interactive', 'background']);
  });

  test('give back the room of a request that was never sent', async () => {
    const { fake, clock } = open({ rateLimit: { capacity: 4, refillPerSecond: 0.001 } });
    let isFailing = true;
    const accessToken = (): string => {
      if (isFailing) throw new Error('no token yet');
      return 'test-token';
    };
    const inventory = new InventoryClient({ ...fake.clientOptions, accessToken });
    await inventory.query().catch(() => {});
    isFailing = false;
    await clock.run(queries(inventory, 3));

    expect(statuses(fake)).toEqual([200]);
  });

  test('have no pace where the fake has no rate limit', async () => {
    const { fake, clock } = open({ rateLimit: false });
    const start = clock.now();
    await clock.run(queries(new InventoryClient(fake.clientOptions), 300));

    expect(clock.now() - start).toBe(0);
  });

  test('need no permission where there is a document, as in jsdom', () => {
    const { fake } = open();
    const document = {};
    vi.stubGlobal('window', { document });
    vi.stubGlobal('document', document);
    const { shop, accessToken, fetch } = fake;

    expect(new InventoryClient({ shop, accessToken, fetch }).baseUrl).toBe(fake.origin);
    const wrapped: typeof fetch = (input, init) => fetch(input, init);
    expect(() => new InventoryClient({ shop, accessToken, fetch: wrapped })).toThrow(
      'dangerouslyAllowBrowser',
    );
  });

  test('wait until a caller gives up, and no longer', async () => {
    const { fake, clock } = open({ rateLimit: { capacity: 1, refillPerSecond: 0.1 } });
    const inventory = new InventoryClient(fake.clientOptions);
    await clock.run(queries(inventory, 1));
    const controller = new AbortController();
    const call = inventory
      .query({}, { signal: controller.signal })
      .catch((thrown: unknown) => thrown);
    const reason = new Error('enough');
    controller.abort(reason);

    expect(await call).toBe(reason);
    expect(clock.timers).toBe(0);
  });
});

describe('the end of a test', () => {
  test('says all that was wrong, and resets the fake all the same', async () => {
    const { fake } = open();
    const { verifyAndReset } = fake;
    fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
    await fake.fetch(`${fake.apiUrl}/orders`);

    expect(verifyAndReset).toThrow(/1 scripted fault was not met[^]*1 request met no endpoint/);
    expect(fake.faults.pending()).toEqual([]);
    expect(fake.requests).toEqual([]);
    expect(verifyAndReset).not.toThrow();
  });
});
