import { describe, expect, test } from 'vitest';
import type { Place } from '../../src/store/writer/carrier.ts';
import { inventory, page, PLACE, reply } from '../client/platform.ts';
import { BEFORE, carrying, OTHER } from './carrier-scene.ts';
import { intentOf, statementOf } from './writer-parts.ts';

const NOT_TRACKED = { available: null, committed: null, unavailable: null, onHand: null };
const urlOf = ({ url }: { readonly url: string }): URL => new URL(url);

describe('a reading', () => {
  test('asks for all levels at once, each id once, and brings those that were asked for', async () => {
    const far = { ...OTHER, locationId: '9' };
    const stage = carrying([
      page([
        inventory(),
        inventory(OTHER),
        inventory({ ...OTHER, variantId: '5' }),
        // The filters let it pass.
        inventory({ ...PLACE, locationId: '9' }),
        inventory(far),
      ]),
    ]);
    const outcome = await stage.read(PLACE, OTHER, far);
    expect(outcome).toMatchObject({ kind: 'read', levels: [PLACE, OTHER, far] });
    const query = stage.requests.map((request) => [...urlOf(request).searchParams.values()].join());
    expect(query).toHaveLength(1);
    expect(query[0]).toContain(`${PLACE.variantId},${OTHER.variantId}`);
    expect(query[0]?.split(PLACE.variantId)).toHaveLength(2);
    expect(query[0]?.split(PLACE.locationId)).toHaveLength(2);
  });

  test('goes from page to page until all are there, and no further', async () => {
    const stage = carrying([
      page([inventory()], 'p2'),
      page([inventory(OTHER)], 'p3'),
      page([inventory()]),
    ]);
    expect(await stage.read(PLACE, OTHER)).toMatchObject({ levels: [PLACE, OTHER] });
    expect(stage.requests).toHaveLength(2);
  });

  test('of a level without numbers refuses what was planned on it, until it is read otherwise', async () => {
    const stage = carrying([
      page([inventory(NOT_TRACKED), inventory({ ...OTHER, ...NOT_TRACKED })]),
      page([]),
    ]);
    const line = intentOf({ at: PLACE });
    const far = { ...OTHER, locationId: '9' };
    expect(await stage.read(PLACE, far)).toMatchObject({ kind: 'read', levels: [] });
    const plan = stage.carrier.plan(undefined, [line]);
    expect(plan).toMatchObject({
      isSent: false,
      settlements: [
        {
          key: line.key,
          state: 'refused',
          refusal: {
            reason: 'response',
            details: {
              at: 'available',
              method: 'GET',
              expected: 'a number: the stock of this variant is not tracked',
            },
          },
        },
      ],
    });
    const others = [intentOf({ at: OTHER })];
    expect(stage.carrier.plan(undefined, others)).toMatchObject({
      settlements: [{ refusal: { reason: 'model' } }],
    });
    const set = intentOf({ content: { kind: 'set', ...PLACE, values: { onHand: 1 } } });
    expect(stage.carrier.plan(undefined, [set])).toMatchObject({ isSent: true });
    const there = { ...BEFORE, available: 4, onHand: 7 };
    expect(stage.carrier.plan(there, [line])).toMatchObject({ isSent: true });
    await stage.read();
    expect(stage.carrier.plan(undefined, [line])).toMatchObject({
      settlements: [{ refusal: { reason: 'model' } }],
    });
    expect(() => stage.carrier.plan(undefined, [])).toThrow('nothing to plan');
  });

  test('remembers a thousand levels without numbers, and the last', async () => {
    const ids = Array.from({ length: 1_001 }, (_, index) => `${index + 1}`);
    const places = ids.map((variantId) => ({ variantId, locationId: '7' }));
    const steps = places.map((at) => page([inventory({ ...at, ...NOT_TRACKED })]));
    const stage = carrying(steps);
    for (const at of places) await stage.read(at);
    const reasonFor = (at: Place): string | undefined => {
      const [settled] = stage.carrier.plan(undefined, [intentOf({ at })]).settlements;
      return settled?.state === 'refused' ? settled.refusal.reason : undefined;
    };
    const [first, second] = places as [Place, Place];
    expect([first, second, places.at(-1) as Place].map(reasonFor)).toEqual([
      'model',
      'response',
      'response',
    ]);
  });

  test.each([
    [403, 'unauthorized'],
    [401, 'unauthorized'],
    [400, 'failed'],
    [429, 'failed'],
    [503, 'failed'],
  ])('that is answered %d is %s', async (status, kind) => {
    const stage = carrying([reply(status, {})]);
    const outcome = await stage.read();
    expect(outcome).toMatchObject({ kind });
    expect(outcome).toHaveProperty('error');
  });
});

