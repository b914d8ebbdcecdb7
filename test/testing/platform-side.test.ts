import { describe, expect, test } from 'vitest';
import { EventRefusedError } from '../../src/testing/index.ts';
import type { FakeEvent, InventoryFake } from '../../src/testing/index.ts';
import { openFake, send, stateOf } from './shop.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };
const OTHER = { variantId: '107362030756584', locationId: '50003' };
const LINES = [{ ...PLACE, quantity: 2 }];
const SHIPPED = [{ variantId: PLACE.variantId, quantity: 5 }];
const SHIPMENT = { shipmentId: 'po-1', locationId: PLACE.locationId, lines: SHIPPED };

/** A name for an event, what must have happened before it, and the event itself. */
type Case = readonly [
  name: string,
  before: readonly FakeEvent[],
  call: (fake: InventoryFake) => unknown,
  event: FakeEvent,
];

const PLACED: FakeEvent = { type: 'order.placed', orderId: '1001', lines: LINES };
const FULFILLED: FakeEvent = { type: 'order.fulfilled', orderId: '1001' };
const RETURNED: FakeEvent = { type: 'return.received', orderId: '1001', lines: LINES };
const ANNOUNCED: FakeEvent = { type: 'shipment.announced', ...SHIPMENT };
const HOLD = { ...PLACE, quantity: 4, reason: 'quality check' };
const HELD: FakeEvent = { type: 'stock.held', ...HOLD };

const CASES: readonly Case[] = [
  ['orders.place', [], (fake) => fake.orders.place({ orderId: '1001', lines: LINES }), PLACED],
  [
    'orders.cancel',
    [PLACED],
    (fake) => fake.orders.cancel({ orderId: '1001' }),
    { type: 'order.cancelled', orderId: '1001' },
  ],
  ['orders.fulfill', [PLACED], (fake) => fake.orders.fulfill({ orderId: '1001' }), FULFILLED],
  [
    'orders.cancelFulfillment',
    [PLACED, FULFILLED],
    (fake) => fake.orders.cancelFulfillment({ orderId: '1001', lines: LINES }),
    { type: 'fulfillment.cancelled', orderId: '1001', lines: LINES },
  ],
  [
    'returns.receive',
    [PLACED, FULFILLED],
    (fake) => fake.returns.receive({ orderId: '1001', lines: LINES }),
    RETURNED,
  ],
  [
    'returns.restock',
    [PLACED, FULFILLED, RETURNED],
    (fake) => fake.returns.restock({ lines: LINES }),
    { type: 'return.restocked', lines: LINES },
  ],
  ['shipments.announce', [], (fake) => fake.shipments.announce(SHIPMENT), ANNOUNCED],
  [
    'shipments.receive',
    [ANNOUNCED],
    (fake) => fake.shipments.receive({ shipmentId: 'po-1' }),
    { type: 'shipment.received', shipmentId: 'po-1' },
  ],
  [
    'shipments.cancel',
    [ANNOUNCED],
    (fake) => fake.shipments.cancel({ shipmentId: 'po-1' }),
    { type: 'shipment.cancelled', shipmentId: 'po-1' },
  ],
  ['stock.hold', [], (fake) => fake.stock.hold(HOLD), HELD],
  [
    'stock.release',
    [HELD],
    (fake) => fake.stock.release({ ...PLACE, quantity: 3 }),
    { type: 'stock.released', ...PLACE, quantity: 3 },
  ],
  [
    'stock.writeOff',
    [HELD],
    (fake) => fake.stock.writeOff({ ...PLACE, quantity: 3 }),
    { type: 'stock.written-off', ...PLACE, quantity: 3 },
  ],
  [
    'stock.set',
    [],
    (fake) => fake.stock.set({ ...PLACE, quantities: { onHand: 7 } }),
    { type: 'stock.set', ...PLACE, quantities: { onHand: 7 } },
  ],
  [
    'stock.adjust',
    [],
    (fake) => fake.stock.adjust({ ...PLACE, deltas: { available: -2 }, reason: 'broken' }),
    { type: 'stock.adjusted', ...PLACE, deltas: { available: -2 }, reason: 'broken' },
  ],
  [
    'stock.setOversell',
    [],
    (fake) => fake.stock.setOversell({ ...PLACE, oversell: { floor: 2 } }),
    { type: 'oversell.changed', ...PLACE, oversell: { floor: 2 } },
  ],
  [
    'variants.connect',
    [],
    (fake) =>
      fake.variants.connect({ ...PLACE, locationId: '50004', quantities: { available: 1 } }),
    {
      type: 'variant.connected',
      ...PLACE,
      locationId: '50004',
      quantities: { available: 1 },
    },
  ],
  [
    'variants.disconnect',
    [],
    (fake) => fake.variants.disconnect({ variantId: '107362030756585', locationId: '50002' }),
    { type: 'variant.disconnected', variantId: '107362030756585', locationId: '50002' },
  ],
];

