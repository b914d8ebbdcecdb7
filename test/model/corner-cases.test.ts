import { describe, expect, test } from 'vitest';
import { eventContent, transition } from '../../src/model/index.ts';
import { accept, AT, event, HERE, level, levelOf, line, MUG, SHIRT, stockOf } from './fixtures.ts';
import type { EventFields } from './fixtures.ts';
import { refusalOf } from './events-of-each-type.ts';

test('an order on backorder can be cancelled, though nothing of it could be shipped', () => {
  const state = stockOf(
    [level({ available: 0, oversell: 'continue' })],
    [{ type: 'order.placed', orderId: '1001', lines: [line({ quantity: 5 })] }],
  );
  const cancelled = accept(state, { type: 'order.cancelled', orderId: '1001' });

  expect(levelOf(cancelled.state)).toMatchObject({ available: 0, committed: 0 });
});

test('a return does not count against another variant of its order', () => {
  const ofMug = { variantId: MUG };
  const state = stockOf(
    [level({ available: 5 }), level({ ...ofMug, available: 5 })],
    [
      { type: 'order.placed', orderId: '1001', lines: [line({}), line(ofMug)] },
      { type: 'order.fulfilled', orderId: '1001' },
    ],
  );
  const returned = { type: 'return.received', orderId: '1001' } as const;
  const result = transition(state, event({ ...returned, lines: [line({ quantity: 2 })] }));

  expect(result.ok ? undefined : result.rejection).toMatchObject({
    reason: 'exceeds-order',
    variantId: SHIRT,
    requested: 2,
    actual: 1,
  });
});

test('a variant with nothing but available units cannot be disconnected', () => {
  const state = stockOf([level({ available: 4 })]);
  const result = transition(state, event({ type: 'variant.disconnected', ...HERE }));

  expect(result.ok ? undefined : result.rejection.reason).toBe('stock-at-location');
});

test('an expectation that is undefined expects nothing', () => {
  const expected = { available: undefined, onHand: 4 } as unknown as { onHand: number };
  const state = stockOf([level({ available: 4 })]);
  const counted = { type: 'stock.set', ...HERE, quantities: { onHand: 7 }, expected } as const;

  expect(levelOf(accept(state, counted).state)?.onHand).toBe(7);
});

test('a time in an array is no time, though it reads like one as text', () => {
  const held = { type: 'stock.held', id: 'e1', at: [AT], ...HERE, quantity: 1, reason: 'check' };

  expect(refusalOf(held)).toMatchObject({ reason: 'invalid-event', path: 'at' });
});

describe('events differ in content', () => {
  const set = { type: 'stock.set', ...HERE, quantities: { onHand: 4 } } as const;
  const policy = { type: 'oversell.changed', ...HERE } as const;
  const order = { type: 'order.placed', orderId: '1001' } as const;

  test.each<[what: string, one: EventFields, other: EventFields]>([
    ['quantities', set, { ...set, quantities: { onHand: 5 } }],
    ['which quantity', set, { ...set, quantities: { available: 4 } }],
    ['expectations', { ...set, expected: { onHand: 1 } }, { ...set, expected: { onHand: 2 } }],
    ['floors', { ...policy, oversell: { floor: 1 } }, { ...policy, oversell: { floor: 2 } }],
    ['lines', { ...order, lines: [line({})] }, { ...order, lines: [line({ quantity: 2 })] }],
  ])('where their %s do', (_, one, other) => {
    expect(eventContent(event(one))).not.toBe(eventContent(event(other)));
  });
});
