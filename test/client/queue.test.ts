import { afterEach, describe, expect, test, vi } from 'vitest';
import { after, failure, hang, inventory, level, page, PLACE, reply, scene } from './platform.ts';
import type { Reply, Scene } from './platform.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const set = (available: number) => ({ ...PLACE, set: { available } });

/** Answers each update with the level that it asks for. */
const echo: Reply = ({ url, body }) => {
  const { inventory: asked } = JSON.parse(body) as { inventory: object };
  const variantId = url.split('/').at(-1);
  return Response.json({ inventory: { variantId, ...asked } });
};

const bodies = ({ requests }: Scene): unknown[] =>
  requests.map(({ body }) => /"available":(\d+)/.exec(body)?.[1]);

describe('writes to one level', () => {
  test('are sent one after the other, in the order of the calls', async () => {
    const stage = scene([after(1000, echo), after(10, echo), echo]);
    const calls = [1, 2, 3].map((available) => stage.client.adjust(set(available)));
    await stage.clock.advance(999);
    expect(bodies(stage)).toEqual(['1']);
    const results = await stage.run(Promise.all(calls));
    expect(results.map(({ available }) => available)).toEqual([1, 2, 3]);
    expect(bodies(stage)).toEqual(['1', '2', '3']);
  });

  test('wait for one that has begun when those before it had ended', async () => {
    const stage = scene([echo, after(1000, echo), echo]);
    const calls = [stage.client.adjust(set(1)), stage.client.adjust(set(2))];
    await stage.clock.advance(500);
    calls.push(stage.client.adjust(set(3)));
    await stage.clock.advance(400);
    expect(bodies(stage)).toEqual(['1', '2']);
    await stage.run(Promise.all(calls));
    expect(bodies(stage)).toEqual(['1', '2', '3']);
  });

  test('wait for connect, too', async () => {
    const stage = scene([after(1000, level()), echo]);
    const calls = [stage.client.connect(PLACE), stage.client.adjust(set(5))];
    await stage.clock.advance(999);
    expect(stage.requests).toHaveLength(1);
    await stage.run(Promise.all(calls));
    expect(stage.requests.map(({ method }) => method)).toEqual(['POST', 'PUT']);
  });

  test('are planned on what the ones before them left', async () => {
    const left = page([inventory({ available: '9' })]);
    const stage = scene([page([inventory()]), after(1000, level({ available: '9' })), left, echo]);
    const calls = [undefined, { available: 9 }].map((expected) =>
      stage.client.adjust({ ...PLACE, by: { available: -1 }, ...(expected && { expected }) }),
    );
    await stage.run(Promise.all(calls));
    expect(bodies(stage)).toEqual([undefined, '9', undefined, '8']);
  });

  test('go on after one that failed', async () => {
    const stage = scene([after(10, reply(409)), echo]);
    const calls = [1, 2].map((available) => stage.client.adjust(set(available)));
    const outcomes = await stage.run(Promise.allSettled(calls));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});

describe('writes to different levels', () => {
  test.each([
    ['another location', { locationId: '50003' }],
    ['another variant', { variantId: '107362030756585' }],
  ])('are sent side by side: %s', async (_, ids) => {
    const stage = scene([hang, echo]);
    stage.client.adjust(set(1)).catch(() => {});
    const call = stage.client.adjust({ ...set(2), ...ids });
    await stage.clock.advance(0);
    expect(await call).toMatchObject(ids);
  });

  test('are sent side by side, where their ids joined together look alike', async () => {
    const stage = scene([hang, echo]);
    stage.client
      .adjust({ variantId: '1', locationId: '11', set: { available: 1 } })
      .catch(() => {});
    const call = stage.client.adjust({ variantId: '11', locationId: '1', set: { available: 2 } });
    await stage.clock.advance(0);
    expect(await call).toMatchObject({ variantId: '11', locationId: '1' });
  });
});

test('queries wait for no write', async () => {
  const stage = scene([hang, page([])]);
  stage.client.adjust(set(1)).catch(() => {});
  await stage.clock.advance(0);
  const query = stage.client.query().then();
  await stage.clock.advance(0);
  expect(await query).toMatchObject({ levels: [] });
});

describe('a call that is aborted while it waits in the queue', () => {
  test('is not sent, and does not let the next one overtake the first', async () => {
    const stage = scene([after(1000, echo), echo]);
    const controller = new AbortController();
    const first = stage.client.adjust(set(1));
    const left = stage.client.adjust(set(2), { signal: controller.signal });
    const aborted = failure(stage, left);
    const next = stage.client.adjust(set(3));
    controller.abort('left');
    await Promise.resolve();
    expect(stage.requests.length).toBeLessThanOrEqual(1);
    expect(await aborted).toBe('left');
    await stage.run(Promise.all([first, next]));
    expect(bodies(stage)).toEqual(['1', '3']);
  });

  test('leaves the next one waiting until the first has ended', async () => {
    const stage = scene([after(1000, echo), echo]);
    const controller = new AbortController();
    void stage.client.adjust(set(1));
    const left = stage.client.adjust(set(2), { signal: controller.signal }).catch(() => {});
    const next = stage.client.adjust(set(3));
    controller.abort();
    await left;
    await stage.clock.advance(999);
    expect(bodies(stage)).toEqual(['1']);
    await stage.run(next);
    expect(bodies(stage)).toEqual(['1', '3']);
  });
});

test('nothing is kept of a level when its writes have ended', async () => {
  const spies = [vi.spyOn(Map.prototype, 'set'), vi.spyOn(Map.prototype, 'delete')];
  /** Which keys of the levels, and in how manieth of the maps. */
  const maps: unknown[] = [];
  const keys = (): Set<string>[] =>
    spies.map((spy) => {
      const names = spy.mock.calls.map(([key], index) => {
        const map: unknown = spy.mock.contexts[index];
        if (!maps.includes(map)) maps.push(map);
        return `${maps.indexOf(map)} ${String(key)}`;
      });
      return new Set(names.filter((name) => name.includes(PLACE.variantId)));
    });
  const stage = scene([echo, reply(409), echo]);
  const calls = [set(1), set(2), { ...set(3), locationId: '50003' }].map((input) =>
    stage.client.adjust(input),
  );
  await stage.run(Promise.allSettled(calls));
  const [stored, removed] = keys();
  // Two levels have a last task and waiting ones each; of one there is more, which was told of it.
  expect(stored?.size).toBe(5);
  expect(removed).toEqual(stored);
});
