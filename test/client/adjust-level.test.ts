import { describe, expect, test } from 'vitest';
import { failure, inventory, level, page, PLACE, reply, scene } from './platform.ts';

const by = { available: 1 };
const OTHER_LOCATION = inventory({ locationId: '50003', available: '500' });
const OTHER_VARIANT = inventory({ variantId: '107362030756585', available: '600' });
const SWAPPED = inventory({ variantId: PLACE.locationId, locationId: PLACE.variantId });

describe('the level is picked by its ids', () => {
  test('where the platform ignores the filters', async () => {
    const stage = scene([page([OTHER_LOCATION, OTHER_VARIANT, SWAPPED, inventory()]), level()]);
    await stage.run(stage.client.adjust({ ...PLACE, by }));
    expect(stage.requests[1]?.body).toBe('{"inventory":{"locationId":"50002","available":11}}');
  });

  test('where it is on a later page', async () => {
    const pages = [page([OTHER_LOCATION], 'c2'), page([], 'c3'), page([inventory()], 'c4')];
    const stage = scene([...pages, level()]);
    await stage.run(stage.client.adjust({ ...PLACE, by }));
    expect(stage.asked()).toEqual([
      'GET /inventory?limit=250&variantIds=107362030756584&locationIds=50002',
      'GET /inventory?limit=250&pageToken=c2',
      'GET /inventory?limit=250&pageToken=c3',
      'PUT /inventory/107362030756584',
    ]);
  });

  test('where its ids come as numbers', async () => {
    const ids = { variantId: 107362030756584, locationId: 50002 };
    const stage = scene([page([inventory(ids)]), level(ids)]);
    const result = await stage.run(stage.client.adjust({ ...PLACE, by }));
    expect(result).toMatchObject(PLACE);
  });

  test('and where it is on no page, it is not connected', async () => {
    const stage = scene([page([OTHER_LOCATION], 'c2'), page([OTHER_VARIANT, SWAPPED])]);
    const error = await failure(stage, stage.client.adjust({ ...PLACE, by }));
    expect(error).toMatchObject({ rejection: { reason: 'not-connected' } });
    expect(stage.requests).toHaveLength(2);
  });
});

describe('the level cannot be read:', () => {
  test.each([
    ['the platform refuses', reply(403), 'PermissionError'],
    ['the answer is no page', reply(200, {}), 'ResponseError'],
    ['the pages go round in a circle', page([], 'c2'), 'ResponseError'],
  ])('%s, and so nothing is written', async (_, answer, name) => {
    const stage = scene([answer]);
    const error = await failure(stage, stage.client.adjust({ ...PLACE, by }));
    expect(error).toMatchObject({ name });
    expect(stage.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});

test('a write that is refused after the level was read is the platform’s refusal', async () => {
  const stage = scene([page([inventory()]), reply(409, { error: 'Busy' })]);
  const error = await failure(stage, stage.client.adjust({ ...PLACE, by }));
  expect(error).toMatchObject({
    name: 'ConflictError',
    method: 'PUT',
    reason: 'Busy',
    attempts: 2,
  });
});
