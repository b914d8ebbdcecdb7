import { describe, expect, test } from 'vitest';
import { StaleReadError } from '../../src/index.ts';
import type { ClientHooks, InventoryClient, InventoryLevel } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFake, VirtualClock } from '../../src/testing/index.ts';
import { settle } from './run.ts';
import { openClient, openFake, RECORDINGS, recordingOptions, START } from './shop.ts';
import type { Recording } from './shop.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };
const SEED = { locations: ['50003'], levels: [{ ...PLACE, available: 10 }] };

type Fetch = typeof globalThis.fetch;
/** Something between the client and the platform that answers readings in its own way. */
type Between = (read: () => Promise<string>, init: RequestInit | undefined) => Promise<string>;

interface Stage {
  readonly clock: VirtualClock;
  readonly fake: InventoryFake;
  readonly client: InventoryClient;
  readonly writes: () => number;
  readonly take: (units?: number) => Promise<InventoryLevel>;
}

/** What the platform tells of times: in whole seconds, or nothing at all. */
const TIMES = {
  'with times': (text: string): string => text.replaceAll(/(:\d\d)\.\d+Z/g, '$1Z'),
  'without times': (text: string): string => text.replaceAll(/,"updateTime":"[^"]*"/g, ''),
};
const SPELLINGS = RECORDINGS.flatMap((recording) =>
  Object.entries(TIMES).map(([name, tell]) => ({ name, tell, recording })),
);

function open(
  between: Between,
  tell = TIMES['with times'],
  recording: Recording = 'no store',
): Stage {
  const clock = createVirtualClock(START);
  const fake = openFake(clock, SEED);
  const fetch: Fetch = async (input, init) => {
    if (init?.method !== 'GET') {
      const answer = await fake.fetch(input, init);
      return new Response(tell(await answer.text()), { status: answer.status });
    }
    const read = async (): Promise<string> => (await fake.fetch(input, init)).text();
    return new Response(tell(await between(read, init)));
  };
  const client = openClient(clock, fetch, recordingOptions(recording, clock));
  const writes = (): number => fake.requests.filter(({ method }) => method === 'PUT').length;
  const take = (units = 1): Promise<InventoryLevel> =>
    clock.run(client.adjust({ ...PLACE, by: { available: -units } }));
  return { clock, fake, client, writes, take };
}

function unitsOf({ fake }: Stage): number | undefined {
  return fake.level(PLACE.variantId, PLACE.locationId)?.available;
}

/** Answers out of a cache, as frameworks do that replace fetch, unless it is told not to. */
function caching(): Between {
  let cached: string | undefined;
  return async (read, init) => {
    if (init?.cache === 'no-store') return read();
    cached ??= await read();
    return cached;
  };
}

/** Shows what was, and only then looks what is: each change is seen by the second reading after it. */
function lagging(): Between {
  let last: string | undefined;
  return async (read) => {
    const seen = last;
    last = await read();
    return seen ?? last;
  };
}

/** Shows what was there at first, for ever. */
function frozen(): Between {
  let first: Promise<string> | undefined;
  return (read) => (first ??= read());
}

describe.each(SPELLINGS)('where readings are old, $name, $recording,', ({ tell, recording }) => {
  test('a cache costs no unit: it is told not to answer', async () => {
    const stage = open(caching(), tell, recording);
    for (const left of [9, 8, 7]) expect(await stage.take()).toMatchObject({ available: left });

    expect(unitsOf(stage)).toBe(7);
  });

  test('a replica that lags costs no unit: the level is read again', async () => {
    const stage = open(lagging(), tell, recording);
    for (const left of [9, 8, 7]) expect(await stage.take()).toMatchObject({ available: left });

    expect([unitsOf(stage), stage.writes()]).toEqual([7, 3]);
  });

  test('the fake’s own stale reading costs no unit', async () => {
    const stage = open((read) => read(), tell, recording);
    await stage.take();
    stage.fake.faults.add({ fault: { kind: 'stale-read' }, times: 3 });

    expect(await stage.take()).toMatchObject({ available: 8 });
  });

  test('by and expected fail where it stays so, and nothing is written', async () => {
    const stage = open(frozen(), tell, recording);
    const { clock, client } = stage;
    await stage.take();
    const by = await clock.run(settle(client.adjust({ ...PLACE, by: { available: -1 } })));
    const set = { ...PLACE, set: { onHand: 4 }, expected: { onHand: 10 } };
    const expected = await clock.run(settle(client.adjust(set)));

    for (const outcome of [by, expected]) {
      expect(outcome).toMatchObject({
        error: {
          code: 'stale-read',
          retry: 'later',
          observed: { available: 10 },
          known: { available: 9 },
        },
      });
    }
    expect(by).toHaveProperty('error', expect.any(StaleReadError));
    expect([unitsOf(stage), stage.writes()]).toEqual([9, 1]);
  });

  test('values without an expectation are set all the same: nothing is read for them', async () => {
    const stage = open(frozen(), tell, recording);
    await stage.take();
    await stage.clock.run(stage.client.adjust({ ...PLACE, set: { available: 3 } }));

    expect(unitsOf(stage)).toBe(3);
  });

  test('what the platform told is forgotten after ten seconds', async () => {
    const stage = open((read) => read(), tell, recording);
    await stage.take();
    await stage.clock.advance(10_001);
    stage.fake.faults.add({ fault: { kind: 'stale-read' } });

    expect(await stage.take(3)).toMatchObject({ available: 7 });
  });

  test('a value that was there before is no old one where the platform told it last', async () => {
    const stage = open((read) => read(), tell, recording);
    await stage.take(1);
    await stage.take(-1);

    expect(await stage.take()).toMatchObject({ available: 9 });
    expect(stage.fake.requests).toHaveLength(6);
  });

  test('a replica that lags by several writes is known by each of them', async () => {
    const stage = open((read) => read(), tell, recording);
    await stage.take();
    await stage.take();
    stage.fake.faults.add({ fault: { kind: 'stale-read', events: 2 } });

    expect(await stage.take()).toMatchObject({ available: 7 });
  });
});

