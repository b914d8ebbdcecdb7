import { describe, expect, test } from 'vitest';
import { SECRET } from './deliveries.ts';
import { LINES, scene } from './fake-scene.ts';

describe('a failure', () => {
  test.each([300, 302, 400, 401, 404, 500, 503])(
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
