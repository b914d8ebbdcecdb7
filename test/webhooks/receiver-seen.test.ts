import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../src/testing/index.ts';
import { createSeenDeliveries } from '../../src/webhooks/index.ts';
import type { DeliveryClaim, SeenDeliveries } from '../../src/webhooks/index.ts';
import { jumpingClock } from '../base/jumping-clock.ts';
import { gate, receiver, webhook } from './deliveries.ts';

const failing = { onEvent: () => Promise.reject(new Error('no')) };

describe('a memory of one’s own', () => {
  test('is asked for the delivery before, and told the outcome after', async () => {
    const log: string[] = [];
    const seen: SeenDeliveries = {
      claim: async () => {
        log.push('claim');
        return log.length > 1 ? { state: 'handled' } : { state: 'claimed', attempt: 7 };
      },
      settle: async (_, attempt, outcome) => void log.push(`settle ${attempt} ${outcome}`),
    };
    const { receive } = receiver({
      seen,
      onEvent: (_, { attempt }) => void log.push(`onEvent ${attempt}`),
    });
    await receive(webhook());
    await receive(webhook());

    expect(log).toEqual(['claim', 'onEvent 7', 'settle 7 handled', 'claim']);
  });

  test('is told of a failure', async () => {
    const log: string[] = [];
    const seen: SeenDeliveries = {
      claim: async () => ({ state: 'claimed', attempt: 7 }),
      settle: async (_, attempt, outcome) => void log.push(`settle ${attempt} ${outcome}`),
    };
    await receiver({ seen, ...failing }).receive(webhook());

    expect(log).toEqual(['settle 7 failed']);
  });

  test('that cannot be asked means 500: nobody knows whether it was handled', async () => {
    const away = new Error('the cache is away');
    const settled: string[] = [];
    const settle = async (id: string): Promise<void> => void settled.push(id);
    const { receive, events, errors } = receiver({
      seen: { claim: () => Promise.reject(away), settle },
    });

    expect((await receive(webhook())).status).toBe(500);
    expect([events, settled]).toEqual([[], []]);
    expect(errors).toEqual([away]);
  });

  test.each<[name: string, settle: () => Promise<void>]>([
    ['rejects', () => Promise.reject(new Error('the cache is away'))],
    [
      'throws',
      () => {
        throw new Error('the cache is away');
      },
    ],
  ])('that cannot remember, and %s, means 200 all the same: it was handled', async (_, settle) => {
    const claim = async (): Promise<DeliveryClaim> => ({ state: 'claimed', attempt: 1 });
    const { receive, events, errors } = receiver({ seen: { claim, settle } });

    expect((await receive(webhook())).status).toBe(200);
    expect(events).toHaveLength(1);
    expect(errors).toHaveLength(1);
  });
});

test('a claim ends after its time where the clock was set back meanwhile', async () => {
  const clock = createVirtualClock();
  let setBackMs = 0;
  const wrong = { now: () => clock.now() - setBackMs, setTimer: clock.setTimer.bind(clock) };
  const seen = createSeenDeliveries({ clock: wrong, claimMs: 60_000 });
  await seen.claim('d');
  setBackMs = 3_600_000;
  expect(await seen.claim('d')).toEqual({ state: 'busy' });
  await clock.advance(60_000);
  expect(await seen.claim('d')).toEqual({ state: 'claimed', attempt: 2 });
});

