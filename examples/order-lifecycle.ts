// The life of an order, from the checkout back to the shelf, as the ledger records it: every line is
// one event, what it moved, and what that left. It runs on the embedded fake.
import { levelKey, verifyLedger } from 'genstore-inventory/model';
import { createInventoryFake } from 'genstore-inventory/testing';

const shirt = { variantId: '107362030756584', locationId: '50002' };
const fake = createInventoryFake({
  shop: 'acme',
  accessToken: 'test-token',
  seed: { levels: [{ ...shirt, available: 10 }] },
});

// A customer buys 5 shirts: they are committed, and nobody else can buy them.
fake.orders.place({ orderId: '1001', lines: [{ ...shirt, quantity: 5 }] });
// The warehouse finds 3 of them and ships those: they are committed and on hand no more.
fake.orders.fulfill({ orderId: '1001', lines: [{ ...shirt, quantity: 3 }] });
// The customer does not want to wait for the other 2: they can be sold again.
fake.orders.cancel({ orderId: '1001' });
// One shirt comes back. It is on hand, and set aside until somebody has looked at it.
fake.returns.receive({ orderId: '1001', lines: [{ ...shirt, quantity: 1 }] });
// It is as good as new.
fake.returns.restock({ lines: [{ ...shirt, quantity: 1 }] });

function signed(units: number): string {
  return units === 0 ? '' : `${units > 0 ? '+' : ''}${units}`;
}
console.table(
  Object.fromEntries(
    fake.ledger().map(({ type, deltas, after }) => [
      type,
      {
        available: `${after.available} ${signed(deltas.available)}`.trim(),
        committed: `${after.committed} ${signed(deltas.committed)}`.trim(),
        unavailable: `${after.unavailable} ${signed(deltas.unavailable)}`.trim(),
        'on hand': `${after.onHand} ${signed(deltas.onHand)}`.trim(),
      },
    ]),
  ),
);

const [line] = fake.orders.get('1001')?.lines ?? [];
console.log(
  `Of ${line?.ordered} ordered: ${line?.fulfilled} with the customer, ${line?.returned} returned, ` +
    `${line?.cancelled} cancelled, ${line?.open} open.`,
);

// A ledger that adds up is one that nobody forgot to write to.
const levels = fake
  .levels()
  .map((each) => [levelKey(each.variantId, each.locationId), each] as const);
const check = verifyLedger(fake.ledger(), new Map(levels));
console.log(check.ok ? 'The ledger adds up to the levels.' : `It does not add up: ${check.index}`);
