import { describe, expect, test } from 'vitest';
import { EventRefusedError } from '../../src/testing/index.ts';
import type { FakeEvent, InventoryFake } from '../../src/testing/index.ts';
import { openFake, send, stateOf, testClock } from './shop.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };
const ORDER: FakeEvent = {
  type: 'order.placed',
  orderId: '1001',
  lines: [{ ...PLACE, quantity: 4 }],
};

function refusalOf(fake: InventoryFake, event: FakeEvent): unknown {
  try {
    fake.apply(event);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('apply', () => {
  test('runs an order through the platform, where the API sees it', async () => {
    const fake = openFake();
    fake.apply(ORDER);
    const { body } = await send(fake, 'GET', '/inventory?limit=1');

    expect(body).toMatchObject({
      inventories: [{ available: '8', committed: '7', onHand: '15' }],
    });
  });

  test('returns the levels that the event touched, and no others', () => {
    const levels = openFake().apply({
      type: 'order.placed',
      orderId: '1001',
      lines: [
        { ...PLACE, quantity: 4 },
        { ...PLACE, locationId: '50003', quantity: 1 },
      ],
    });

    expect(levels).toMatchObject([
      { ...PLACE, available: 8, committed: 7 },
      { ...PLACE, locationId: '50003', available: 4, committed: 1 },
    ]);
  });

  test('follows an order and a shipment to their ends', () => {
    const fake = openFake();
    fake.apply(ORDER);
    fake.apply({ type: 'order.fulfilled', orderId: '1001' });
    fake.apply({ type: 'return.received', orderId: '1001', lines: [{ ...PLACE, quantity: 1 }] });
    fake.apply({
      type: 'shipment.announced',
      shipmentId: 's1',
      locationId: '50002',
      lines: [{ variantId: PLACE.variantId, quantity: 30 }],
    });
    fake.apply({ type: 'shipment.received', shipmentId: 's1' });

    expect(fake.level(PLACE.variantId, PLACE.locationId)).toMatchObject({
      available: 38,
      committed: 3,
      unavailable: 1,
      incoming: 0,
      onHand: 42,
    });
    expect(fake.ledger().map(({ type }) => type)).toEqual([
      'order.placed',
      'order.fulfilled',
      'return.received',
      'shipment.announced',
      'shipment.received',
    ]);
  });

  test('completes an event with the next id and the time', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.apply(ORDER);
    await clock.advance(1000);
    fake.apply({ type: 'order.cancelled', orderId: '1001' });

    expect(fake.ledger()).toMatchObject([
      { eventId: 'evt-1', at: '2026-03-01T10:00:00.000Z', orderId: '1001' },
      { eventId: 'evt-2', at: '2026-03-01T10:00:01.000Z', orderId: '1001' },
    ]);
  });

  test('keeps the id and time of an event that has them', () => {
    const fake = openFake();
    fake.apply({ ...ORDER, id: 'mine', at: '2026-02-01T00:00:00Z' });

    expect(fake.ledger()).toMatchObject([{ eventId: 'mine', at: '2026-02-01T00:00:00Z' }]);
  });

  test('passes over ids that a test gave out itself', () => {
    const fake = openFake();
    fake.apply({ ...ORDER, id: 'evt-2' });
    fake.apply({ type: 'order.cancelled', orderId: '1001', lines: [{ ...PLACE, quantity: 1 }] });
    fake.apply({ type: 'order.cancelled', orderId: '1001' });

    expect(fake.ledger().map(({ eventId }) => eventId)).toEqual(['evt-2', 'evt-1', 'evt-3']);
  });

  test('writes a ledger that no reader can change', () => {
    const fake = openFake();
    fake.apply({ type: 'stock.held', ...PLACE, quantity: 1, reason: 'quality check' });
    const [entry] = fake.ledger();

    expect(() => Object.assign(entry ?? {}, { type: 'stock.released' })).toThrow(TypeError);
    expect(() => Object.assign(entry?.deltas ?? {}, { available: 5 })).toThrow(TypeError);
  });

  test('does nothing for an event that it had before', async () => {
    const fake = openFake();
    const event = { ...ORDER, id: 'e1', at: '2026-03-01T09:00:00Z' };
    fake.apply(event);
    const before = await stateOf(fake);

    expect(fake.apply({ ...event })).toEqual([]);
    expect(await stateOf(fake)).toEqual(before);
  });

  test('makes known what it connects, so that the API can connect it elsewhere', async () => {
    const fake = openFake();
    fake.apply({ type: 'variant.connected', variantId: 'new', locationId: 'north' });
    const body = '{"inventory":{"variantId":"new","locationId":"50002"}}';
    expect((await send(fake, 'POST', '/inventory/connect', body)).status).toBe(201);
    const other = '{"inventory":{"variantId":"107362030756586","locationId":"north"}}';
    expect((await send(fake, 'POST', '/inventory/connect', other)).status).toBe(201);
  });

  test('gives a connected level the policy of its variant unless the event has one', () => {
    const variants = [{ variantId: '107', oversell: { floor: -5 } }];
    const fake = openFake({ seed: { variants } });
    const event = { type: 'variant.connected', variantId: '107' } as const;
    const [first] = fake.apply({ ...event, locationId: 'a' });
    const [second] = fake.apply({ ...event, locationId: 'b', oversell: 'deny' });

    expect([first?.oversell, second?.oversell]).toEqual([{ floor: -5 }, 'deny']);
  });

  test('takes away a level that is disconnected', async () => {
    const fake = openFake();
    const place = { variantId: '107362030756585', locationId: '50002' };
    fake.apply({ type: 'variant.disconnected', ...place });
    const body = '{"inventory":{"locationId":"50002","available":1}}';
    const reply = await send(fake, 'PUT', '/inventory/107362030756585', body);

    expect(fake.level(place.variantId, place.locationId)).toBeUndefined();
    expect(fake.levels()).toHaveLength(2);
    expect(reply.status).toBe(404);
  });
});

const TYPES =
  "'variant.connected', 'variant.disconnected', 'oversell.changed', 'stock.set', 'stock.adjusted', 'stock.held', 'stock.released', 'stock.written-off', 'order.placed', 'order.cancelled', 'order.fulfilled', 'fulfillment.cancelled', 'return.received', 'return.restocked', 'shipment.announced', 'shipment.received' or 'shipment.cancelled'";

describe('apply refuses', () => {
  test('with the rejection of the model, and its words', () => {
    const error = refusalOf(openFake(), {
      type: 'order.placed',
      orderId: '1001',
      lines: [{ ...PLACE, quantity: 13 }],
    });

    expect(error).toBeInstanceOf(EventRefusedError);
    expect(error).toMatchObject({
      name: 'EventRefusedError',
      message:
        'Not enough stock for variant 107362030756584 at location 50002 (line 0): 13 requested, 12 available; the lowest allowed value is 0.',
      rejection: { reason: 'insufficient-stock', requested: 13, available: 12, floor: 0 },
    });
  });

  test.each<[string, FakeEvent, string]>([
    ['an order that is not there', { type: 'order.fulfilled', orderId: '1' }, 'order-not-found'],
    [
      'a level that is not there',
      { type: 'stock.held', ...PLACE, locationId: '50004', quantity: 1, reason: 'damaged' },
      'not-connected',
    ],
    [
      'one line of two',
      {
        type: 'order.placed',
        orderId: '1',
        lines: [
          { ...PLACE, quantity: 1 },
          { ...PLACE, locationId: '50003', quantity: 6 },
        ],
      },
      'insufficient-stock',
    ],
    [
      'committed',
      { type: 'stock.set', ...PLACE, quantities: { committed: 1 } as never },
      'committed-read-only',
    ],
    ['an empty id', { ...ORDER, id: '' }, 'invalid-event'],
    ['a time without a zone', { ...ORDER, at: '2026-03-01T10:00:00' }, 'invalid-event'],
    [
      'an empty variant',
      { type: 'variant.connected', variantId: '', locationId: '50002' },
      'invalid-event',
    ],
  ])('%s, and nothing changes', async (_, event, reason) => {
    const fake = openFake();
    const before = await stateOf(fake);

    expect(refusalOf(fake, event)).toMatchObject({ rejection: { reason } });
    expect(await stateOf(fake)).toEqual(before);
  });

  test.each<[event: unknown, message: string]>([
    [null, 'the event must be an object, not null'],
    [{}, `type must be ${TYPES}`],
    [{ type: 'order.canceled' }, `type must be ${TYPES}; did you mean 'order.cancelled'?`],
    [
      { type: 'order.cancelled', orderId: '1001', line: [{ ...PLACE, quantity: 1 }] },
      'line must be left out: the field is unknown; did you mean lines?',
    ],
    [
      { type: 'order.cancelled', orderId: '1001', lines: [{ ...PLACE, units: 1 }] },
      'lines[0].units must be left out: the field is unknown; known are variantId, locationId, quantity',
    ],
    [
      { type: 'stock.held', ...PLACE, quantity: 1, reason: 'damaged', oversell: 'deny' },
      'oversell must be left out: the field is unknown; known are type, id, at, reason, variantId, locationId, quantity',
    ],
  ])('%j, which is no event, and nothing changes', async (event, message) => {
    const fake = openFake();
    fake.apply(ORDER);
    const before = await stateOf(fake);

    expect(() => fake.apply(event as FakeEvent)).toThrow(new TypeError(`fake.apply: ${message}`));
    expect(await stateOf(fake)).toEqual(before);
  });

  test('a misspelt field by the name of what was called', () => {
    const event = { orderId: '1001', line: [] };

    expect(() => openFake().orders.cancel(event)).toThrow(
      'fake.orders.cancel: line must be left out: the field is unknown; did you mean lines?',
    );
  });

  test('nothing for fields that are undefined, which count as left out', () => {
    const fake = openFake();
    fake.apply(ORDER);
    const event = {
      type: 'order.cancelled',
      orderId: '1001',
      id: undefined,
      at: undefined,
    } as const;
    const [level] = fake.apply(Object.assign({ note: undefined }, event));

    expect(level?.committed).toBe(3);
  });

  test('a reused id with other content', () => {
    const fake = openFake();
    fake.apply({ ...ORDER, id: 'e1' });

    expect(refusalOf(fake, { type: 'order.cancelled', orderId: '1001', id: 'e1' })).toMatchObject({
      rejection: { reason: 'event-id-reused', eventId: 'e1' },
    });
  });

  test('without using up an id', () => {
    const fake = openFake();
    refusalOf(fake, { type: 'order.cancelled', orderId: '1001' });
    fake.apply(ORDER);

    expect(fake.ledger()).toMatchObject([{ eventId: 'evt-1' }]);
  });

  test.each(['variantId', 'locationId'])('a %s that no request could name', async (name) => {
    const fake = openFake();
    const before = await stateOf(fake);
    const event: FakeEvent = { type: 'variant.connected', ...PLACE, [name]: 'a/b' };

    expect(() => fake.apply(event)).toThrow(
      new TypeError(`fake.apply: ${name} must be an id: 1 to 64 letters, digits, _ or -`),
    );
    expect(await stateOf(fake)).toEqual(before);
  });
});
