import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InventoryLevel } from '../../src/index.ts';
import { adjustAll } from '../../src/sync/index.ts';
import type { AdjustLine, AdjustSummary } from '../../src/sync/index.ts';
import { LOCATION, oldestReading, openScene, refused, takeOne } from './together-scene.ts';

describe.each([
  ['without a store', false],
  ['with a store', true],
])('relative lines %s', (_, hasStore) => {
  test('800 of them on 20 levels cost 25 requests or fewer', async () => {
    const { fake, clock, client } = openScene(20, 100, hasStore);
    const { applied } = await clock.run(adjustAll(client, takeOne(800, 20)));

    expect(applied).toBe(800);
    expect(fake.requests.length).toBeLessThanOrEqual(25);
    expect(fake.levels().map(({ onHand }) => onHand)).toEqual(Array.from({ length: 20 }, () => 60));
  });

  test('1,000 on 100 levels cost 134, none on a reading older than 2 s, and cause no 429', async () => {
    const { fake, clock, client } = openScene(100, 100, hasStore);
    const { applied } = await clock.run(adjustAll(client, takeOne(1000, 100)));

    expect(applied).toBe(1000);
    expect(fake.requests.length).toBeLessThanOrEqual(134);
    expect(oldestReading(fake)).toBeLessThanOrEqual(2000);
    expect(refused(fake)).toBe(0);
  });

  test('1,000 calls on one level at once cost 60 requests or fewer, and end within 5 s', async () => {
    const { fake, clock, client } = openScene(1, 10_000, hasStore);
    const openedAt = clock.now();
    const [line] = takeOne(1, 1);
    const calls = Array.from({ length: 1000 }, () => client.adjust(line as AdjustLine));
    await clock.run(Promise.all(calls));

    expect(fake.requests.length).toBeLessThanOrEqual(60);
    expect(clock.now() - openedAt).toBeLessThanOrEqual(5000);
    expect(fake.level('0', LOCATION)?.onHand).toBe(9000);
  });

  test('of 1,000 calls for the last 10 units exactly 10 succeed', async () => {
    const { fake, clock, client } = openScene(1, 10, hasStore);
    const [line] = takeOne(1, 1);
    const calls = Array.from({ length: 1000 }, () => client.adjust(line as AdjustLine));
    const ends = await clock.run(Promise.allSettled(calls));

    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(fake.level('0', LOCATION)?.onHand).toBe(0);
  });

  test('an interactive call beside them waits a second at the most, and hardly costs them anything', async () => {
    const { fake, clock, client } = openScene(1000, 100, hasStore);
    const openedAt = clock.now();
    const waits: number[] = [];
    const bulk = adjustAll(client, takeOne(600, 600));
    const ask = async (): Promise<void> => {
      for (let count = 0; count < 10; count += 1) {
        await new Promise<void>((resolve) => {
          clock.setTimer(resolve, 20_000);
        });
        const before = clock.now();
        await client.adjust({ variantId: '999', locationId: LOCATION, by: { onHand: -1 } });
        waits.push(clock.now() - before);
      }
    };
    await clock.run(Promise.all([bulk, ask()]));
    const seconds = (clock.now() - openedAt) / 1000;

    expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
    expect(fake.requests.length).toBeGreaterThanOrEqual(0.97 * (38 + 2 * seconds) - 40);
    expect(refused(fake)).toBe(0);
  });
});

describe('coalesce', () => {
  test('false gives each line a write of its own', async () => {
    const { fake, clock, client } = openScene(2, 100);
    await clock.run(adjustAll(client, takeOne(10, 2), { coalesce: false }));

    expect(fake.requests.filter(({ method }) => method === 'PUT')).toHaveLength(10);
    expect(fake.levels().map(({ onHand }) => onHand)).toEqual([95, 95]);
  });

  test('changes neither the levels nor what becomes of a line', async () => {
    const line = fc.record({
      variantId: fc.constantFrom('0', '1', '2'),
      locationId: fc.constant(LOCATION),
      by: fc.record({ onHand: fc.integer({ min: -6, max: 3 }) }),
    });
    const told = ({ results }: AdjustSummary): string[] =>
      results.map((each) => ('level' in each ? 'passed' : each.status));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
        const [together, alone] = [openScene(3, 8), openScene(3, 8)];
        const one = await together.clock.run(adjustAll(together.client, lines));
        const other = await alone.clock.run(adjustAll(alone.client, lines, { coalesce: false }));

        expect(told(one)).toEqual(told(other));
        expect(together.fake.levels()).toEqual(alone.fake.levels());
      }),
    );
  });

  test('other than true or false is refused', async () => {
    const { client } = openScene(1, 1);

    await expect(adjustAll(client, [], { coalesce: 1 as never })).rejects.toMatchObject({
      at: 'coalesce',
    });
  });
});

