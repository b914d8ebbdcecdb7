import { inventoryHandlers } from 'genstore-inventory/msw';
import { createInventoryFake } from 'genstore-inventory/testing';
import React from 'react';
import { Stock } from './stock.jsx';

const place = { variantId: '107362030756584', locationId: '50002' };
const seed = { levels: [{ ...place, available: 12 }] };
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });

export default {
  component: Stock,
  render: (args) => <Stock {...args} />,
  args: { variantId: place.variantId, token: 'test-token' },
  beforeEach({ msw }) {
    fake.reset();
    msw.use(...inventoryHandlers(fake));
  },
};

export const InStock = {};

export const Ordered = {
  beforeEach() {
    fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 12 }] });
  },
};

export const OutOfOrder = {
  beforeEach() {
    fake.faults.add({ operation: 'query', fault: { kind: 'cut-before' }, times: 9 });
  },
};
