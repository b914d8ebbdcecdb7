import { describe, expect, test } from 'vitest';
import type { AtLeastOneQuantity } from '../../src/index.ts';
import { failure, level, PLACE, reply, scene } from './platform.ts';

/** The body that a set sends; no level is read for it. */
async function bodyOf(set: AtLeastOneQuantity, oversell?: 'continue'): Promise<unknown> {
  const stage = scene([level()]);
  const input = { ...PLACE, set, ...(oversell === undefined ? {} : { oversell }) };
  await stage.run(stage.client.adjust(input));
  expect(stage.requests.map(({ method }) => method)).toEqual(['PUT']);
  return JSON.parse(stage.requests[0]?.body ?? '');
}

describe('set sends what it names, in one request:', () => {
  test.each<[AtLeastOneQuantity]>([
    [{ available: 12 }],
    [{ onHand: 40 }],
    [{ unavailable: 3 }],
    [{ incoming: 0 }],
    [{ available: 0, unavailable: 0, incoming: 0 }],
    [{ available: 1, onHand: 2, unavailable: 3, incoming: 4 }],
    [{ available: Number.MAX_SAFE_INTEGER }],
  ])('%j', async (set) => {
    expect(await bodyOf(set)).toEqual({ inventory: { locationId: '50002', ...set } });
  });

  test('not what is undefined', async () => {
    const set = { available: 12, onHand: undefined };
    expect(await bodyOf(set)).toEqual({ inventory: { locationId: '50002', available: 12 } });
  });

  test('minus zero as zero', async () => {
    const stage = scene([level()]);
    await stage.run(stage.client.adjust({ ...PLACE, set: { available: -0 } }));
    expect(stage.requests[0]?.body).toBe('{"inventory":{"locationId":"50002","available":0}}');
  });

  test('an available below zero where overselling allows it', async () => {
    const body = await bodyOf({ available: -7 }, 'continue');
    expect(body).toEqual({ inventory: { locationId: '50002', available: -7 } });
  });
});

describe('set returns', () => {
  test('the level as the platform answers it, not as it was asked for', async () => {
    const stage = scene([level({ available: '11', updateTime: '2026-03-01T10:00:00Z' })]);
    expect(await stage.run(stage.client.adjust({ ...PLACE, set: { available: 12 } }))).toEqual({
      ...PLACE,
      available: 11,
      committed: 2,
      unavailable: 1,
      incoming: 4,
      onHand: 14,
      updateTime: '2026-03-01T10:00:00Z',
    });
  });

  test('a NotFoundError of the platform where variant and location are not connected', async () => {
    const stage = scene([reply(404, { error: 'Not connected' })]);
    const error = await failure(stage, stage.client.adjust({ ...PLACE, set: { available: 1 } }));
    expect(error).toMatchObject({ name: 'NotFoundError', reason: 'Not connected' });
  });
});