describe.each(RECORDINGS)('a level that was just linked, %s,', (recording) => {
  const late = { variantId: PLACE.variantId, locationId: '50003' };
  const empty = '{"inventories":[]}';

  test('is not taken for none where a replica does not have it yet', async () => {
    let readings = 0;
    const replica: Between = (read) => {
      readings += 1;
      return readings <= 2 ? Promise.resolve(empty) : read();
    };
    const stage = open(replica, undefined, recording);
    const { clock, client, fake } = stage;
    await clock.run(client.connect(late));
    await clock.run(client.adjust({ ...late, by: { onHand: 3 } }));

    expect(fake.level(late.variantId, late.locationId)).toMatchObject({ available: 3 });
  });

  test('is none where it stays away: it may have been taken away since', async () => {
    const { clock, client } = open(() => Promise.resolve(empty), undefined, recording);
    await clock.run(client.connect(late));
    const outcome = await clock.run(settle(client.adjust({ ...late, by: { onHand: 3 } })));

    expect(outcome).toMatchObject({ error: { rejection: { reason: 'not-connected' } } });
  });
});

test('an older time tells, also where nothing was known of what stood there', async () => {
  const stage = open((read) => read());
  await stage.clock.advance(5000);
  await stage.clock.run(stage.client.adjust({ ...PLACE, set: { available: 6 } }));
  stage.fake.faults.add({ fault: { kind: 'stale-read' } });

  expect(await stage.take()).toMatchObject({ available: 5 });
});

test('a time without a zone is one of the platform, and none of this machine', async () => {
  const bare = (text: string): string => text.replaceAll(/(:\d\d)(?:\.\d+)?Z"/g, '$1"');
  const stage = open((read) => read(), bare);
  await stage.clock.advance(5000);
  await stage.clock.run(stage.client.adjust({ ...PLACE, set: { available: 6 } }));
  stage.fake.faults.add({ fault: { kind: 'stale-read' } });

  expect(await stage.take()).toMatchObject({ available: 5 });
});

test('an order in the same second is no old reading', async () => {
  const stage = open((read) => read());
  await stage.take();
  stage.fake.orders.place({ orderId: 'o1', lines: [{ ...PLACE, quantity: 4 }] });

  expect(await stage.take()).toMatchObject({ available: 4, committed: 4 });
  expect(stage.fake.requests).toHaveLength(4);
});

test('a merchant who sets a level back a second later is believed at once', async () => {
  const stage = open((read) => read());
  await stage.take();
  await stage.clock.advance(1000);
  stage.fake.apply({ type: 'stock.set', ...PLACE, quantities: { available: 10 } });

  expect(await stage.take()).toMatchObject({ available: 9 });
  expect(stage.fake.requests).toHaveLength(4);
});

test('a level that stays old is read six times, and the error names the request', async () => {
  const stage = open(frozen());
  await stage.take();
  const waits: unknown[] = [];
  const hooks: ClientHooks = { onWait: ({ waitMs, why }) => waits.push([why, waitMs]) };
  const call = stage.client.adjust({ ...PLACE, by: { available: -1 } }, { hooks });

  expect(await stage.clock.run(settle(call))).toMatchObject({
    error: { code: 'stale-read', method: 'GET', path: '/api/202412/inventory' },
  });
  expect(waits).toEqual([100, 200, 400, 800, 1600].map((waitMs) => ['stale-read', waitMs]));
});

test('what a reading showed of a lost write is remembered like its answer', async () => {
  const stage = open((read) => read());
  stage.fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
  await stage.take();
  stage.fake.faults.add({ fault: { kind: 'stale-read' } });

  expect(await stage.take()).toMatchObject({ available: 8 });
});

test('a read-back that stays old leaves the outcome unknown', async () => {
  const stage = open(frozen());
  await stage.take();
  stage.fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
  const call = stage.client.adjust({ ...PLACE, set: { available: 5 } });

  expect(await stage.clock.run(settle(call))).toMatchObject({
    error: { code: 'outcome-unknown', readFailure: { code: 'stale-read' } },
  });
});

test('of a thousand and one levels, the one that was written first is forgotten', async () => {
  const clock = createVirtualClock(START);
  const places = Array.from({ length: 1001 }, (_, index) => ({
    variantId: String(2000 + index),
    locationId: '50002',
  }));
  const fake = openFake(clock, { levels: places.map((place) => ({ ...place, available: 10 })) });
  const client = openClient(clock, fake.fetch, { rateLimiter: false });
  const by = { available: -1 };
  for (const place of places) await client.adjust({ ...place, by });
  fake.faults.add({ fault: { kind: 'stale-read', events: 1002 }, times: 7 });
  // Writing the first again takes the place of the second.
  const [first = PLACE, , third = PLACE] = places;
  const ofFirst = await client.adjust({ ...first, by });
  const ofThird = await clock.run(settle(client.adjust({ ...third, by })));

  expect(ofFirst).toMatchObject({ available: 9 });
  expect(ofThird).toMatchObject({ error: { code: 'stale-read' } });
});
