import { describe, expect, test } from 'vitest';
import type { Fault, InventoryFake } from '../../src/testing/index.ts';
import { API, idsOf, linkOf, openFake, send } from './shop.ts';
import type { Reply } from './shop.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };
const BODY = '{"inventory":{"locationId":"50002","available":7}}';

/** The available units in an answer, by their place. */
function unitsOf({ body }: Reply): Readonly<Record<string, string>> {
  const { inventories } = body as {
    inventories: { variantId: string; locationId: string; available: string }[];
  };
  return Object.fromEntries(
    inventories.map(({ variantId, locationId, available }) => [
      `${variantId.slice(-3)}@${locationId}`,
      available,
    ]),
  );
}

function staleQuery(fake: InventoryFake, events?: number, query = ''): Promise<Reply> {
  fake.faults.add({ fault: { kind: 'stale-read', ...(events !== undefined && { events }) } });
  return send(fake, 'GET', `/inventory?limit=250${query}`);
}

describe('a stale read', () => {
  test('does not see the latest event, whoever it is from, and the next query does', async () => {
    const fake = openFake();
    await send(fake, 'PUT', '/inventory/107362030756584', BODY);

    expect(unitsOf(await staleQuery(fake))).toMatchObject({ '584@50002': '12' });
    expect(unitsOf(await send(fake, 'GET', '/inventory'))).toMatchObject({ '584@50002': '7' });
    fake.stock.adjust({ ...PLACE, deltas: { available: -1 } });
    expect(unitsOf(await staleQuery(fake))).toMatchObject({ '584@50002': '7' });
  });

  test('shows the time of the state that it shows', async () => {
    const fake = openFake();
    fake.apply({ type: 'stock.set', ...PLACE, quantities: { available: 1 } });
    const { body } = await staleQuery(fake, 1, '&locationIds=50002&variantIds=107362030756584');

    expect(body).toMatchObject({ inventories: [{ updateTime: '2026-03-01T10:00:00.000Z' }] });
  });

  test.each([
    [1, { '584@50002': '4', '584@50003': '1' }],
    [2, { '584@50002': '12', '584@50003': '5' }],
    [3, { '584@50002': '12', '584@50003': '5' }],
    [99, { '584@50002': '12', '584@50003': '5' }],
  ])('misses %i whole events, with all their lines', async (events, units) => {
    const fake = openFake();
    const lines = [
      { ...PLACE, quantity: 8 },
      { ...PLACE, locationId: '50003', quantity: 4 },
    ];
    fake.orders.place({ orderId: '1001', lines });
    fake.stock.set({ ...PLACE, quantities: { available: 9 } });

    expect(unitsOf(await staleQuery(fake, events))).toMatchObject(units);
  });

  test('knows neither what was connected nor what was disconnected', async () => {
    const fake = openFake();
    const before = idsOf(await send(fake, 'GET', '/inventory'));
    fake.variants.disconnect({ variantId: '107362030756585', locationId: '50002' });
    fake.variants.connect({ variantId: '107362030756585', locationId: '50004' });
    const after = idsOf(await send(fake, 'GET', '/inventory'));

    expect(idsOf(await staleQuery(fake, 2))).toEqual(before);
    expect(idsOf(await staleQuery(fake, 2, '&variantIds=107362030756585'))).toEqual([
      '107362030756585@50002',
    ]);
    expect(idsOf(await staleQuery(fake, 2, '&locationIds=50002,50004'))).toEqual([
      '107362030756584@50002',
      '107362030756585@50002',
    ]);
    expect(idsOf(await send(fake, 'GET', '/inventory'))).toEqual(after);
  });

  test('brings a level back where it was, also when it was connected again', async () => {
    const fake = openFake();
    const place = { variantId: '107362030756585', locationId: '50002' };
    const before = idsOf(await send(fake, 'GET', '/inventory'));
    fake.variants.disconnect(place);
    fake.variants.connect({ ...place, quantities: { available: 3 } });

    expect(idsOf(await staleQuery(fake, 2))).toEqual(before);
    expect(fake.level(place.variantId, place.locationId)?.available).toBe(3);
  });

  test('leads on by cursors that are good', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'stale-read' } });
    const first = await send(fake, 'GET', '/inventory?limit=2');
    const second = await send(fake, 'GET', linkOf(first, 'next') ?? '');

    expect(idsOf(second)).toEqual(['107362030756585@50002']);
  });

  test('lets writes pass, which wait for no query', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'stale-read' } });
    const reply = await send(fake, 'PUT', '/inventory/107362030756584', BODY);

    expect([reply.status, fake.faults.pending().length]).toEqual([200, 1]);
  });
});

describe('a query', () => {
  test('about another variant names it in every level', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'wrong-variant', variantId: '1' } });

    expect(idsOf(await send(fake, 'GET', '/inventory'))).toEqual(['1@50002', '1@50003', '1@50002']);
  });

  test.each<[Fault, string]>([
    [{ kind: 'malformed' }, '{"inventories":[],}'],
    [{ kind: 'truncated' }, '{"invento'],
    [{ kind: 'wrong-variant' }, '{"inventories":[]}'],
  ])('without levels meets %j as well', async (fault, text) => {
    const fake = openFake({ seed: {} });
    fake.faults.add({ fault });
    const headers = { 'X-Genstore-Access-Token': 'test-token' };

    expect(await (await fake.fetch(`${API}/inventory`, { headers })).text()).toBe(text);
  });

  test('that is refused is refused in the words of the fault', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'malformed' } });
    const headers = { 'X-Genstore-Access-Token': 'test-token' };
    const response = await fake.fetch(`${API}/inventory?limit=0`, { headers });

    expect(response.status).toBe(400);
    expect(await response.text()).toBe('{"error":"limit must be an integer from 1 to 250",}');
  });
});

describe('a redirect', () => {
  const url = `${API}/inventory`;
  const headers = { 'X-Genstore-Access-Token': 'test-token' };
  test.each(['follow', 'manual'] as const)('is answered as it is, by %s', async (redirect) => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'redirect', location: url } });
    const response = await fake.fetch(url, { headers, redirect });

    expect([response.status, fake.requests.length]).toEqual([303, 1]);
  });

  test('is a failure for who wants none', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'redirect', location: url } });

    await expect(fake.fetch(url, { headers, redirect: 'error' })).rejects.toThrow(TypeError);
  });
});