describe.each(CASES)('fake.%s', (_, before, call, event) => {
  const prepared = (): InventoryFake => {
    const fake = openFake();
    for (const each of before) fake.apply(each);
    return fake;
  };

  test('does what its event does, and returns the levels that it touched', async () => {
    const [one, two] = [prepared(), prepared()];
    const levels = call(one);

    expect(levels).toEqual(two.apply(event));
    expect(levels).not.toHaveLength(0);
    expect(await stateOf(one)).toEqual(await stateOf(two));
  });
});

describe('a refused event', () => {
  test('is thrown with the rejection of the model, and changes nothing', async () => {
    const fake = openFake();
    const before = await stateOf(fake);
    const place = (): unknown =>
      fake.orders.place({ orderId: '1', lines: [{ ...PLACE, quantity: 99 }] });

    expect(place).toThrow(EventRefusedError);
    expect(place).toThrow(/^Not enough stock for variant 107362030756584/);
    expect(await stateOf(fake)).toEqual(before);
  });
});

describe('documents', () => {
  test('of orders can be read one by one, and in the order in which they came', () => {
    const fake = openFake();
    fake.orders.place({ orderId: 'b', lines: LINES });
    fake.orders.place({ orderId: 'a', lines: [{ ...OTHER, quantity: 1 }] });
    fake.orders.fulfill({ orderId: 'b', lines: [{ ...PLACE, quantity: 1 }] });

    expect(fake.orders.get('b')).toMatchObject({ lines: [{ ordered: 2, open: 1, fulfilled: 1 }] });
    expect(fake.orders.all().map(({ orderId }) => orderId)).toEqual(['b', 'a']);
    expect(fake.orders.all()[0]).toEqual(fake.orders.get('b'));
    expect(fake.orders.get('c')).toBeUndefined();
  });

  test('of shipments can be read one by one, and in the order in which they came', () => {
    const fake = openFake();
    fake.shipments.announce(SHIPMENT);
    fake.shipments.announce({ ...SHIPMENT, shipmentId: 'a', origin: '50003' });
    fake.shipments.cancel({ shipmentId: 'po-1' });

    expect(fake.shipments.get('po-1')).toMatchObject({ lines: [{ open: 0, cancelled: 5 }] });
    expect(fake.shipments.all()).toMatchObject([
      { shipmentId: 'po-1' },
      { shipmentId: 'a', origin: '50003', lines: [{ open: 5 }] },
    ]);
    expect(fake.shipments.get('po-2')).toBeUndefined();
  });
});

describe('adding to the catalogue', () => {
  const body = '{"inventory":{"variantId":"107","locationId":"60001"}}';

  test('makes variants and locations known, so that the API can connect them', async () => {
    const fake = openFake();
    fake.variants.add({ variantId: '107', productId: '8589934859', oversell: 'continue' });
    fake.locations.add('60001');
    expect([fake.levels().length, fake.ledger()]).toEqual([3, []]);
    const reply = await send(fake, 'POST', '/inventory/connect', body);

    expect(reply).toMatchObject({ status: 201, body: { inventory: { productId: '8589934859' } } });
    expect(fake.level('107', '60001')?.oversell).toBe('continue');
  });

  test.each<[name: string, (fake: InventoryFake) => unknown, message: string]>([
    [
      'a known variant',
      (fake) => fake.variants.add('107362030756586'),
      'fake.variants.add: variant must be another variant: it is there twice',
    ],
    [
      'a variant without an id',
      (fake) => fake.variants.add({ variantId: '' }),
      'fake.variants.add: variant.variantId must be an id: 1 to 64 letters, digits, _ or -',
    ],
    [
      'a variant with an unknown field',
      (fake) => fake.variants.add({ variantId: '1', title: 'x' } as never),
      'fake.variants.add: variant.title must be left out: the field is unknown; known are variantId, productId, oversell, sku, barcode, options, handle',
    ],
    [
      'a variant with no known policy',
      (fake) => fake.variants.add({ variantId: '1', oversell: 'maybe' as never }),
      "fake.variants.add: variant.oversell must be 'deny', 'preorder', 'continue' or { floor: integer }, not string",
    ],
    [
      'a known location',
      (fake) => fake.locations.add('50002'),
      'fake.locations.add: locationId must be another location: it is there twice',
    ],
    [
      'a location that is no id',
      (fake) => fake.locations.add('a/b'),
      'fake.locations.add: locationId must be an id: 1 to 64 letters, digits, _ or -',
    ],
  ])('refuses %s', (_, add, message) => {
    expect(() => add(openFake())).toThrow(new TypeError(message));
  });
});
