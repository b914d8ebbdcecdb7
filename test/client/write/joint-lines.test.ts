import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { InventoryClient, OutcomeUnknownError, StockRejectedError } from '../../../src/index.ts';
import type {
  AccessToken,
  AdjustInput,
  CallOptions,
  ClientHooks,
  InventoryLevel,
} from '../../../src/index.ts';
import type { Oversell } from '../../../src/model/index.ts';
import { createInventoryFake, createVirtualClock } from '../../../src/testing/index.ts';
import type { InventoryFake, VirtualClock } from '../../../src/testing/index.ts';

const PLACE = { variantId: '107', locationId: '50002' };

/** What becomes of a write: answered; executed or not, and its answer lost; refused; slowed down. */
type Fate = 'answered' | 'answer lost' | 'lost' | 'silent' | 400 | 429 | 503;

interface Stage {
  readonly clock: VirtualClock;
  readonly fake: InventoryFake;
  readonly client: InventoryClient;
  /** The available units that were sent. */
  readonly sent: unknown[];
  readonly requests: () => number;
  readonly by: (
    available: number,
    more?: Partial<AdjustInput>,
    options?: CallOptions,
  ) => Promise<InventoryLevel>;
}

function open(
  available: number,
  fates: readonly Fate[] = [],
  oversell: Oversell = 'deny',
  accessToken: AccessToken = 'test-token',
): Stage {
  const clock = createVirtualClock();
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: 'test-token',
    clock,
    seed: { levels: [{ ...PLACE, available, unavailable: 1, oversell }] },
  });
  const sent: unknown[] = [];
  let requests = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests += 1;
    await new Promise<void>((resolve) => clock.setTimer(resolve, 20));
    if (init?.method !== 'PUT') return fake.fetch(input, init);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    sent.push((body as { inventory: { available?: unknown } }).inventory.available);
    const fate = fates[sent.length - 1] ?? 'answered';
    const { signal, ...plain } = init;
    if (typeof fate === 'number') return Response.json({}, { status: fate });
    if (fate === 'answered') return fake.fetch(input, init);
    if (fate === 'answer lost') await fake.fetch(input, plain);
    if (fate === 'silent') {
      await new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    }
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
  };
  const client = new InventoryClient({ shop: 'acme', accessToken, clock, fetch });
  const by: Stage['by'] = (units, more, options) =>
    client.adjust({ ...PLACE, by: { available: units }, ...more } as AdjustInput, options);
  return { clock, fake, client, sent, requests: () => requests, by };
}

const availableOf = ({ fake }: Stage): number | undefined =>
  fake.level(PLACE.variantId, PLACE.locationId)?.available;

