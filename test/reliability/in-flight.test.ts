import { describe, expect, test } from 'vitest';
import type {
  CallOptions,
  InventoryClient,
  InventoryClientOptions,
  InventoryLevel,
  AtLeastOneQuantity,
  WaitInfo,
} from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFake, VirtualClock } from '../../src/testing/index.ts';
import { cut, silence } from './broken-answers.ts';
import { settle } from './run.ts';
import { openClient, openFake, RECORDINGS, recordingOptions, START } from './shop.ts';
import type { Recording } from './shop.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };
const SEED = { levels: [{ ...PLACE, available: 10 }] };

/** What becomes of a write: its answer is lost, it is lost itself, or it arrives later. */
type Fate =
  | 'answered'
  | 'answer lost'
  | 'lost'
  | 'silent'
  | { readonly lateMs: number; readonly isSilent?: true };

interface Stage {
  readonly clock: VirtualClock;
  readonly fake: InventoryFake;
  readonly client: InventoryClient;
  readonly waits: readonly WaitInfo[];
  /** What was sent, in the order of sending. */
  readonly bodies: readonly string[];
  readonly take: (by: AtLeastOneQuantity, options?: CallOptions) => Promise<InventoryLevel>;
  /** Never in one write with others. */
  readonly takeAlone: (by: AtLeastOneQuantity) => Promise<InventoryLevel>;
}

/** A shop to which writes come as their fates say; `disturb` happens when one was lost. */
function open(
  fates: readonly Fate[],
  disturb: (fake: InventoryFake, write: number) => void = () => {},
  options: Partial<Pick<InventoryClientOptions, 'inFlightMs' | 'maxRetries'>> = {},
  recording: Recording = 'no store',
): Stage {
  const clock = createVirtualClock(START);
  const fake = openFake(clock, SEED);
  const waits: WaitInfo[] = [];
  const bodies: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (init?.method !== 'PUT') return fake.fetch(input, init);
    const { signal, ...plain } = init;
    const write = bodies.push(typeof init.body === 'string' ? init.body : '');
    const fate = fates[write - 1] ?? 'answered';
    // Without its signal it goes on when its sender has given it up.
    const arrive = (): Promise<Response> => fake.fetch(input, plain);
    if (fate === 'answered') return arrive();
    if (fate === 'answer lost') await arrive();
    if (typeof fate === 'object') clock.setTimer(() => void arrive(), fate.lateMs);
    disturb(fake, write);
    const isSilent = fate === 'silent' || (typeof fate === 'object' && fate.isSilent === true);
    if (isSilent && signal) return silence(signal);
    throw cut('ECONNRESET');
  };
  const hooks = { onWait: (wait: WaitInfo): unknown => waits.push(wait) };
  const client = openClient(clock, fetch, {
    ...options,
    ...recordingOptions(recording, clock),
    hooks,
  });
  const take = (by: AtLeastOneQuantity, call: CallOptions = {}): Promise<InventoryLevel> =>
    client.adjust({ ...PLACE, by }, call);
  const takeAlone = (by: AtLeastOneQuantity): Promise<InventoryLevel> =>
    client.adjust({ ...PLACE, by, expected: { incoming: 0 } });
  return { clock, fake, client, waits, bodies, take, takeAlone };
}

function order(fake: InventoryFake): void {
  fake.orders.place({ orderId: 'o1', lines: [{ ...PLACE, quantity: 4 }] });
}

/** Available, committed and on hand, when all that is late has arrived. */
async function unitsOf({ clock, fake }: Stage): Promise<unknown[]> {
  await clock.advance(60_000);
  const { available, committed, onHand } = fake.level(PLACE.variantId, PLACE.locationId) ?? {};
  return [available, committed, onHand];
}

describe.each(RECORDINGS)('with %s, an order beside a lost answer', (recording) => {
  const openStage = (fates: readonly Fate[]): Stage => open(fates, order, {}, recording);

  test.each([{ available: -1 }, { onHand: -1 }])(
    'leaves no doubt where the write was applied: by %j',
    async (by) => {
      const stage = openStage(['answer lost']);

      expect(await stage.clock.run(stage.take(by))).toMatchObject({ available: 5, committed: 4 });
      expect(await unitsOf(stage)).toEqual([5, 4, 9]);
      expect(stage.bodies).toHaveLength(1);
    },
  );

  test.each<Fate>(['lost', { lateMs: 1 }, { lateMs: 800 }, { lateMs: 9000 }])(
    'keeps its units where on hand is sent, and the write is sent again: %j',
    async (fate) => {
      const stage = openStage([fate]);

      const level = await stage.clock.run(stage.take({ onHand: -1 }));
      expect(level).toMatchObject({ available: 5, committed: 4 });
      expect(await unitsOf(stage)).toEqual([5, 4, 9]);
      expect(new Set(stage.bodies).size).toBe(1);
    },
  );

  test('keeps the outcome unknown where available is sent, and nothing else is sent', async () => {
    const stage = openStage([{ lateMs: 9000 }]);
    const outcome = await stage.clock.run(settle(stage.take({ available: -1 })));

    // With a store the level is read when the late one has arrived.
    const available = recording === 'no store' ? 6 : 9;
    expect(outcome).toMatchObject({
      error: { code: 'outcome-unknown', observed: { available, committed: 4 } },
    });
    expect(stage.bodies).toHaveLength(1);
  });
});

