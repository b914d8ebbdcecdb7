import { expect, test } from 'vitest';
import { describeRejection } from '../../src/model/index.ts';
import type { Rejection, RejectionReason } from '../../src/model/index.ts';
import { HERE } from './fixtures.ts';

type Sentence<Reason extends RejectionReason> = readonly [
  numbers: Omit<Extract<Rejection, { reason: Reason }>, 'reason'>,
  text: string,
];

const place = 'variant 107362030756584 at location 50002';

/** Every reason, or this does not compile. */
const sentences: { readonly [Reason in RejectionReason]: readonly Sentence<Reason>[] } = {
  'committed-read-only': [
    [HERE, `Committed cannot be written for ${place}: only orders change it.`],
  ],
  'insufficient-stock': [
    [
      { ...HERE, line: 1, requested: 5, available: 3, floor: -1 },
      `Not enough stock for ${place} (line 1): 5 requested, 3 available; the lowest allowed value is -1.`,
    ],
  ],
  'insufficient-on-hand': [
    [
      { ...HERE, requested: 4, shippable: 3, available: -2, committed: 5 },
      `Not enough on hand for ${place}: 4 requested, 3 can be shipped (-2 available, 5 committed).`,
    ],
  ],
  'negative-quantity': [
    [
      { ...HERE, name: 'incoming', actual: 2, requested: -3, floor: 0 },
      `incoming would fall from 2 to -3 for ${place}; the lowest allowed value is 0.`,
    ],
  ],
  'not-connected': [[HERE, 'Variant 107362030756584 is not connected to location 50002.']],
  'already-connected': [[HERE, 'Variant 107362030756584 is already connected to location 50002.']],
  'stock-at-location': [
    [
      { ...HERE, available: 4, unavailable: 1 },
      `Not empty for ${place}: 4 available, 1 unavailable.`,
    ],
  ],
  'committed-at-location': [[{ ...HERE, committed: 2 }, `Not empty for ${place}: 2 committed.`]],
  'incoming-at-location': [[{ ...HERE, incoming: 9 }, `Not empty for ${place}: 9 incoming.`]],
  'order-exists': [[{ orderId: '1001' }, 'Order 1001 exists already.']],
  'order-not-found': [[{ orderId: '1001' }, 'Order 1001 does not exist.']],
  'exceeds-order': [
    [
      { orderId: '1001', ...HERE, line: 0, actual: 2, requested: 3 },
      `Order 1001 has 2 left for ${place} (line 0), 3 requested.`,
    ],
    [{ orderId: '1001', actual: 0, requested: 0 }, 'Order 1001 has nothing left for this.'],
  ],
  'shipment-exists': [[{ shipmentId: 'PO-7' }, 'Shipment PO-7 exists already.']],
  'shipment-not-found': [[{ shipmentId: 'PO-7' }, 'Shipment PO-7 does not exist.']],
  'exceeds-shipment': [
    [
      { shipmentId: 'PO-7', ...HERE, line: 0, actual: 2, requested: 3 },
      `Shipment PO-7 has 2 left for ${place} (line 0), 3 requested.`,
    ],
    [{ shipmentId: 'PO-7', actual: 0, requested: 0 }, 'Shipment PO-7 has nothing left for this.'],
  ],
  'conflicting-quantities': [
    [
      { ...HERE, expected: 10, actual: 11 },
      `The quantities contradict each other for ${place}: on-hand is 10, the others make it 11.`,
    ],
  ],
  'invalid-quantity': [
    [
      { path: 'lines[0].quantity', expected: 'a safe integer, 1 or more', actual: '1.5' },
      'lines[0].quantity must be a safe integer, 1 or more, not 1.5.',
    ],
  ],
  'invalid-event': [
    [{ path: '', expected: 'an object', actual: 'null' }, 'The event must be an object, not null.'],
    [
      { path: 'orderId', expected: 'a non-empty string', actual: 'undefined' },
      'orderId must be a non-empty string, not undefined.',
    ],
  ],
  'same-status': [
    [{ locationId: '50002' }, 'A transfer must go to another location than its origin 50002.'],
  ],
  stale: [
    [
      { ...HERE, name: 'onHand', expected: 42, actual: 40 },
      `The level has changed for ${place}: onHand is 40, not 42.`,
    ],
  ],
  'event-id-reused': [[{ eventId: 'e1' }, 'Event e1 was applied already, with other content.']],
};

const rows = Object.entries(sentences).flatMap(([reason, variants]) =>
  variants.map(([numbers, text]) => ({ rejection: { reason, ...numbers } as Rejection, text })),
);

test.each(rows)('$rejection.reason reads: $text', ({ rejection, text }) => {
  expect(describeRejection(rejection)).toBe(text);
});