describe('relative changes that wait for one level', () => {
  test('are one reading and one write', async () => {
    const stage = open(1_000);
    const calls = Array.from({ length: 100 }, () => stage.by(-1));
    const levels = await stage.clock.run(Promise.all(calls));
    expect(stage.requests()).toBe(2);
    expect(new Set(levels.map(({ available }) => available))).toEqual(new Set([900]));
  });

  test('are decided one by one: of a hundred for the last ten units ten succeed', async () => {
    const stage = open(10);
    const calls = Array.from({ length: 100 }, () => stage.by(-1));
    const outcomes = await stage.clock.run(Promise.allSettled(calls));
    const done = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(done).toHaveLength(10);
    for (const outcome of outcomes.slice(10)) {
      expect(outcome).toMatchObject({ reason: expect.any(StockRejectedError) as unknown });
    }
    expect(availableOf(stage)).toBe(0);
  });

  test('may be refused between two that pass', async () => {
    const stage = open(5);
    const calls = [stage.by(-3), stage.by(-4), stage.by(-2)];
    const outcomes = await stage.clock.run(Promise.allSettled(calls));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stage.sent).toEqual([0]);
  });

  test('are refused together where the variant is not connected', async () => {
    const stage = open(5);
    const nowhere = { ...PLACE, locationId: '50003' };
    const calls = [1, 2, 3].map(() => stage.client.adjust({ ...nowhere, by: { available: 1 } }));
    const outcomes = await stage.clock.run(Promise.allSettled(calls));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: { rejection: { reason: 'not-connected' } } });
    }
    expect(stage.requests()).toBe(1);
  });

  test('that come to nothing are not sent', async () => {
    const stage = open(5);
    const levels = await stage.clock.run(Promise.all([stage.by(-3), stage.by(3)]));
    expect(stage.sent).toEqual([]);
    const { levels: read } = await stage.clock.run(stage.client.query());
    expect(levels).toEqual([...read, ...read]);
  });

  test.each<[string, Partial<AdjustInput>]>([
    ['with expected', { expected: { available: 4 } }],
    ['of other quantities', { by: { incoming: 1 } }],
    ['of absolute values', { by: undefined, set: { available: 9 } }],
  ])('do not go together with one %s', async (_, other) => {
    const stage = open(5);
    await stage.clock.run(Promise.all([stage.by(-1), stage.by(-1, other), stage.by(-1)]));
    expect(stage.sent).toHaveLength(3);
  });

  test('are told to the hooks of each, and the end of each call to its own alone', async () => {
    const stage = open(10);
    const listening = (told: unknown[]): ClientHooks => ({
      onRequest: ({ method }) => told.push(method),
      onEnd: ({ attempts }) => told.push(attempts),
    });
    const told: unknown[][] = [[], []];
    const calls = told.map((each) => stage.by(-1, {}, { hooks: listening(each) }));
    await stage.clock.run(Promise.all(calls));
    expect(told).toEqual([
      ['GET', 'PUT', 2],
      ['PUT', 0],
    ]);
  });

  test('are sent one by one where the platform refuses them together', async () => {
    const stage = open(10, [400, 400]);
    const told: string[] = [];
    const hooks: ClientHooks = {
      onRequest: ({ method, attempt }) => told.push(`${method} ${attempt}`),
    };
    const calls = [stage.by(-1), stage.by(-2, {}, { hooks })];
    const outcomes = await stage.clock.run(Promise.allSettled(calls));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(stage.sent).toEqual([7, 9, 8]);
    // The one that they had together, and its own.
    expect(told).toEqual(['PUT 2', 'GET 1', 'PUT 2']);
  });

  test('are on their own where the first one cannot be planned anew', async () => {
    const stage = open(10, [429]);
    stage.fake.faults.add({ operation: 'query', fault: { kind: 'status', status: 403 }, after: 1 });
    const outcomes = await stage.clock.run(Promise.allSettled([stage.by(-1), stage.by(-2)]));
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'permission' } },
      { status: 'fulfilled', value: { available: 8 } },
    ]);
  });

  test('that say more of overselling than the platform has are judged by what they come to', async () => {
    const oversell = 'continue';
    const joint = open(4);
    await joint.clock.run(Promise.all([joint.by(-5, { oversell }), joint.by(1)]));
    const alone = open(4);
    const refused = alone.clock.run(Promise.allSettled([alone.by(-5, { oversell })]));

    expect(availableOf(joint)).toBe(0);
    expect(await refused).toMatchObject([{ reason: { code: 'invalid-request' } }]);
  });

  test('share an outcome that nobody knows', async () => {
    const stage = open(10, ['answer lost']);
    stage.fake.faults.add({
      operation: 'query',
      fault: { kind: 'cut-before' },
      after: 1,
      times: 9,
    });
    const calls = [stage.by(-1, {}, { deadlineMs: Infinity }), stage.by(-2)];
    const outcomes = await stage.clock.run(Promise.allSettled(calls));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: expect.any(OutcomeUnknownError) as unknown });
    }
    // The reading and the write, and four that failed: the second call asks nothing more.
    expect(stage.requests()).toBe(6);
  });

  test('go on when the one that carries them out gets no token', async () => {
    let asked = 0;
    const stage = open(10, [], 'deny', () => {
      asked += 1;
      if (asked === 2) throw new Error('The vault is closed.');
      return 'test-token';
    });
    let told = 0;
    const hooks = { onRequest: () => (told += 1) };
    const calls = [stage.by(-1, {}, { hooks }), stage.by(-2), stage.by(-3)];
    const outcomes = await stage.clock.run(Promise.allSettled(calls));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(stage.sent).toEqual([5]);
    expect(told, 'what its hooks were told of').toBe(1);
  });

  test('go on when the call that carries them out is given up before it is sent', async () => {
    const stage = open(10);
    const controller = new AbortController();
    const first = stage.by(-1, {}, { signal: controller.signal });
    const second = stage.by(-2);
    controller.abort('left');
    const outcomes = await stage.clock.run(Promise.allSettled([first, second]));
    expect(outcomes[0]).toEqual({ status: 'rejected', reason: 'left' });
    expect(stage.sent).toEqual([8]);
  });

  test('go on when the call that carries them out is given up on its way', async () => {
    const stage = open(10, ['silent']);
    const controller = new AbortController();
    const first = stage.by(-1, {}, { signal: controller.signal });
    const second = stage.by(-2);
    first.catch(() => {});
    await stage.clock.advance(30);
    controller.abort('left');
    // The same bytes again: the first may still arrive, and both were in it.
    expect(await stage.clock.run(second)).toMatchObject({ available: 7 });
    expect(stage.sent).toEqual([7, 7]);
  });

  test('one whose time is over while it may be on its way is unknown', async () => {
    const stage = open(10, ['silent']);
    const first = stage.by(-1);
    const second = stage.by(-2, {}, { deadlineMs: 50 });
    const outcomes = await stage.clock.run(Promise.allSettled([first, second]));
    expect(outcomes[0]).toMatchObject({ status: 'fulfilled' });
    expect(outcomes[1]).toMatchObject({
      reason: {
        code: 'outcome-unknown',
        method: 'PUT',
        before: { available: 10 },
        target: { available: 7 },
        cause: { code: 'timeout' },
      },
    });
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Makes the client's chance a part of the story, so that the printed seed repeats everything. */
function playWith(chance: number): void {
  let last = chance;
  vi.spyOn(Math, 'random').mockImplementation(() => {
    last = (last * 48_271) % 2_147_483_647;
    return last / 2_147_483_647;
  });
}

test('whatever happens, what is told adds up to what was done', async () => {
  const fate = fc.constantFrom<Fate>('answered', 'answer lost', 'lost', 'silent', 400, 429, 503);
  const line = fc.record({
    startAt: fc.constantFrom(0, 0, 0, 10, 30, 1_000),
    abortAfter: fc.constantFrom(undefined, undefined, undefined, 10, 30, 500, 5_000),
    deadlineMs: fc.constantFrom(undefined, undefined, 10, 30, 500, 5_000),
    isAlone: fc.constantFrom(false, false, false, true),
  });
  const story = fc.tuple(
    fc.array(line, { minLength: 1, maxLength: 10 }),
    fc.array(fate, { maxLength: 15 }),
    fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  );
  await fc.assert(
    fc.asyncProperty(story, async ([lines, fates, chance]) => {
      playWith(chance);
      const stage = open(100_000, fates);
      const { clock } = stage;
      const calls = lines.map(async ({ startAt, abortAfter, deadlineMs, isAlone }, index) => {
        await new Promise<void>((resolve) => clock.setTimer(resolve, startAt));
        const controller = new AbortController();
        const more = isAlone ? { expected: { incoming: 0 } } : {};
        const options = { signal: controller.signal, deadlineMs };
        // No two sets of lines come to the same.
        const call = stage.by(-(2 ** index), more, options);
        if (abortAfter !== undefined) {
          clock.setTimer(() => controller.abort('left'), abortAfter);
        }
        return call;
      });
      const outcomes = await clock.run(Promise.allSettled(calls));
      await clock.advance(60_000);
      const taken = 100_000 - (availableOf(stage) ?? 0);
      const wrong = outcomes.flatMap((outcome, index) => {
        const isApplied = (taken & (2 ** index)) !== 0;
        const reason: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
        const isOpen = reason === 'left' || reason instanceof OutcomeUnknownError;
        return isOpen || isApplied === (outcome.status === 'fulfilled') ? [] : [{ index, outcome }];
      });
      expect(wrong).toEqual([]);
      expect(clock.timers).toBe(0);
    }),
  );
});

test('carried out together or one by one, calls come to the same', async () => {
  const line = fc.record({
    units: fc.integer({ min: -6, max: 4 }),
    oversell: fc.constantFrom('deny' as const, 'continue' as const, undefined),
    status: fc.constantFrom('available' as const, 'onHand' as const, 'unavailable' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
      // What a line says of overselling is what the platform has, or less.
      const together = open(10, [], 'continue');
      const alone = open(10, [], 'continue');
      const adjust = ({ client }: Stage, { units, oversell, status }: (typeof lines)[number]) =>
        client.adjust({ ...PLACE, by: { [status]: units }, oversell } as AdjustInput);
      const joint = await together.clock.run(
        Promise.allSettled(lines.map((each) => adjust(together, each))),
      );
      const single: string[] = [];
      for (const each of lines) {
        const [outcome] = await alone.clock.run(Promise.allSettled([adjust(alone, each)]));
        single.push(outcome.status);
      }
      expect(joint.map(({ status }) => status)).toEqual(single);
      expect(together.fake.level(PLACE.variantId, PLACE.locationId)).toMatchObject(
        alone.fake.level(PLACE.variantId, PLACE.locationId) ?? {},
      );
    }),
  );
});
