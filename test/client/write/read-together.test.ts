import { expect, test } from 'vitest';
import { createTokenBucket, InventoryClient } from '../../../src/index.ts';
import type { AdjustInput, InventoryLevel } from '../../../src/index.ts';
import { createVirtualClock } from '../../../src/testing/index.ts';
import { inventory, page, script, TOKEN } from '../platform.ts';
import type { Reply } from '../platform.ts';

/** Answers with the levels that are asked for, each on a page of its own. */
const read: Reply = (request, clock) => {
  const { searchParams } = new URL(request.url);
  const ids = (searchParams.get('variantIds') ?? '').split(',');
  const at = Number(searchParams.get('pageToken') ?? 0);
  const next = at + 1 < ids.length ? String(at + 1) : undefined;
  return page([inventory({ variantId: ids[at] })], next)(request, clock);
};

/** Answers with the level that an update asks for. */
const update: Reply = ({ url, body }) => {
  const { inventory: asked } = JSON.parse(body) as { inventory: object };
  return Response.json({ inventory: inventory({ variantId: url.split('/').at(-1), ...asked }) });
};

/** Takes a unit of three levels at once, where only the first one has its turn. */
async function takeThree(more: Partial<AdjustInput> = {}): Promise<{
  levels: InventoryLevel[];
  asked: string[];
}> {
  const clock = createVirtualClock();
  const either: Reply = (...call) => (call[0].method === 'GET' ? read(...call) : update(...call));
  const { fetch, requests } = script([either], clock);
  const rateLimiter = createTokenBucket({ clock, capacity: 2 });
  const client = new InventoryClient({
    shop: 'acme',
    accessToken: TOKEN,
    clock,
    fetch,
    rateLimiter,
  });
  const calls = ['1', '2', '3'].map((variantId) =>
    client.adjust({
      variantId,
      locationId: '50002',
      by: { available: -1 },
      ...more,
    } as AdjustInput),
  );
  const levels = await clock.run(Promise.all(calls));
  return { levels, asked: requests.map(({ method, url }) => `${method} ${new URL(url).search}`) };
}

test('levels whose calls wait for the limiter are read together', async () => {
  const { levels, asked } = await takeThree();
  expect(levels.map(({ available }) => available)).toEqual([9, 9, 9]);
  expect(asked.filter((each) => each.includes('variantIds=2%2C3'))).not.toEqual([]);
});

test('a level on a later page than was needed is read anew, and not taken for none', async () => {
  const { levels, asked } = await takeThree();
  expect(levels).toHaveLength(3);
  expect(asked.filter((each) => each.includes('variantIds=3'))).toHaveLength(1);
});

test('a call that expects something reads its level itself', async () => {
  const { asked } = await takeThree({ expected: { committed: 2 } });
  expect(asked.filter((each) => each.startsWith('GET'))).toHaveLength(3);
  expect(asked.filter((each) => each.includes('%2C'))).toEqual([]);
});
