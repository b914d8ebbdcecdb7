import { describe, expect, test } from 'vitest';
import type { InventoryFake, WebhookAttempt } from '../../src/testing/index.ts';
import { createWebhookReceiver } from '../../src/webhooks/index.ts';
import { SECRET } from './deliveries.ts';
import { outcomes, scene, topics } from './fake-scene.ts';
import type { Scene } from './fake-scene.ts';

describe('a scripted fault', () => {
  /** Three webhooks, a, b and c, that are delivered under some faults. */
  async function deliver(
    faults: Parameters<InventoryFake['webhooks']['faults']['add']>[0][],
    statuses: number[] = [200],
  ): Promise<Scene & { attempts: readonly WebhookAttempt[] }> {
    const all = scene();
    all.subscribe(...statuses);
    for (const fault of faults) all.fake.webhooks.faults.add(fault);
    for (const name of ['a', 'b', 'c']) all.fake.webhooks.send(`x/${name}`, `"${name}"`);
    return { ...all, attempts: await all.fake.webhooks.deliver() };
  }

  test('sends a duplicate, byte for byte', async () => {
    const { attempts, requests } = await deliver([{ topic: 'x/b', fault: { kind: 'duplicate' } }]);

    expect(topics(attempts)).toEqual(['x/a', 'x/b', 'x/b', 'x/c']);
    expect(await requests[1]?.text()).toBe(await requests[2]?.text());
  });

  test('and a duplicate that fails as well waits once', async () => {
    const { fake } = await deliver(
      [{ topic: 'x/a', fault: { kind: 'duplicate' } }],
      [500, 500, 200],
    );

    expect(outcomes(await fake.webhooks.deliver())).toEqual(['a delivered']);
  });

  test('delays by the fake’s clock', async () => {
    const { fake, clock, attempts } = await deliver([
      { topic: 'x/a', fault: { kind: 'delay', ms: 5000 } },
    ]);

    expect(topics(attempts)).toEqual(['x/b', 'x/c']);
    await clock.advance(4999);
    expect(await fake.webhooks.deliver()).toEqual([]);
    await clock.advance(1);
    expect(topics(await fake.webhooks.deliver())).toEqual(['x/a']);
  });

  test('reorders: one to the end, all of them in reverse', async () => {
    const one = await deliver([{ topic: 'x/a', fault: { kind: 'reorder' } }]);
    const all = await deliver([{ fault: { kind: 'reorder' }, times: 3 }]);

    expect(topics(one.attempts)).toEqual(['x/b', 'x/c', 'x/a']);
    expect(topics(all.attempts)).toEqual(['x/c', 'x/b', 'x/a']);
  });

  test('drops, and the platform does not know', async () => {
    const { fake, attempts, requests } = await deliver([{ topic: 'x/b', fault: { kind: 'drop' } }]);

    expect(outcomes(attempts)).toEqual(['a delivered', 'b dropped', 'c delivered']);
    expect(requests).toHaveLength(2);
    expect(fake.webhooks.pending).toBe(0);
  });

  test('signs badly, at the right length, and the receiver refuses', async () => {
    const { fake } = scene();
    const receiver = createWebhookReceiver({ secret: SECRET, onEvent: () => undefined });
    fake.webhooks.subscribe(receiver, { secret: SECRET });
    fake.webhooks.faults.add({ fault: { kind: 'bad-signature' } });
    fake.webhooks.send('a/b', '{}');

    expect(await fake.webhooks.deliver()).toMatchObject([{ status: 401, fault: 'bad-signature' }]);
    expect(await fake.webhooks.deliver()).toMatchObject([{ status: 200, fault: undefined }]);
  });

  test('lets pass as many as it says, and counts down', async () => {
    const { fake, attempts } = await deliver([{ fault: { kind: 'drop' }, after: 1, times: 3 }]);

    expect(outcomes(attempts)).toEqual(['a delivered', 'b dropped', 'c dropped']);
    expect(fake.webhooks.faults.pending()).toEqual([
      { id: 'webhook-fault-1', fault: { kind: 'drop' }, times: 1, after: 0 },
    ]);
    expect(() => fake.assertFaultsConsumed()).toThrow(
      'webhook-fault-1: drop for any topic, 1 left',
    );
  });

  test('can be taken back', () => {
    const { fake } = scene();
    const { faults } = fake.webhooks;
    const id = faults.add({ fault: { kind: 'drop' } });
    faults.add({ topic: 'a/b', fault: { kind: 'delay', ms: 1 } });

    expect(faults.remove(id)).toBe(true);
    expect(faults.remove(id)).toBe(false);
    expect(faults.pending()).toMatchObject([{ id: 'webhook-fault-2', topic: 'a/b' }]);
    faults.clear();
    fake.assertFaultsConsumed();
  });

  test.each<[at: string, fault: unknown]>([
    ['fault', {}],
    ['fault.kind', { fault: { kind: 'cut-after' } }],
    ['fault.ms', { fault: { kind: 'delay' } }],
    ['fault.ms', { fault: { kind: 'delay', ms: -1 } }],
    ['fault.ms must be left out: the field is unknown', { fault: { kind: 'drop', ms: 1 } }],
    ['topic', { fault: { kind: 'drop' }, topic: '' }],
    ['times', { fault: { kind: 'drop' }, times: 0 }],
    ['after', { fault: { kind: 'drop' }, after: -1 }],
    [
      'operation must be left out: the field is unknown',
      { fault: { kind: 'drop' }, operation: 'query' },
    ],
  ])('that is wrong is named: %s', (at, fault) => {
    const { fake } = scene();

    expect(() => fake.webhooks.faults.add(fault as never)).toThrow(
      new RegExp(`^fake\\.webhooks\\.faults\\.add: ${at}`),
    );
  });
});
