import type { InventoryFake } from '../../src/testing/index.ts';
import { send } from './shop.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };

/** All that can be seen of a fake, without leaving a trace on it. */
export async function allOf(fake: InventoryFake): Promise<unknown> {
  // A look at the answers is a request, too.
  const seen = fake.fork();
  const { body, headers } = await send(seen, 'GET', '/inventory?limit=2');
  const answers = [];
  for (const filter of ['locationIds=50002', 'locationIds=50003,50004', 'variantIds=new-a']) {
    answers.push((await send(seen, 'GET', `/inventory?${filter}`)).body);
  }
  return {
    levels: fake.levels(),
    ledger: fake.ledger(),
    orders: fake.orders.all(),
    shipments: fake.shipments.all(),
    requests: fake.requests,
    faults: fake.faults.pending(),
    pages: [body, [...headers], ...answers],
  };
}

/**
 * Lets a bit of everything happen to a fake, under a name that keeps it apart from other times, and
 * returns what came of it.
 */
export async function live(fake: InventoryFake, name: string): Promise<unknown> {
  const { length } = name;
  const order = { orderId: `order-${name}`, lines: [{ ...PLACE, quantity: 1 }] };
  const variantId = `new-${name}`;
  fake.orders.place(order);
  fake.orders.fulfill({ orderId: order.orderId });
  fake.shipments.announce({
    shipmentId: `po-${name}`,
    locationId: '50003',
    lines: [{ variantId: PLACE.variantId, quantity: 5 + length }],
  });
  fake.variants.add(variantId);
  fake.variants.connect({ variantId, locationId: '50004', quantities: { available: length } });
  if (fake.level('107362030756585', '50002') !== undefined) {
    fake.variants.disconnect({ variantId: '107362030756585', locationId: '50002' });
  }
  fake.faults.add({ operation: 'connect', fault: { kind: 'status', status: 503 }, times: 2 });
  const connect = `{"inventory":{"variantId":"${variantId}","locationId":"50002"}}`;
  const update = `{"inventory":{"locationId":"50003","available":${name.codePointAt(0)}}}`;
  const answers = [
    await send(fake, 'POST', '/inventory/connect', connect),
    await send(fake, 'PUT', '/inventory/107362030756584', update),
    await send(fake, 'GET', `/inventory?limit=1&variantIds=${variantId},107362030756584`),
  ];
  return answers.map(({ status, headers, body }) => [status, [...headers], body]);
}