describe('a reading that stays old', () => {
  const told = (available: number, updateTime?: string) => ({
    ...PLACE,
    available,
    committed: 0,
    unavailable: 0,
    incoming: 0,
    onHand: available,
    ...(updateTime !== undefined && { updateTime }),
  });

  test('is known by what stood there before, or by its time', () => {
    const { carrier } = carrying([]);
    const [T1, T2] = ['2026-01-01T00:00:01Z', '2026-01-01T00:00:02Z'];
    const known = { level: told(9), at: 0 };
    expect(carrier.isStale(told(10), { ...known, before: told(10) })).toBe(true);
    expect(carrier.isStale(told(10), known)).toBe(false);
    expect(carrier.isStale(told(9), { ...known, before: told(10) })).toBe(false);
    expect(carrier.isStale(told(8, T1), { ...known, level: told(9, T2) })).toBe(true);
    expect(carrier.isStale(told(8, T2), { ...known, level: told(9, T1) })).toBe(false);
  });

  test('is known by this process’s own writes, if nobody wrote since', () => {
    const { carrier, session } = carrying([]);
    const key = `${PLACE.variantId} ${PLACE.locationId}`;
    session.acknowledged.add(key, told(9), told(10));
    session.acknowledged.add(key, told(8), told(9));
    expect(carrier.isStale(told(10), { level: told(8) })).toBe(true);
    expect(carrier.isStale(told(10), { level: told(7) })).toBe(false);
    expect(carrier.isStale(told(6), { level: told(8) })).toBe(false);
  });

  test('refuses with both levels, and is then forgotten', () => {
    const { carrier } = carrying([]);
    carrier.isStale(told(10), { level: told(9), before: told(10) });
    const lines = [intentOf({ at: PLACE }), intentOf({ at: PLACE })];
    const details = { method: 'GET', observed: told(10), known: told(9) };
    expect(carrier.refuseStale(lines)).toMatchObject({
      isSent: false,
      settlements: lines.map(({ key }) => ({
        key,
        state: 'refused',
        refusal: { reason: 'stale-reading', details },
      })),
    });
    const [again] = carrier.refuseStale(lines).settlements;
    expect(again).toMatchObject({ refusal: { reason: 'stale-reading' } });
    expect(again).not.toHaveProperty('refusal.details.observed');
    expect(carrier.refuseStale([]).settlements).toEqual([]);
  });

  test('is remembered for a thousand levels, and none that is not old', () => {
    const { carrier } = carrying([]);
    const places = Array.from({ length: 1_001 }, (_, index) => ({ variantId: `${index}` }));
    const see = (at: object, onHand: number): boolean =>
      carrier.isStale(
        { ...told(onHand), ...at },
        { level: { ...told(9), ...at }, before: told(10) },
      );
    const isKnown = (variantId: string): boolean => {
      const [settled] = carrier.refuseStale([
        intentOf({ at: { ...PLACE, variantId } }),
      ]).settlements;
      return settled?.state === 'refused' && settled.refusal.details?.['known'] !== undefined;
    };
    for (const at of places) expect(see(at, 10)).toBe(true);
    expect(see({ variantId: 'young' }, 9)).toBe(false);
    expect(['0', '1', '1000', 'young'].map(isKnown)).toEqual([false, true, true, false]);
  });

  test('the same bytes are told from others by the plan on a reading', () => {
    const { carrier } = carrying([]);
    const line = intentOf({ at: PLACE });
    const statement = statementOf({ ...PLACE, keys: [line.key], target: { onHand: 9 } });
    expect(carrier.isSameWrite(statement, [line], told(10))).toBe(true);
    expect(carrier.isSameWrite(statement, [line], told(11))).toBe(false);
  });
});