describe('several receivers that share a memory', () => {
  test('leave a delivery to the one that is at it, and try again later', async () => {
    const { opened, open } = gate();
    const begun = gate();
    const seen = createSeenDeliveries();
    const onEvent = (): Promise<void> => {
      begun.open();
      return opened;
    };
    const first = receiver({ seen, onEvent });
    const second = receiver({ seen });
    const answer = first.receive(webhook());
    await begun.opened;

    expect((await second.receive(webhook())).status).toBe(503);
    open();
    expect((await answer).status).toBe(200);
    expect((await second.receive(webhook())).status).toBe(200);
    expect(second.events).toEqual([]);
  });

  test('hand on what failed in one of them, with the number of the attempt', async () => {
    const seen = createSeenDeliveries();
    const attempts: number[] = [];
    expect((await receiver({ seen, ...failing }).receive(webhook())).status).toBe(500);
    const working = receiver({ seen, onEvent: (_, { attempt }) => void attempts.push(attempt) });
    expect((await working.receive(webhook())).status).toBe(200);

    expect(attempts).toEqual([2]);
  });

  test('hand on what one of them had when it died, once its claim is over', async () => {
    const clock = createVirtualClock();
    const seen = createSeenDeliveries({ claimMs: 60_000, clock });
    const begun = gate();
    const onEvent = (): Promise<void> => {
      begun.open();
      return new Promise(() => undefined);
    };
    void receiver({ seen, onEvent }).receive(webhook());
    await begun.opened;
    const { receive, events } = receiver({ seen });

    expect((await receive(webhook())).status).toBe(503);
    await clock.advance(60_000);
    expect((await receive(webhook())).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  test.each([-86_400_000, -3_600_000])(
    'end a claim in time where the clock is set by %i ms meanwhile',
    async (byMs) => {
      const { clock, virtual, jump } = jumpingClock();
      const seen = createSeenDeliveries({ claimMs: 1000, clock });
      await seen.claim('a');
      await virtual.advance(400);
      jump(byMs);
      expect(await seen.claim('a')).toEqual({ state: 'busy' });
      await virtual.advance(1000);
      expect(await seen.claim('a')).toEqual({ state: 'claimed', attempt: 2 });
    },
  );

  test('do not take the end of a claim that is over for the end of the next one', async () => {
    const clock = createVirtualClock();
    const seen = createSeenDeliveries({ claimMs: 1000, clock });
    await seen.claim('a');
    await clock.advance(1000);
    await seen.claim('a');
    await seen.settle('a', 1, 'handled');

    expect(await seen.claim('a')).toEqual({ state: 'busy' });
  });

  test('hand each delivery over exactly once, whatever fails and dies on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            id: fc.constantFrom('a', 'b', 'c'),
            end: fc.constantFrom('handled', 'failed', 'died'),
            thenMs: fc.constantFrom(0, 400, 1000),
          }),
          { maxLength: 40 },
        ),
        async (visits) => {
          const clock = createVirtualClock();
          const seen = createSeenDeliveries({ claimMs: 1000, clock });
          const handled = new Set<string>();
          const freeAt = new Map<string, number>();
          const attempts = new Map<string, number>();
          const found: string[] = [];
          const expected: string[] = [];
          for (const { id, end, thenMs } of visits) {
            const isBusy = (freeAt.get(id) ?? 0) > clock.now();
            const attempt = (attempts.get(id) ?? 0) + 1;
            const state = handled.has(id) ? 'handled' : isBusy ? 'busy' : 'claimed';
            expected.push(state === 'claimed' ? `claimed ${attempt}` : state);
            const claim = await seen.claim(id);
            found.push(claim.state === 'claimed' ? `claimed ${claim.attempt}` : claim.state);
            if (state === 'claimed') {
              attempts.set(id, attempt);
              if (end === 'died') freeAt.set(id, clock.now() + 1000);
              else await seen.settle(id, attempt, end);
              if (end === 'handled') handled.add(id);
            }
            await clock.advance(thenMs);
          }
          expect(found).toEqual(expected);
        },
      ),
    );
  });
});

describe('the memory that is there by default', () => {
  const handle = async (seen: SeenDeliveries, id: string): Promise<DeliveryClaim['state']> => {
    const claim = await seen.claim(id);
    if (claim.state === 'claimed') await seen.settle(id, claim.attempt, 'handled');
    return claim.state;
  };

  test('is bounded, and forgets the oldest first', async () => {
    const seen = createSeenDeliveries({ capacity: 2 });
    for (const id of ['a', 'b', 'c']) await handle(seen, id);

    expect([await handle(seen, 'c'), await handle(seen, 'b'), await handle(seen, 'a')]).toEqual([
      'handled',
      'handled',
      'claimed',
    ]);
  });

  test('counts an id that comes again as new', async () => {
    const seen = createSeenDeliveries({ capacity: 2 });
    for (const id of ['a', 'b', 'a', 'c']) await handle(seen, id);

    expect(await handle(seen, 'a')).toBe('handled');
  });

  test('forgets no delivery that somebody is at', async () => {
    const seen = createSeenDeliveries({ capacity: 1 });
    await seen.claim('a');
    for (const id of ['b', 'c']) await handle(seen, id);

    expect(await seen.claim('a')).toEqual({ state: 'busy' });
  });

  test('forgets a claim in the moment it ends, and then has no outcome of it', async () => {
    const clock = createVirtualClock();
    const seen = createSeenDeliveries({ capacity: 1, claimMs: 1000, clock });
    await seen.claim('a');
    await clock.advance(1000);
    await handle(seen, 'b');
    await seen.settle('a', 1, 'handled');

    expect(await seen.claim('a')).toEqual({ state: 'claimed', attempt: 1 });
  });

  test('keeps 10,000 unless told', async () => {
    const seen = createSeenDeliveries();
    for (let id = 0; id <= 10_000; id += 1) await handle(seen, String(id));

    expect(await handle(seen, '1')).toBe('handled');
    expect(await handle(seen, '0')).toBe('claimed');
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity, '5'])('refuses a capacity of %o', (capacity) => {
    expect(() => createSeenDeliveries({ capacity: capacity as number })).toThrow(
      expect.objectContaining({ code: 'invalid-input', at: 'capacity' }),
    );
  });

  test.each([
    ['claimMs', { claimMs: 0 }],
    ['claimMs', { claimMs: '60' }],
    ['clock', { clock: Date }],
    ['capcity', { capcity: 3 }],
  ])('refuses a wrong %s: %o', (at, options) => {
    expect(() => createSeenDeliveries(options as object)).toThrow(
      expect.objectContaining({ code: 'invalid-input', at }),
    );
  });
});
