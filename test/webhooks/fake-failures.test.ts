import { describe, expect, test } from 'vitest';
import { SECRET } from './deliveries.ts';
import { LINES, scene } from './fake-scene.ts';

describe('a failure', () => {
  test.each([201, 204, 300, 302, 400, 401, 404, 500, 503])(
    'is an answer of %i, and the delivery is made again',
    async (status) => {
      const { fake, subscribe } = scene();
      const subscription = subscribe(status, 200);
      fake.webhooks.send('a/b', '{}');

      expect(await fake.webhooks.deliver()).toMatchObject([
        { attempt: 1, outcome: 'failed', status },
      ]);
      expect(subscription.failures).toBe(1);
      expect(await fake.webhooks.deliver()).toMatchObject([{ attempt: 2, outcome: 'delivered' }]);
      expect(subscription.failures).toBe(0);
    },
  );

  test('is a handler that throws', async () => {
    const { fake } = scene();
    const error = new Error('no route to host');
    fake.webhooks.subscribe(() => Promise.reject(error), { secret: SECRET });
    fake.webhooks.send('a/b', '{}');

    expect(await fake.webhooks.deliver()).toMatchObject([
      { outcome: 'failed', status: undefined, error },
    ]);
  });

  test('is a receiver that does not answer in time, by the clock of the fake', async () => {
    const { fake, clock, subscribe } = scene();
    const signals: AbortSignal[] = [];
    const silent = (request: Request): Promise<Response> => {
      signals.push(request.signal);
      return new Promise(() => {});
    };
    fake.webhooks.subscribe(silent, { secret: SECRET, timeoutMs: 3000 });
    subscribe();
    fake.webhooks.send('a/b', '{}');
    const begin = clock.now();
    const attempts = await clock.run(fake.webhooks.deliver());

    expect(clock.now() - begin).toBe(3000);
    expect(attempts).toMatchObject([
      { outcome: 'failed', error: new Error('The receiver did not answer within 3000 ms') },
      { outcome: 'delivered' },
    ]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(clock.timers).toBe(0);
  });

  test.each(['reset', 'restore'] as const)(
    'is what a %s ends, and later deliveries are not held up',
    async (way) => {
      const { fake, clock, subscribe } = scene();
      const before = fake.snapshot();
      fake.webhooks.subscribe(() => new Promise(() => {}), { secret: SECRET });
      fake.webhooks.send('a/b', '1');
      fake.webhooks.send('a/b', '2');
      const round = fake.webhooks.deliver();
      const waiting = fake.webhooks.deliver();
      await clock.advance(0);
      if (way === 'reset') fake.reset();
      else fake.restore(before);
      subscribe();
      fake.webhooks.send('c/d', '3');

      expect(await round).toMatchObject([{ body: '1', outcome: 'failed' }]);
      expect(await waiting).toMatchObject([{ body: '3', outcome: 'delivered' }]);
      expect(clock.timers).toBe(0);
    },
  );

  test('in a row of eight is followed by silence', async () => {
    const { fake, subscribe, requests } = scene();
    const subscription = subscribe(500);
    fake.webhooks.send('a/b', '{}');
    for (let round = 1; round <= 7; round += 1) await fake.webhooks.deliver();
    expect(subscription).toMatchObject({ failures: 7, isSilent: false });
    await fake.webhooks.deliver();
    expect(subscription).toMatchObject({ failures: 8, isSilent: true });
    fake.orders.place({ orderId: '1001', lines: LINES });

    expect(fake.webhooks.pending).toBe(0);
    expect(await fake.webhooks.deliver()).toEqual([]);
    expect(requests).toHaveLength(8);
  });

  test('counts across deliveries, and silences in the middle of a round', async () => {
    const { fake, subscribe } = scene();
    subscribe(500);
    for (let number = 1; number <= 10; number += 1) fake.webhooks.send('a/b', String(number));

    expect(await fake.webhooks.deliver()).toHaveLength(8);
    expect(fake.webhooks.pending).toBe(0);
  });

  test('in a row of seven and a success begins anew', async () => {
    const { fake, subscribe } = scene();
    const subscription = subscribe(
      ...Array<number>(7).fill(503),
      200,
      ...Array<number>(7).fill(503),
      200,
    );
    fake.webhooks.send('a/b', '1');
    for (let round = 1; round <= 8; round += 1) await fake.webhooks.deliver();
    fake.webhooks.send('a/b', '2');
    for (let round = 1; round <= 8; round += 1) await fake.webhooks.deliver();

    expect(subscription).toMatchObject({ failures: 0, isSilent: false });
  });

  test('of one app does not silence another', async () => {
    const { fake, subscribe } = scene();
    subscribe(500);
    subscribe(200);
    fake.webhooks.send('a/b', '{}');
    for (let round = 1; round <= 9; round += 1) await fake.webhooks.deliver();
    fake.webhooks.send('a/b', '{}');

    expect(await fake.webhooks.deliver()).toMatchObject([{ outcome: 'delivered' }]);
  });
});
