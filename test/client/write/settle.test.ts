import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { jumpingClock } from '../../base/jumping-clock.ts';
import { failure, inventory, level, page, PLACE, reply, scene } from '../platform.ts';
import type { Scene } from '../platform.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const set = (available: number) => ({ ...PLACE, set: { available } });
const by = { ...PLACE, by: { available: -1 } };
const methods = ({ requests }: Scene): string[] => requests.map(({ method }) => method);
const lost = reply(500);
const there = page([inventory()]);

describe('a write whose outcome is open is sent again', () => {
  test('as often as a call may repeat requests, and each time after a reading', async () => {
    const stage = scene([lost, page([]), lost, page([]), lost, page([]), lost], { maxRetries: 2 });
    const error = await failure(stage, stage.client.connect(PLACE));
    expect(error).toMatchObject({ code: 'outcome-unknown', attempts: 6 });
    expect(methods(stage)).toEqual(['POST', 'GET', 'POST', 'GET', 'POST', 'GET']);
  });

  test('and one that was not executed is no doubt of its own, and one retry', async () => {
    const slow = reply(429, '', { 'Retry-After': '1' });
    const stage = scene([there, lost, there, slow, there, slow, there, slow, there, slow]);
    const error = await failure(stage, stage.client.adjust(by));
    expect(error).toMatchObject({ code: 'outcome-unknown', cause: { status: 500 } });
    expect(methods(stage).filter((method) => method === 'PUT')).toHaveLength(4);
  });

  test('and a refusal says nothing about the attempt before it', async () => {
    const stage = scene([there, lost, there, reply(400)]);
    const error = await failure(stage, stage.client.adjust(by));
    expect(error).toMatchObject({
      code: 'outcome-unknown',
      cause: { status: 500 },
      observed: { available: 10 },
    });
    expect(methods(stage)).toEqual(['GET', 'PUT', 'GET', 'PUT']);
  });
});

test('values that were set stay unknown where the reading shows no level', async () => {
  const stage = scene([lost, page([])]);
  expect(await failure(stage, stage.client.adjust(set(3)))).toMatchObject({
    code: 'outcome-unknown',
    observed: undefined,
  });
});

describe('after a write whose outcome is unknown', () => {
  test('other values that are set wait as long as it may arrive', async () => {
    const stage = scene([lost, there, level({ available: '5' })], { maxRetries: 0 });
    const startedAt = stage.clock.now();
    await failure(stage, stage.client.adjust(set(3)));
    await stage.run(stage.client.adjust(set(5)));
    expect(stage.clock.now() - startedAt).toBe(10_000);
  });

  test('and no longer, where the clock is set back meanwhile', async () => {
    const { clock, virtual, jump } = jumpingClock();
    const stage = scene([lost, there, level({ available: '5' })], {
      clock,
      maxRetries: 0,
      hooks: { onWait: ({ why }) => why === 'in-flight' && jump(-5000) },
    });
    const startedAt = virtual.now();
    await failure(virtual, stage.client.adjust(set(3)));
    await virtual.run(stage.client.adjust(set(5)));
    expect(virtual.now() - startedAt).toBe(10_000);
  });

  test('values wait for no link: one that is made late overwrites nothing', async () => {
    const stage = scene([lost, page([]), level({ available: '5' })], { maxRetries: 0 });
    expect(await failure(stage, stage.client.connect(PLACE))).toMatchObject({
      code: 'outcome-unknown',
    });
    const startedAt = stage.clock.now();
    await stage.run(stage.client.adjust(set(5)));
    expect(stage.clock.now()).toBe(startedAt);
  });
});
