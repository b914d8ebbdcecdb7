import { describe, expect, test } from 'vitest';
import { openFake, send, testClock } from './shop.ts';

const PATH = '/inventory/107362030756584';

describe('PUT /inventory/{variantId}', () => {
  test('answers 200 with the level, quantities as texts', async () => {
    const body = '{"inventory":{"locationId":"50002","available":20}}';
    const reply = await send(openFake(), 'PUT', PATH, body);

    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      inventory: {
        productId: '8589934859',
        variantId: '107362030756584',
        locationId: '50002',
        available: '20',
        committed: '3',
        unavailable: '0',
        incoming: '0',
        onHand: '23',
        updateTime: '2026-03-01T10:00:00.000Z',
      },
    });
  });

  const values = { available: '5', committed: '0', unavailable: '2', incoming: '8', onHand: '7' };
  test.each([
    ['{"available":9}', { ...values, available: '9', onHand: '11' }],
    ['{"available":0}', { ...values, available: '0', onHand: '2' }],
    ['{"onHand":10}', { ...values, available: '8', onHand: '10' }],
    ['{"unavailable":0}', { ...values, unavailable: '0', onHand: '5' }],
    ['{"incoming":1}', { ...values, incoming: '1' }],
    [
      '{"unavailable":4,"onHand":10}',
      { ...values, available: '6', unavailable: '4', onHand: '10' },
    ],
    [
      '{"available":1,"unavailable":1,"incoming":1,"onHand":2}',
      {
        ...values,
        available: '1',
        unavailable: '1',
        incoming: '1',
        onHand: '2',
      },
    ],
  ])('sets %s absolutely and keeps on-hand the sum', async (quantities, expected) => {
    const body = `{"inventory":{"locationId":"50003",${quantities.slice(1)}}`;
    const reply = await send(openFake(), 'PUT', PATH, body);

    expect(reply.body).toMatchObject({ inventory: expected });
  });

  test('changes the one level that it names', async () => {
    const fake = openFake();
    const [, ...others] = fake.levels();
    await send(fake, 'PUT', PATH, '{"inventory":{"locationId":"50002","available":20}}');

    expect(fake.level('107362030756584', '50002')?.available).toBe(20);
    expect(fake.levels().slice(1)).toEqual(others);
  });

  test('is idempotent: the same request again leaves the same level', async () => {
    const fake = openFake();
    const body = '{"inventory":{"locationId":"50002","onHand":9}}';
    const first = await send(fake, 'PUT', PATH, body);
    const second = await send(fake, 'PUT', PATH, body);

    expect(second.body).toEqual(first.body);
  });

  test('writes the change into the ledger under ids of its own', async () => {
    const fake = openFake();
    await send(fake, 'PUT', PATH, '{"inventory":{"locationId":"50002","available":10}}');
    await send(fake, 'PUT', PATH, '{"inventory":{"locationId":"50003","incoming":0}}');

    expect(fake.ledger()).toMatchObject([
      { eventId: 'evt-1', type: 'stock.set', deltas: { available: -2, onHand: -2 } },
      { eventId: 'evt-2', type: 'stock.set', deltas: { incoming: -8, onHand: 0 } },
    ]);
  });

  test('tells the time of the change, by the clock of the fake', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    await clock.advance(90_000);
    const body = '{"inventory":{"locationId":"50002","available":10}}';
    const reply = await send(fake, 'PUT', PATH, body);

    expect(reply.body).toMatchObject({ inventory: { updateTime: '2026-03-01T10:01:30.000Z' } });
    const list = await send(fake, 'GET', '/inventory');
    expect(list.body).toMatchObject({
      inventories: [
        { updateTime: '2026-03-01T10:01:30.000Z' },
        { updateTime: '2026-03-01T10:00:00.000Z' },
        { updateTime: '2026-03-01T10:00:00.000Z' },
      ],
    });
  });

  test('reads the content type whatever its case and parameters', async () => {
    const body = '{"inventory":{"locationId":"50002","available":20}}';
    const headers = { 'Content-Type': 'Application/JSON ; charset=utf-8' };

    expect((await send(openFake(), 'PUT', PATH, body, headers)).status).toBe(200);
  });

  test('takes an escaped id for what it says', async () => {
    const body = '{"inventory":{"locationId":"50002","available":20}}';
    const reply = await send(openFake(), 'PUT', '/inventory/%3107362030756584', body);

    expect(reply.status).toBe(200);
  });

  test('lets available fall below zero where the policy allows it', async () => {
    const level = { variantId: '107', locationId: '50002', committed: 9, oversell: 'continue' };
    const fake = openFake({ seed: { levels: [{ ...level, oversell: 'continue' }] } });
    const body = '{"inventory":{"locationId":"50002","available":-4}}';
    const reply = await send(fake, 'PUT', '/inventory/107', body);

    expect(reply.body).toMatchObject({ inventory: { available: '-4', onHand: '5' } });
  });
});