describe.each(RECORDINGS)('with %s, two attempts of which one is late', (recording) => {
  test.each<readonly Fate[]>([
    [{ lateMs: 5000 }],
    [{ lateMs: 9000 }, { lateMs: 35_000, isSilent: true }],
    [{ lateMs: 8000 }, 'answer lost'],
  ])('keep other bytes from their level: %j, %j', async (...fates) => {
    const stage = open(fates, undefined, {}, recording);
    const both = Promise.all([stage.take({ available: -2 }), stage.takeAlone({ available: -1 })]);

    expect(await stage.clock.run(both)).toMatchObject([{ available: 8 }, { available: 7 }]);
    expect(await unitsOf(stage)).toEqual([7, 0, 7]);
  });

  test('keep them from it also where nothing was read before', async () => {
    const stage = open([{ lateMs: 8000 }], undefined, {}, recording);
    const set = stage.client.adjust({ ...PLACE, set: { available: 10 } });
    const both = Promise.all([set, stage.take({ available: -1 })]);

    expect(await stage.clock.run(both)).toMatchObject([{ available: 10 }, { available: 9 }]);
    expect(await unitsOf(stage)).toEqual([9, 0, 9]);
  });
});

describe('with a store', () => {
  test('a level stands still for all of inFlightMs, also where a reading shows the write', async () => {
    const stage = open(['answer lost'], undefined, {}, 'memory store');
    await stage.clock.run(stage.take({ available: -2 }));
    const next = stage.clock.run(stage.take({ available: -1 }));

    expect(await next).toMatchObject({ available: 7 });
    expect(stage.clock.now() - START).toBeGreaterThanOrEqual(60_000);
    expect(stage.clock.now() - START).toBeLessThanOrEqual(61_000);
  });

  test('other levels go on meanwhile', async () => {
    const stage = open(['answer lost'], undefined, {}, 'memory store');
    await stage.clock.run(stage.take({ available: -2 }));
    const other = { variantId: PLACE.variantId, locationId: '50003' };
    stage.fake.apply({ type: 'variant.connected', ...other });
    await stage.clock.run(stage.client.adjust({ ...other, set: { available: 3 } }));

    expect(stage.clock.now() - START).toBeLessThanOrEqual(1_000);
  });
});

describe('while a write may still arrive', () => {
  test('no other bytes go to its level, not after a twin of it was acknowledged either', async () => {
    const stage = open([{ lateMs: 5000 }]);
    const both = Promise.all([stage.take({ available: -2 }), stage.takeAlone({ available: -1 })]);

    expect(await stage.clock.run(both)).toMatchObject([{ available: 8 }, { available: 7 }]);
    expect(await unitsOf(stage)).toEqual([7, 0, 7]);
    expect(stage.waits.map(({ why }) => why)).toContain('in-flight');
  });

  test('other levels go on', async () => {
    const stage = open(['silent'], undefined, { maxRetries: 0 });
    await stage.clock.run(settle(stage.take({ available: -2 }, { timeoutMs: 100 })));
    const at = stage.clock.now();
    const other = { variantId: PLACE.variantId, locationId: '50003' };
    stage.fake.apply({ type: 'variant.connected', ...other });
    await stage.clock.run(stage.client.adjust({ ...other, set: { available: 3 } }));

    expect(stage.clock.now()).toBe(at);
  });

  test('the same bytes go at once', async () => {
    const stage = open(['lost'], undefined, { maxRetries: 0 });
    await stage.clock.run(settle(stage.take({ available: -2 })));
    const at = stage.clock.now();

    expect(await stage.clock.run(stage.take({ available: -2 }))).toMatchObject({ available: 8 });
    expect(stage.clock.now()).toBe(at);
  });

  test.each([1000, 30_000])(
    'other bytes wait for as long as the client is told: %i',
    async (ms) => {
      const stage = open(['lost'], undefined, { maxRetries: 0, inFlightMs: ms });
      await stage.clock.run(settle(stage.take({ available: -2 })));

      expect(await stage.clock.run(stage.take({ available: -1 }))).toMatchObject({ available: 9 });
      expect(stage.clock.now() - START).toBe(ms);
      expect(stage.waits.at(-1)).toMatchObject({ why: 'in-flight' });
    },
  );

  test('a call waits no longer than its deadline, and then nothing of it was written', async () => {
    const stage = open(['lost'], undefined, { maxRetries: 0 });
    await stage.clock.run(settle(stage.take({ available: -2 })));
    const second = settle(stage.take({ available: -1 }, { deadlineMs: 4000 }));

    expect(await stage.clock.run(second)).toMatchObject({ error: { code: 'timeout' } });
    expect(stage.bodies).toHaveLength(1);
    expect(stage.clock.timers).toBe(0);
  });

  test('so does the next call after one that was aborted on its way', async () => {
    const stage = open(['silent']);
    const controller = new AbortController();
    const first = settle(stage.take({ available: -2 }, { signal: controller.signal }));
    await stage.clock.advance(10);
    controller.abort('left');
    const at = stage.clock.now();

    expect(await first).toEqual({ kind: 'error', error: 'left' });
    await stage.clock.run(stage.take({ available: -1 }));
    expect(stage.clock.now() - at).toBe(10_000);
  });
});

describe('a reading that shows the write', () => {
  test('has ended its flight: the next call goes at once', async () => {
    const stage = open(['answer lost']);
    await stage.clock.run(stage.take({ available: -2 }));
    const at = stage.clock.now();

    expect(await stage.clock.run(stage.take({ available: -1 }))).toMatchObject({ available: 7 });
    expect(stage.clock.now()).toBe(at);
  });
});
