import { describe, expect, test } from 'vitest';
import { SECRET } from './deliveries.ts';
import { scene } from './fake-scene.ts';

describe('subscriptions are a part of what the fake remembers', () => {
  test('until they are ended', async () => {
    const { fake, subscribe, requests } = scene();
    const subscription = subscribe();
    fake.webhooks.send('a/b', '{}');
    subscription.unsubscribe();
    fake.webhooks.send('a/b', '{}');

    expect(await fake.webhooks.deliver()).toEqual([]);
    expect(requests).toEqual([]);
    expect(subscription.isSilent).toBe(true);
  });

  test('and a reset ends them, with what waits and goes wrong', async () => {
    const { fake, subscribe } = scene();
    subscribe();
    fake.webhooks.faults.add({ fault: { kind: 'drop' } });
    fake.webhooks.send('a/b', '{}');
    fake.reset();
    fake.webhooks.send('a/b', '{}');

    expect(fake.webhooks.pending).toBe(0);
    expect(fake.webhooks.faults.pending()).toEqual([]);
  });

  test('a snapshot keeps them, and a fork has them for itself', async () => {
    const { fake, subscribe, requests } = scene();
    const subscription = subscribe(500);
    fake.webhooks.send('a/b', '{}');
    const snapshot = fake.snapshot();
    const fork = fake.fork();
    await fake.webhooks.deliver();
    expect(subscription.failures).toBe(1);

    fake.restore(snapshot);
    expect(subscription.failures).toBe(0);
    expect(fake.webhooks.pending).toBe(1);
    expect(await fork.webhooks.deliver()).toHaveLength(1);
    expect(requests).toHaveLength(2);
    expect(fake.webhooks.pending).toBe(1);
  });

  test.each<[at: string, target: unknown, options: unknown]>([
    ['secret', () => new Response(), { secret: '' }],
    ['secret', () => new Response(), {}],
    ['topics', () => new Response(), { secret: SECRET, topics: 'orders/create' }],
    ['fetch', 'http://127.0.0.1', { secret: SECRET, fetch: 'fetch' }],
    ['the target', 'not a URL', { secret: SECRET }],
    [
      'topic must be left out: the field is unknown; did you mean topics',
      () => new Response(),
      { secret: SECRET, topic: 'orders/create' },
    ],
    ['the options', () => new Response(), undefined],
  ])('and one that is wrong is named, without the secret: %s', (at, target, options) => {
    const { fake } = scene();
    const subscribe = (): unknown => fake.webhooks.subscribe(target as never, options as never);

    expect(subscribe).toThrow(new RegExp(`^fake\\.webhooks\\.subscribe: ${at}`));
    expect(subscribe).not.toThrow(SECRET);
  });
});
