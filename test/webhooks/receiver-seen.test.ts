import { describe, expect, test } from 'vitest';
import { createSeenDeliveries } from '../../src/webhooks/index.ts';
import type { SeenDeliveries } from '../../src/webhooks/index.ts';
import { receiver, webhook } from './deliveries.ts';

describe('a memory of one’s own', () => {
  test('is asked before and told after', async () => {
    const log: string[] = [];
    const known = new Set<string>();
    const seen: SeenDeliveries = {
      has: async (id) => {
        log.push('has');
        return known.has(id);
      },
      add: async (id) => {
        log.push('add');
        known.add(id);
      },
    };
    const { receive } = receiver({ seen, onEvent: () => void log.push('onEvent') });
    await receive(webhook());
    await receive(webhook());

    expect(log).toEqual(['has', 'onEvent', 'add', 'has']);
  });

  test('is told nothing of what failed', async () => {
    const seen = createSeenDeliveries();
    const failing = receiver({
      seen,
      onEvent: () => {
        throw new Error('no');
      },
    });
    await failing.receive(webhook());
    const working = receiver({ seen });
    await working.receive(webhook());

    expect(working.events).toHaveLength(1);
  });

  test('that cannot be asked means 500: nobody knows whether it was handled', async () => {
    const away = new Error('the cache is away');
    const seen = { has: () => Promise.reject(away), add: async () => undefined };
    const { receive, events, errors } = receiver({ seen });

    expect((await receive(webhook())).status).toBe(500);
    expect(events).toEqual([]);
    expect(errors).toEqual([away]);
  });

  test.each<[name: string, add: () => Promise<void>]>([
    ['rejects', () => Promise.reject(new Error('the cache is away'))],
    [
      'throws',
      () => {
        throw new Error('the cache is away');
      },
    ],
  ])('that cannot remember, and %s, means 200 all the same: it was handled', async (_, add) => {
    const { receive, events, errors } = receiver({ seen: { has: async () => false, add } });

    expect((await receive(webhook())).status).toBe(200);
    expect(events).toHaveLength(1);
    expect(errors).toHaveLength(1);
  });
});

describe('the memory that is there by default', () => {
  test('is bounded, and forgets the oldest first', async () => {
    const seen = createSeenDeliveries({ capacity: 2 });
    for (const id of ['a', 'b', 'c']) await seen.add(id);

    expect(await Promise.all(['a', 'b', 'c'].map((id) => seen.has(id)))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('counts an id once, as new', async () => {
    const seen = createSeenDeliveries({ capacity: 2 });
    for (const id of ['a', 'b', 'a', 'c']) await seen.add(id);

    expect(await Promise.all(['a', 'b', 'c'].map((id) => seen.has(id)))).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('keeps 10,000 unless told', async () => {
    const seen = createSeenDeliveries();
    for (let id = 0; id <= 10_000; id += 1) await seen.add(String(id));

    expect(await seen.has('0')).toBe(false);
    expect(await seen.has('1')).toBe(true);
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity, '5'])('refuses a capacity of %o', (capacity) => {
    expect(() => createSeenDeliveries({ capacity: capacity as number })).toThrow(
      expect.objectContaining({ code: 'invalid-input', at: 'capacity' }),
    );
  });
});