describe('levels that are read together', () => {
  test('take nobody along who gives up', async () => {
    const { fake, clock, client } = openScene(60, 100);
    const controller = new AbortController();
    const calls = takeOne(60, 60).map((line, index) =>
      client.adjust(line, index % 10 === 3 ? { signal: controller.signal } : {}),
    );
    clock.setTimer(() => controller.abort(new Error('never mind')), 5_000);
    const ends = await clock.run(Promise.allSettled(calls));
    const passed = ends.filter(({ status }) => status === 'fulfilled').length;

    expect(fake.levels().reduce((sum, { onHand }) => sum + onHand, 0)).toBe(6000 - passed);
    expect(passed).toBeGreaterThanOrEqual(54);
  });

  test('pass over a level that is not there', async () => {
    const { clock, client } = openScene(50, 100);
    const lines = takeOne(51, 51);
    const { applied, rejected, results } = await clock.run(adjustAll(client, lines));

    expect([applied, rejected]).toEqual([50, 1]);
    expect(results[50]).toMatchObject({ error: { rejection: { reason: 'not-connected' } } });
  });

  test('bear a reading that fails', async () => {
    const { fake, clock, client } = openScene(60, 100);
    fake.faults.add({ operation: 'query', fault: { kind: 'status', status: 503 }, times: 2 });
    const { applied } = await clock.run(adjustAll(client, takeOne(60, 60)));

    expect(applied).toBe(60);
  });
});

describe('keys of lines', () => {
  test('are carried out once, however often the lines are handed over', async () => {
    const { fake, clock, client } = openScene(3, 10, true);
    const lines = takeOne(9, 3).map((line, index) => ({ ...line, idempotencyKey: `n/${index}` }));
    await clock.run(adjustAll(client, lines));
    const sent = fake.requests.length;
    const again = await clock.run(adjustAll(client, lines));

    expect(fake.requests).toHaveLength(sent);
    expect(again.results.map(({ status }) => status)).toEqual(lines.map(() => 'unchanged'));
    expect(fake.levels().map(({ onHand }) => onHand)).toEqual([7, 7, 7]);
  });

  test.each(['', 'x'.repeat(256), 'a\0', '\ud83d', 7])(
    'are refused before anything is sent where one is no key: %j',
    async (idempotencyKey) => {
      const { fake, client } = openScene(1, 10, true);
      const [line] = takeOne(1, 1);
      const lines = [line, { ...line, idempotencyKey }] as AdjustLine[];

      await expect(adjustAll(client, lines)).rejects.toMatchObject({
        code: 'sync-input',
        problems: [{ line: 1 }],
      });
      expect(fake.requests).toEqual([]);
    },
  );

  test('are refused before anything is sent where the client has no store', async () => {
    const { fake, client } = openScene(1, 10);
    const [line] = takeOne(1, 1);
    const lines = [line, { ...line, idempotencyKey: 'a' }] as AdjustLine[];

    await expect(adjustAll(client, lines)).rejects.toMatchObject({
      code: 'sync-input',
      problems: [{ line: 1 }],
    });
    expect(fake.requests).toEqual([]);
  });
});

test('the ref of a line comes back with its result, as it is, and in progress', async () => {
  const { clock, client } = openScene(2, 10);
  const refs = [{ row: 1 }, Symbol('two')];
  const lines = takeOne(2, 2).map((line, index) => ({ ...line, ref: refs[index] }));
  const told: unknown[] = [];
  const { results } = await clock.run(
    adjustAll(client, lines, {
      onProgress: ({ line, ref }) => {
        if (line !== undefined) told.push(ref);
      },
    }),
  );

  expect(results.map(({ ref }) => ref)).toEqual(refs);
  expect(new Set(told)).toEqual(new Set(refs));
});

test('a generator of a million lines is taken no further than what may be under way', async () => {
  const { clock, client } = openScene(3000, 10);
  let taken = 0;
  function* lines(): Generator<AdjustLine> {
    for (; taken < 1_000_000; taken += 1) {
      yield { variantId: String(taken % 3000), locationId: LOCATION, by: { onHand: -1 } };
    }
  }
  const controller = new AbortController();
  const call = adjustAll(client, lines(), { signal: controller.signal });
  await clock.advance(1000);
  const most = taken;
  controller.abort(new Error('enough'));
  const { stopped } = await clock.run(call);

  expect(most).toBeLessThanOrEqual(20_001);
  expect(stopped).toMatchObject({ by: 'signal' });
});

test('a level that a caller gets is as it was written', async () => {
  const { clock, client } = openScene(1, 10);
  const { results } = await clock.run(adjustAll(client, takeOne(3, 1)));
  const levels = results.map((each) => ('level' in each ? each.level.onHand : undefined));

  expect(levels).toEqual([7, 7, 7] satisfies InventoryLevel['onHand'][]);
});
